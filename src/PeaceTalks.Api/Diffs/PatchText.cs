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
    /// <summary>One hunk for each track or record. Unchanged lines begin with a space, evidence with a number sign.</summary>
    public static string FromPage(DiffPage page)
    {
        var text = new StringBuilder();
        text.Append(
            page.Axis == DiffAxis.Valid
                ? $"--- {page.From}, known at revision {page.KnownAt}\n+++ {page.To}, known at revision {page.KnownAt}\n"
                : $"--- {PinnedPages.Day(page.AsOf)}, known at revision {page.From}\n+++ {PinnedPages.Day(page.AsOf)}, known at revision {page.To}\n"
        );
        foreach (var item in page.Items)
        {
            Write(
                text,
                item.Party,
                item.Target,
                item.Before,
                item.After,
                item.CertaintyReason,
                EnumNames.NameOf(item.Kind),
                NameOf(item.Cause),
                NameOf<DiffCertainty>(item.CertaintyReason is null ? null : item.Certainty)
            );
        }

        foreach (var happened in page.Events)
        {
            Write(happened, text);
        }

        if (page.NextCursor is not null)
        {
            text.Append($"# more with cursor={page.NextCursor}\n");
        }

        return text.ToString();
    }

    private static void Write(RecordEvent happened, StringBuilder text)
    {
        var possible = NameOf<DiffCertainty>(happened.CertaintyReason is null ? null : happened.Certainty);
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
        foreach (var line in before.Intersect(after))
        {
            text.Append($" {line}\n");
        }

        foreach (var line in before.Except(after))
        {
            text.Append($"-{line}\n");
        }

        foreach (var line in after.Except(before))
        {
            text.Append($"+{line}\n");
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

    private static List<string> Lines(DiffSide? side)
    {
        if (side is null)
        {
            return [];
        }

        List<string> lines = [];
        if (side.Stance is { } stance)
        {
            lines.Add(string.Join(", ", side.Conditions.Select(Clause).Prepend(EnumNames.NameOf(stance))));
        }

        if (side.Silence is { } silence)
        {
            lines.Add($"silent: {EnumNames.NameOf(silence.Value)}");
        }

        lines.AddRange(side.Terms.Select(Headline.Figure));
        lines.Add($"\"{side.Summary}\"");
        return [.. lines.Select(x => x.OnOneLine())];
    }

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
