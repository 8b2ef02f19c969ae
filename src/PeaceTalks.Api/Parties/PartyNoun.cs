using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Parties;

/// <inheritdoc/>
public sealed class PartyNoun() : ReferenceNoun<Party, PartyVersion, PartyContract>(Noun.Party)
{
    protected override IEnumerable<string> NamesOf(PartyVersion party) => [party.Name, .. party.Aliases.Select(x => x.Name)];

    protected override IEnumerable<string> ArticlesOf(PartyVersion party, ReferenceSnapshot snapshot) => PartyContract.ArticlesOf(party);

    protected override PartyContract ToContract(PartyVersion party, Names names, IEnumerable<ISupersedable> related) =>
        PartyContract.FromParty(party, names);
}

public static class PartySetup
{
    extension(ReferenceSnapshot snapshot)
    {
        public ReferenceIndex<PartyVersion> Parties => snapshot.Of<PartyVersion>(Noun.Party);
    }

    public static void AddParties(this IServiceCollection services)
    {
        services.AddReferenceNoun<PartyNoun>();
        services.AddCsv<PartyContract, PartyRow>(PartyRow.FromParty);
    }
}
