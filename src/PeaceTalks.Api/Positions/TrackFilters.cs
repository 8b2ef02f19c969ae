using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Positions;

/// <summary>The filters that questions about what is held have in common: of targets, records and holders.</summary>
public class TrackFilters : TargetFilters
{
    /// <summary>Slug of the party that holds the position.</summary>
    public string[] Party { get; init; } = [];

    /// <inheritdoc/>
    public override TrackScope Scope(ReferenceSnapshot snapshot)
    {
        snapshot.Require("party", Noun.Party, Party);
        return base.Scope(snapshot) with { Parties = Chosen(Party) };
    }
}
