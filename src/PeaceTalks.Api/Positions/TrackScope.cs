namespace PeaceTalks.Api.Positions;

/// <summary>Which tracks to read, and which of their records count. A null filter selects everything.</summary>
/// <param name="Issues">Slugs. A track counts if its target is among these or among <paramref name="Proposals"/>.</param>
/// <param name="Tracks">Ids of tracks.</param>
public sealed record TrackScope(
    string[]? Processes = null,
    string[]? Parties = null,
    string[]? Issues = null,
    string[]? Proposals = null,
    Guid[]? Tracks = null,
    short[]? Attributions = null,
    string[]? AssertedBy = null,
    string[]? Speakers = null,
    string[]? Outlets = null,
    string[]? Articles = null
)
{
    public bool ChoosesTracks =>
        Processes is not null || Parties is not null || Issues is not null || Proposals is not null || Tracks is not null;
}
