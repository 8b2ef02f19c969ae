using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Speakers;

/// <inheritdoc/>
public sealed class SpeakerNoun() : ReferenceNoun<Speaker, SpeakerVersion, SpeakerContract>(Noun.Speaker)
{
    protected override IEnumerable<string> NamesOf(SpeakerVersion speaker) => [speaker.Name, .. speaker.Aliases.Select(x => x.Name)];

    protected override IEnumerable<string> ArticlesOf(SpeakerVersion speaker, ReferenceSnapshot snapshot) =>
        SpeakerContract.ArticlesOf(speaker);

    protected override SpeakerContract ToContract(SpeakerVersion speaker, Names names, IEnumerable<ISupersedable> related) =>
        SpeakerContract.FromSpeaker(speaker, names);
}

public static class SpeakerSetup
{
    extension(ReferenceSnapshot snapshot)
    {
        public ReferenceIndex<SpeakerVersion> Speakers => snapshot.Of<SpeakerVersion>(Noun.Speaker);
    }

    public static void AddSpeakers(this IServiceCollection services)
    {
        services.AddReferenceNoun<SpeakerNoun>();
        services.AddCsv<SpeakerContract, SpeakerRow>(SpeakerRow.FromSpeaker);
    }
}
