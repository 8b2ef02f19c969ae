namespace PeaceTalks.Api.Positions;

/// <summary>Which tracks are asked for, and which of their records count. Null does not choose.</summary>
/// <param name="Issues">Slugs; a track counts if its target is among these or among <paramref name="Proposals"/>.</param>
/// <param name="Tracks">Ids.</param>
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
