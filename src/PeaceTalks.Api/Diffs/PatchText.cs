using System.Text;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Meetings;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Diffs;

/// <summary>A diff as a patch, for terminals and chats (<c>text/x-diff</c>).</summary>
public static class PatchText
{
    /// <summary>Marks what an earlier record said, and what the cited source neither repeats nor withdraws.</summary>
    private const string Carried = " (as before)";

    /// <summary>
    /// One hunk for each track or record. Unchanged lines begin with a space, evidence with a number sign. Conditions and figures that are
    /// carried over from an earlier record are marked. On an unchanged line, the mark is that of the later end.
    /// </summary>
    public static string FromPage(DiffPage page)
    {
        var text = new StringBuilder();
        WriteEnds(text, page.Axis, page.From, page.To, page.AsOf, page.KnownAt);
        ChangeSort? sort = null;
        foreach (var item in page.Items)
        {
            if (item.Change != sort)
            {
                sort = item.Change;
                text.Append($"# {EnumNames.NameOf(item.Change)}\n");
            }

            Write(
                text,
                item.Party,
                item.Target,
                item.Before,
                item.After,
                item.CertaintyReason,
                EnumNames.NameOf(item.Kind),
                NameOf(item.Cause),
                Possible(item.Certainty)
            );
        }

        WriteNext(text, page.NextCursor);
        return text.ToString();
    }

    /// <inheritdoc cref="FromPage(DiffPage)"/>
    public static string FromPage(EventPage page)
    {
        var text = new StringBuilder();
        WriteEnds(text, page.Axis, page.From, page.To, page.AsOf, page.KnownAt);
        foreach (var happened in page.Items)
        {
            Write(happened, text);
        }

        WriteNext(text, page.NextCursor);
        return text.ToString();
    }

    private static void WriteEnds(StringBuilder text, DiffAxis axis, string from, string to, DateOnly asOf, long knownAt)
    {
        var day = PinnedPages.Day(asOf);
        text.Append(
            axis == DiffAxis.Valid
                ? $"--- {from}, known at revision {knownAt}\n+++ {to}, known at revision {knownAt}\n"
                : $"--- {day}, known at revision {from}\n+++ {day}, known at revision {to}\n"
        );
    }

    private static void WriteNext(StringBuilder text, string? cursor)
    {
        if (cursor is not null)
        {
            text.Append($"# more with cursor={cursor}\n");
        }
    }

    private static void Write(RecordEvent happened, StringBuilder text)
    {
        var possible = Possible(happened.Certainty);
        if (happened.Target is { } target)
        {
            Write(
                text,
                happened.Party!,
                target,
                happened.Before,
                happened.After,
                happened.CertaintyReason,
                happened.Day.ToEdtf(),
                NameOf(happened.Action),
                NameOf(happened.Kind) ?? (happened.Action is null or ChangeAction.Added ? "AGAIN" : null),
                possible
            );
            return;
        }

        if (happened.Meeting is { } meeting)
        {
            var words = Words(happened.Day.ToEdtf(), NameOf(happened.Action), EnumNames.NameOf(meeting.State), possible);
            var source = Source(meeting.Speaker, meeting.AssertedBy, meeting.Mode, meeting.Attribution);
            text.Append($"@@ meeting / {meeting.Process.Slug} @@ {words}\n");
            text.Append($"{(happened.Action == ChangeAction.Retracted ? "-" : "+")}\"{MeetingHeadline.For(meeting)}\"\n");
            text.Append($" # {source}, {meeting.StatedOn.ToEdtf()}, {Places(meeting.Citations)}\n");
            Reason(happened.CertaintyReason, text);
            return;
        }

        var milestone = happened.Milestone!;
        var about = milestone.Proposal ?? milestone.Issue ?? milestone.Process;
        var name = milestone.Proposal is null && milestone.Issue is not null ? $"issue {about.Slug}" : about.Slug;
        text.Append(
            $"@@ milestone / {name} @@ {Words(happened.Day.ToEdtf(), NameOf(happened.Action), EnumNames.NameOf(milestone.Step), possible)}\n"
        );
        text.Append($"{(happened.Action == ChangeAction.Retracted ? "-" : "+")}\"{milestone.Summary.OnOneLine()}\"\n");
        text.Append(
            $" # {Source(milestone.Speaker, milestone.AssertedBy, milestone.Mode, milestone.Attribution)}, {milestone.HappenedOn.ToEdtf()}, {Places(milestone.Citations)}\n"
        );
        Reason(happened.CertaintyReason, text);
    }

    private static void Write(
        StringBuilder text,
        Reference party,
        TargetContract target,
        DiffSide? sideBefore,
        DiffSide? sideAfter,
        string? reason,
        params string?[] words
    )
    {
        text.Append($"@@ {party.Slug} / {(target.Type == TargetType.Issue ? "issue " : "")}{target.Slug} @@ {Words(words)}\n");
        var (before, after) = (Lines(sideBefore), Lines(sideAfter));
        foreach (var line in after.IntersectBy(before.Select(x => x.Text), x => x.Text))
        {
            text.Append($" {line.Shown}\n");
        }

        foreach (var line in before.ExceptBy(after.Select(x => x.Text), x => x.Text))
        {
            text.Append($"-{line.Shown}\n");
        }

        foreach (var line in after.ExceptBy(before.Select(x => x.Text), x => x.Text))
        {
            text.Append($"+{line.Shown}\n");
        }

        Evidence("before", sideBefore, text);
        Evidence("after", sideAfter, text);
        Reason(reason, text);
    }

    private static void Reason(string? reason, StringBuilder text)
    {
        if (reason is not null)
        {
            text.Append($" # possible: {reason}\n");
        }
    }

    /// <summary>What a side says, line by line: to be compared, and with its marks to be shown.</summary>
    private static List<(string Text, string Shown)> Lines(DiffSide? side)
    {
        if (side is null)
        {
            return [];
        }

        List<(string Text, string Shown)> lines = [];
        if (side.Stance is { } stance)
        {
            var clauses = side.Conditions.Select(x => (Text: Clause(x), x.Carried)).ToList();
            lines.Add(
                (
                    string.Join(", ", clauses.Select(x => x.Text).Prepend(EnumNames.NameOf(stance))),
                    string.Join(", ", clauses.Select(x => Marked(x.Text, x.Carried)).Prepend(EnumNames.NameOf(stance)))
                )
            );
        }

        if (side.Silence is { } silence)
        {
            lines.Add(Plain($"silent: {EnumNames.NameOf(silence.Value)}"));
        }

        lines.AddRange(side.Terms.Select(x => (Headline.Figure(x), Marked(Headline.Figure(x), x.Carried))));
        lines.Add(Plain($"\"{side.Summary}\""));
        return [.. lines.Select(x => (x.Text.OnOneLine(), x.Shown.OnOneLine()))];
    }

    private static (string Text, string Shown) Plain(string line) => (line, line);

    private static string Marked(string said, bool carried) => carried ? said + Carried : said;

    private static string Clause(ConditionContract condition) =>
        Headline.Clause(new Condition(condition.Kind, condition.By?.Slug, condition.Key, condition.Text, condition.Carried));

    private static void Evidence(string which, DiffSide? side, StringBuilder text)
    {
        if (side is null)
        {
            return;
        }

        text.Append(
            $" # {which}: {Source(side.Speaker, side.AssertedBy, side.Mode, side.Attribution)}, {side.StatedOn.ToEdtf()}, {Places(side.Citations)}\n"
        );
        foreach (var quote in side.Citations.Select(x => x.Quote).OfType<string>())
        {
            text.Append($" #   \"{quote.OnOneLine()}\"\n");
        }

        if (side.Silence is { } silence && silence.Position != side.Position)
        {
            text.Append($" # {which}, silence: {silence.StatedOn.ToEdtf()}, {Places(silence.Citations)}\n");
        }
    }

    private static string Source(Reference? speaker, Reference? assertedBy, AssertionMode mode, Attribution attribution)
    {
        var voice = speaker?.Name ?? assertedBy?.Name ?? (mode == AssertionMode.Outlet ? "the article's own voice" : Reporter.Voice(mode));
        return $"{voice.OnOneLine()} ({EnumNames.NameOf(attribution)})";
    }

    private static string Words(params IEnumerable<string?> words) => string.Join(' ', words.OfType<string>());

    private static string? Possible(DiffCertainty certainty) => certainty == DiffCertainty.Possible ? EnumNames.NameOf(certainty) : null;

    private static string? NameOf<T>(T? value)
        where T : struct, Enum => value is { } known ? EnumNames.NameOf(known) : null;

    private static string Places(IEnumerable<CitationContract> citations) =>
        (
            string.Join(
                "; ",
                citations.Select(x => $"paragraph {x.Paragraph} of {x.Article.Outlet ?? "unnamed outlet"}, \"{x.Article.Title}\"")
            )
        ).OnOneLine();
}
