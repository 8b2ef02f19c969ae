using System.Text.Json.Serialization;

namespace PeaceTalks.Api.Bibliography;

/// <summary>
/// An item of CSL-JSON, as Zotero, pandoc and citeproc read it. Unknown values are left out, because the schema has no null.
/// </summary>
public sealed class CslItem
{
    public required string Id { get; init; }

    /// <summary>The type in CSL: <c>dataset</c>, <c>article-newspaper</c>, or <c>webpage</c> if the outlet is unknown.</summary>
    public required string Type { get; init; }

    public required string Title { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CslName>? Author { get; init; }

    [JsonPropertyName("container-title"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ContainerTitle { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Publisher { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Version { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CslDate? Issued { get; init; }

    [JsonPropertyName("URL"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Url { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Language { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; init; }

    public static CslItem FromEntry(BibliographyEntry work) =>
        new()
        {
            Id = work.Key,
            Type =
                work.IsAnswer ? "dataset"
                : work.Container is null ? "webpage"
                : "article-newspaper",
            Title = work.Title,
            Author = work.Authors.Count == 0 ? null : [.. work.Authors.Select(x => new CslName(x))],
            ContainerTitle = work.IsAnswer ? null : work.Container,
            Publisher = work.IsAnswer ? work.Container : null,
            Version = work.Version,
            Issued = CslDate.FromEntry(work),
            Url = work.Url,
            Language = work.Language,
            Note = work.Note,
        };
}

/// <summary>A name as the article gives it. We do not guess which part of it is the family name.</summary>
public sealed record CslName(string Literal);

/// <summary>A day, month or year. A text if the possible days do not even share a year.</summary>
public sealed class CslDate
{
    [JsonPropertyName("date-parts"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<IReadOnlyList<int>>? DateParts { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Literal { get; init; }

    public static CslDate? FromEntry(BibliographyEntry work) =>
        work.IssuedOn is not { } day ? null
        : work.IssuedParts() is { Count: > 0 } parts ? new CslDate { DateParts = [parts] }
        : new CslDate { Literal = day.ToEdtf() };
}
