using System.Xml.Linq;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Meetings;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Feeds;

/// <summary>The content of an entry: what the change was, from what to what, and on what evidence.</summary>
public static class EntryContent
{
    /// <summary>Plain HTML that is also well-formed XML.</summary>
    public static string Html(RecordEvent told, Revision revision) =>
        string.Concat(
            (told.Meeting is null ? Paragraphs(told, revision) : OfMeeting(told.Meeting, revision)).Select(x =>
                x.OnlyXmlCharacters().ToString(SaveOptions.DisableFormatting)
            )
        );

    private static IEnumerable<XElement> Paragraphs(RecordEvent told, Revision revision)
    {
        var headline = new Headline(told.Party!.Name, told.Target!);
        return
        [
            new("p", told.Party.Name, " on ", new XElement("em", told.Target!.Name), Issues(told.Target)),
            .. Side("Was", told.Before, "nothing known", headline),
            .. Side("Is", told.After, "nothing known any more", headline),
            .. Holds(told.Before, told.Record) || Holds(told.After, told.Record)
                ? []
                : Side("Recorded", Alone(told.Position!), "", headline),
            new("p", $"Revision {revision.Number}, {revision.Author}: {revision.Note}"),
        ];
    }

    private static IEnumerable<XElement> OfMeeting(MeetingRecordContract meeting, Revision revision)
    {
        string[] about = [.. meeting.Issues.Concat(meeting.Proposals).Select(x => x.Name)];
        return
        [
            new("p", new XElement("em", meeting.Name), meeting.Place is null ? "" : $", {meeting.Place}", $". {meeting.Summary}"),
            .. about.Length == 0 ? [] : (XElement[])[new("p", $"About: {string.Join(", ", about)}")],
            new("p", $"{Voice(meeting.Speaker, meeting.AssertedBy, meeting.Mode)}, {Day(meeting.StatedOn)}:"),
            Evidence(meeting.Citations),
            new("p", $"Revision {revision.Number}, {revision.Author}: {revision.Note}"),
        ];
    }

    private static string Issues(TargetContract target) =>
        target.Type == TargetType.Issue ? " (issue)" : $" ({string.Join(", ", target.Issues.Select(x => x.Name))})";

    private static bool Holds(DiffSide? side, Guid record) => side?.Position == record || side?.Silence?.Position == record;

    /// <summary>A record that its track does not hold, because it is older than what is held.</summary>
    private static DiffSide Alone(PositionContract record) =>
        new(
            record.Stance,
            null,
            record.Conditions,
            record.Terms,
            record.Summary,
            record.StatedOn,
            record.Attribution,
            record.AssertedBy,
            record.Speaker,
            record.Mode,
            record.Id,
            record.Citations
        );

    private static IEnumerable<XElement> Side(string label, DiffSide? side, string otherwise, Headline headline)
    {
        if (side is null)
        {
            yield return new XElement("p", new XElement("strong", label), $": {otherwise}");
            yield break;
        }

        yield return new XElement(
            "p",
            new XElement("strong", label),
            $": {headline.Word(side.Stance ?? side.Silence!.Value)}. {side.Summary}"
        );
        string[] details =
        [
            .. side.Terms.Select(x => Headline.Figure(x) + Carried(x.Carried)),
            .. side.Conditions.Select(x => Clause(x) + Carried(x.Carried)),
        ];
        if (details.Length > 0)
        {
            yield return new XElement("ul", details.Select(x => new XElement("li", x)));
        }

        yield return new XElement("p", $"{Voice(side.Speaker, side.AssertedBy, side.Mode)}, {Day(side.StatedOn)}:");
        yield return Evidence(side.Citations);
        if (side.Silence is { } silence && silence.Position != side.Position)
        {
            yield return new XElement("p", $"Since then {headline.Word(silence.Value)}, {Day(silence.StatedOn)}:");
            yield return Evidence(silence.Citations);
        }
    }

    private static string Clause(ConditionContract condition) =>
        Headline.Clause(new Condition(condition.Kind, condition.By?.Slug, condition.Key, condition.Text, condition.Carried));

    private static string Carried(bool carried) => carried ? " (said earlier, and not withdrawn)" : "";

    private static string Voice(Reference? speaker, Reference? assertedBy, AssertionMode mode) =>
        (speaker, assertedBy) switch
        {
            ({ } person, { } party) => $"According to {person.Name}, for {party.Name}",
            (_, { } party) => $"According to {party.Name}",
            _ => mode == AssertionMode.Outlet ? "In the article's own voice" : $"According to {Reporter.Voice(mode)}",
        };

    private static string Day(DateBounds day) => $"{day.ToEdtf()} ({EnumNames.NameOf(day.Basis).ToLowerInvariant()})";

    private static XElement Evidence(IEnumerable<CitationContract> citations) =>
        new(
            "ul",
            citations.Select(x => new XElement(
                "li",
                $"{x.Article.Outlet ?? "Unnamed outlet"}, ",
                Title(x.Article),
                $", {Day(x.Article.PublishedOn)}, paragraph {x.Paragraph}",
                x.Quote is null ? null : new object[] { ": ", new XElement("q", x.Quote) }
            ))
        );

    private static XElement Title(ArticleReference article) =>
        article.Url is { } address
            ? new XElement("a", new XAttribute("href", address), article.Title)
            : new XElement("cite", article.Title);
}
