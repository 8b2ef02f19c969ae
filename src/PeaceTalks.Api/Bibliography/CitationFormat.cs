using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Bibliography;

/// <summary>An output format that turns a pinned answer into its own citation.</summary>
/// <param name="write">Writes the citation in this format, with the options of the API's JSON.</param>
public sealed class CitationFormat(
    string name,
    string mediaType,
    string meaning,
    Type content,
    Func<AnswerCitation, JsonSerializerOptions, byte[]> write
) : IAnswerFormat
{
    /// <summary>The name of the format that is one line of text.</summary>
    public const string Text = "citation-text";

    private const string BibtexName = "bibtex";
    private const string CslName = "csl";

    /// <summary>The formats that a reader may want, and what they are called.</summary>
    public static readonly IReadOnlyList<(string Text, string Format)> ForPeople =
    [
        ("text", Text),
        ("BibTeX", BibtexName),
        ("CSL-JSON", CslName),
    ];

    public static IReadOnlyList<CitationFormat> All { get; } =
    [
        new(
            Links.CitationFormat,
            "application/vnd.peacetalks.citation+json",
            "How to cite the answer: the three citation formats below in one object, and the records with the places that report them.",
            typeof(AnswerCitation),
            JsonSerializer.SerializeToUtf8Bytes
        ),
        new(
            Text,
            "text/plain",
            "The citation as one line of text.",
            typeof(string),
            (citation, _) => Encoding.UTF8.GetBytes(citation.Text + "\n")
        ),
        new(
            BibtexName,
            "application/x-bibtex",
            "The citation as BibTeX: an entry for the answer, and one for each article.",
            typeof(string),
            (citation, _) => Encoding.UTF8.GetBytes(citation.Bibtex)
        ),
        new(
            CslName,
            "application/vnd.citationstyles.csl+json",
            "The citation as CSL-JSON, for Zotero, pandoc and citeproc.",
            typeof(IReadOnlyList<CslItem>),
            (citation, options) => JsonSerializer.SerializeToUtf8Bytes(citation.CslJson, options)
        ),
    ];

    public string Name => name;
    public string MediaType => mediaType;
    public string Meaning => meaning;
    public Type Content => content;

    public bool Suits(Type answer) =>
        answer.IsAssignableTo(typeof(ICitable)) || answer == typeof(AnswerCitation) || ReferenceAnswer.Suits(answer);

    public async Task<byte[]> WriteAsync(object answer, HttpContext http)
    {
        var citation =
            answer as AnswerCitation
            ?? await http
                .RequestServices.GetRequiredService<CitationReader>()
                .ReadAsync(answer as ICitable ?? ReferenceAnswer.FromRequest(http), http.RequestAborted);
        return write(citation, http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.JsonSerializerOptions);
    }
}
