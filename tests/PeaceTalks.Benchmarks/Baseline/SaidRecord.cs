using System.Globalization;
using System.Text.Json.Serialization;

namespace PeaceTalks.Benchmarks.Baseline;

/// <summary>The revision that a statement has read at.</summary>
internal readonly record struct Pin(long Known, Guid Epoch);

/// <summary>A day between bounds.</summary>
internal readonly record struct Bounds(DateOnly? Earliest, DateOnly Latest, string Basis)
{
    /// <summary>The day in EDTF.</summary>
    public string Edtf =>
        Earliest is not { } first ? $"[..{Json.Day(Latest)}]"
        : first == Latest ? Json.Day(Latest)
        : first is { Day: 1, Month: 1 } && Latest == new DateOnly(first.Year, 12, 31)
            ? first.Year.ToString("0000", CultureInfo.InvariantCulture)
        : first.Day == 1 && Latest == first.AddMonths(1).AddDays(-1) ? first.ToString("yyyy-MM", CultureInfo.InvariantCulture)
        : $"[{Json.Day(first)}..{Json.Day(Latest)}]";
}

/// <param name="Issues">For an issue, empty: it stands for itself.</param>
internal sealed record Target(
    string Party,
    string PartyName,
    bool IsProposal,
    string Slug,
    string Name,
    string[] Issues,
    string[] IssueNames
);

internal sealed record Condition(string Kind, string? By, string Key, string Text, bool Carried);

internal sealed record Term(string Key, string Comparator, decimal? Value, string? Unit, bool Carried);

internal sealed record SaidArticle(string Slug, string Title, string? Outlet, string? Url, Bounds PublishedOn, string? RewriteOf);

internal sealed record SaidCitation(SaidArticle Article, int Paragraph, string? Quote, long RecordedIn);

/// <summary>A recorded position, with the names and citations that answers show.</summary>
internal sealed class SaidRecord
{
    public required Guid Id { get; init; }
    public required string Stance { get; init; }
    public required Condition[] Conditions { get; init; }

    /// <summary>The names of the parties that the conditions bind.</summary>
    public required string?[] ConditionNames { get; init; }

    public required Term[] Terms { get; init; }
    public required string Summary { get; init; }
    public required Bounds Day { get; init; }
    public required string? AssertedBy { get; init; }
    public required string? AsserterName { get; init; }
    public required string? Speaker { get; init; }
    public required string? SpeakerName { get; init; }
    public required string Mode { get; init; }
    public required short Attribution { get; init; }
    public required long RecordedIn { get; init; }
    public required Guid? Corrects { get; init; }
    public required Guid? Meeting { get; init; }
    public List<SaidCitation> Citations { get; } = [];

    public bool IsSilence => Score is null;

    public int? Score =>
        Stance switch
        {
            "SUPPORTS" => 2,
            "CONDITIONAL" => 1,
            "OPEN" or "NEUTRAL" => 0,
            "SCEPTICAL" => -1,
            "OPPOSES" => -2,
            _ => null,
        };

    public string AttributionName =>
        Attribution switch
        {
            0 => "SELF",
            1 => "OTHER_PARTY",
            _ => "UNATTRIBUTED",
        };
}

/// <summary>What columns and cursors hold as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Condition[]))]
[JsonSerializable(typeof(Term[]))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class Columns : JsonSerializerContext;
