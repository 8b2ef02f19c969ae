using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Http.Pages;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Bibliography;

/// <summary>What a reader may have meant to ask: the answer would be another one with a further parameter.</summary>
/// <param name="Text">What the parameter does.</param>
public sealed record AnswerHint(string Text, string Parameter, string Value);

/// <summary>Looks for hints on the page of an answer.</summary>
public interface IAnswerHints
{
    /// <summary>Null if there is nothing to say.</summary>
    Task<AnswerHint?> FindAsync(ICitable answer, HttpContext http);
}

/// <summary>
/// An answer as a page, for whoever opens its address in a browser: what was asked, what the answer says item by item, where that is
/// reported, and how to cite it.
/// </summary>
/// <remarks>The page of a pinned answer says nothing that a later revision could change: it is kept for ever, as the answer is.</remarks>
public sealed class AnswerPage(IOptions<JsonOptions> json, IOptions<PublicAddressSettings> publicAddress) : IAnswerFormat
{
    private readonly Lazy<JsonSerializerOptions> indented = new(() =>
        new JsonSerializerOptions(json.Value.JsonSerializerOptions) { WriteIndented = true }
    );

    public string Name => "html";
    public string MediaType => HtmlPage.MediaType;
    public string Meaning => "A page for people: what browsers get when they open an address.";
    public Type Content => typeof(string);

    public bool Suits(Type answer) => answer.IsAssignableTo(typeof(IShownAnswer)) || ReferenceAnswer.Suits(answer);

    public async Task<byte[]> WriteAsync(object answer, HttpContext http)
    {
        var shown = answer as IShownAnswer ?? ReferenceAnswer.FromRequest(http);
        var pinned = shown as ICitable;
        var service = publicAddress.Value.Base;
        var self = pinned?.Links.Self ?? service + OutputFormats.AskedAddress(http.Request);
        var hint = pinned is null ? null : await http.RequestServices.GetRequiredService<IAnswerHints>().FindAsync(pinned, http);
        var content = new AnswerPageContent(pinned, service, await NotesAsync(pinned, http));
        return HtmlPage.Write(
            QuestionTitle.OfAnswer(shown, self),
            pinned?.Superseded is { } superseded ? HtmlPage.Note(content.Fate(superseded)) : null,
            pinned?.Correction is { } correction ? new XElement("p", content.Corrects(correction)) : null,
            pinned is null ? null : new XElement("p", Pinned(pinned)),
            hint is null ? null : HtmlPage.Note(HtmlPage.Link(hint.Text, self, hint.Parameter, hint.Value)),
            content.Facts(shown),
            content.Items(shown),
            shown is IPage { Next: var (parameter, value) }
                ? HtmlPage.Link("The next page", HtmlPage.Without(self, parameter), parameter, value)
                : null,
            new XElement("p", Links(self, pinned, OutputFormats.Tables(http)), HtmlPage.WaysOn()),
            new XElement(
                "details",
                new XElement("summary", "All of it"),
                new XElement("pre", JsonSerializer.Serialize(answer, answer.GetType(), indented.Value))
            )
        );
    }

    private static IEnumerable<object> Pinned(ICitable answer)
    {
        var revision = answer.KnownAt.ToString(CultureInfo.InvariantCulture);
        var day = answer.Day is { } asOf ? $"As of the end of {asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, as" : "As";
        return
        [
            $"{day} known at revision {revision} of the ledger; ",
            HtmlPage.Link("this address", answer.Links.Self),
            $" gives the same answer at any time. The ledger may have learned more since revision {revision}, or taken something back. ",
            HtmlPage.Link("See what the ledger says now", answer.Unpinned()),
            ".",
        ];
    }

    /// <summary>Why the one record that an answer is about was corrected or retracted, or corrects another. A list asks nothing.</summary>
    private static Task<IReadOnlyDictionary<long, string>> NotesAsync(ICitable? answer, HttpContext http)
    {
        long?[] revisions = answer is not { IsRecord: true }
            ? []
            : [answer.Superseded?.Revision, answer.Correction?.Revision, .. answer.Lines.Select(x => x.Superseded?.Revision)];
        return http
            .RequestServices.GetRequiredService<PeaceTalksDb>()
            .NotesAsync([.. revisions.OfType<long>().Distinct()], http.RequestAborted);
    }

    /// <summary>The answer in other forms.</summary>
    private static IEnumerable<object> Links(string self, ICitable? pinned, IEnumerable<ITableFormat> tables)
    {
        (string Text, string Format)[] cite = pinned is null
            ? []
            : [.. CitationFormat.ForPeople.Select(x => ($"Cite it as {x.Text}", x.Format))];
        return tables
            .Select(x => (Text: $"This answer as {x.Name.ToUpperInvariant()}", Format: x.Name))
            .Prepend((Text: "This answer as JSON", Format: OutputFormats.Json))
            .Concat(cite)
            .SelectMany(x => new object[] { HtmlPage.Link(x.Text, self, OutputFormats.Parameter, x.Format), " " });
    }
}
