using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Positions;

/// <summary>The filters that all questions about held positions share: for targets, records and holders.</summary>
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
