using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Speakers;

/// <summary>A person or an institution that speaks for a party under a mandate.</summary>
public sealed class Speaker : ReferenceItem;

public sealed class SpeakerVersion : ReferenceVersion
{
    public required string Name { get; init; }

    public override string DisplayName => Name;

    public override IEnumerable<string> AllNames() => [Name, .. Aliases.Select(x => x.Name)];

    public override IEnumerable<SearchedText> SearchedTexts() =>
        [
            new(SearchedField.Name, Name),
            .. Aliases.Select(x => new SearchedText(SearchedField.Alias, x.Name, x.Language)),
            .. Mandates.Select(x => new SearchedText(SearchedField.Office, x.Office)),
        ];

    public required SpeakerKind Kind { get; init; }
    public required IReadOnlyList<Alias> Aliases { get; init; }
    public required IReadOnlyList<Mandate> Mandates { get; init; }
}

public enum SpeakerKind
{
    /// <summary>A person.</summary>
    Person,

    /// <summary>An office or a body that speaks with one voice.</summary>
    Institution,
}

/// <summary>For whom a speaker speaks, as what, and when.</summary>
/// <param name="Party">Slug of the party.</param>
/// <param name="From">When it began. Null if that is not known.</param>
/// <param name="Until">When it ended. Null while it lasts, or if that is not known.</param>
public sealed record Mandate(string Party, string Office, DateBounds? From = null, DateBounds? Until = null, ReferenceSource? Source = null)
{
    public const int OfficeMaxLength = 200;

    /// <summary>Whether the mandate may have been in force on some day within the bounds.</summary>
    public bool MayCover(DateBounds day) =>
        (From?.Earliest is not { } from || from <= day.Latest)
        && (Until is not { } until || day.Earliest is not { } earliest || earliest <= until.Latest);
}
