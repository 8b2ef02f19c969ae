using PeaceTalks.Api.Issues;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Positions;

/// <summary>Which tracks to read, and which of their records count. A null filter selects everything.</summary>
/// <param name="Issues">Slugs. A track counts if its target is among these or among <paramref name="Proposals"/>.</param>
/// <param name="Without">Slugs of articles that are left out. A record counts if it cites another article as well.</param>
public sealed record TrackScope(
    string[]? Processes = null,
    string[]? Parties = null,
    string[]? Issues = null,
    string[]? Proposals = null,
    short[]? Attributions = null,
    string[]? AssertedBy = null,
    string[]? Speakers = null,
    string[]? Outlets = null,
    string[]? Articles = null,
    string[]? Without = null
)
{
    /// <summary>The largest share of all targets that counts as few.</summary>
    private const double Few = 0.1;

    public bool ChoosesTracks => Processes is not null || Parties is not null || Issues is not null || Proposals is not null;

    /// <summary>Whether the targets in it are so few that their tracks are best found first, and then the records on them.</summary>
    public bool ChoosesFew(ReferenceSnapshot snapshot) =>
        (Issues is not null || Proposals is not null)
        && (Issues?.Length ?? 0) + (Proposals?.Length ?? 0)
            <= Math.Max(1, Few * (snapshot.Issues.Count + snapshot.Find(Noun.Proposal)!.Count));
}
