using PeaceTalks.Api.Http.ErrorHandling;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Parties;

/// <inheritdoc/>
public sealed class PartyNoun() : SnapshotNoun<Party, PartyVersion, PartyContract>(Noun.Party, "name, kind, aliases, memberships")
{
    protected override PartyVersion Read(VersionRow row) =>
        new()
        {
            Slug = row.Slug,
            Version = row.Version,
            RecordedIn = row.RecordedIn,
            SupersededIn = row.SupersededIn,
            Name = row.Text(0),
            Kind = row.Enum<PartyKind>(1),
            Aliases = row.List<Alias>(2),
            Memberships = row.List<Membership>(3),
        };

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
        services.AddTable<PartyContract, PartyRow>(PartyRow.FromParty);
        services.Configure<ConstraintMessages>(messages =>
            messages.Add(
                "memberships_have_no_cycle",
                "/item/memberships",
                "would make the party a member of itself, by way of its groups; an OBSERVER belongs to no group"
            )
        );
    }
}
