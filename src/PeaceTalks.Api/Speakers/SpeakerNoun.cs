using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Speakers;

/// <inheritdoc/>
public sealed class SpeakerNoun() : SnapshotNoun<Speaker, SpeakerVersion, SpeakerContract>(Noun.Speaker, "name, kind, aliases, mandates")
{
    protected override SpeakerVersion Read(VersionRow row) =>
        new()
        {
            Slug = row.Slug,
            Version = row.Version,
            RecordedIn = row.RecordedIn,
            SupersededIn = row.SupersededIn,
            Name = row.Text(0),
            Kind = row.Enum<SpeakerKind>(1),
            Aliases = row.List<Alias>(2),
            Mandates = row.List<Mandate>(3),
        };

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
        services.AddTable<SpeakerContract, SpeakerRow>(SpeakerRow.FromSpeaker);
    }
}
