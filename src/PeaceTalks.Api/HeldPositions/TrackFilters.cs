using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.HeldPositions;

/// <summary>The filters that questions about what is held have in common: of targets, records and holders.</summary>
public class TrackFilters : TargetFilters
{
    /// <summary>Slug of the holder.</summary>
    public string[] Party { get; init; } = [];

    /// <inheritdoc/>
    public override TrackScope Scope(Catalogue catalogue)
    {
        catalogue.Require("party", Noun.Party, Party);
        return base.Scope(catalogue) with { Parties = Chosen(Party) };
    }
}
