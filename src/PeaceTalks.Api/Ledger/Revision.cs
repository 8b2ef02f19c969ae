using PeaceTalks.Api.Keys;

namespace PeaceTalks.Api.Ledger;

/// <summary>One committed change of the ledger. Numbers run 1, 2, 3, ... without gaps, in the order of commit.</summary>
public sealed class Revision
{
    public const int AuthorMaxLength = ApiKey.NameMaxLength;
    public const int NoteMaxLength = 1000;

    public required long Number { get; init; }

    /// <summary>The commit time by the database's clock. It is never before that of the previous revision.</summary>
    public required DateTimeOffset At { get; init; }

    public required string Author { get; init; }
    public required string Note { get; init; }

    /// <summary>Whether names, trees or other reference data may differ from the previous revision.</summary>
    public required bool TouchesReferences { get; init; }
}
