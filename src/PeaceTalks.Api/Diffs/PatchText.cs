using System.Text;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Diffs;

/// <summary>A diff as a patch, for terminals and chats (<c>text/x-diff</c>).</summary>
public static class PatchText
{
    /// <summary>One hunk a track; lines that did not change have a space before them, evidence a number sign.</summary>
    public static string Of(DiffPage page)
    {
        var text = new StringBuilder();
        text.Append($"--- {page.From:yyyy-MM-dd}, known at revision {page.KnownAt}\n+++ {page.To:yyyy-MM-dd}, known at revision {page.KnownAt}\n");
        foreach (var item in page.Items)
        {
            Write(item, text);
        }

        if (page.NextCursor is not null)
        {
            text.Append($"# more with cursor={page.NextCursor}\n");
        }

        return text.ToString();
    }

    private static void Write(DiffItem item, StringBuilder text)
    {
        text.Append($"@@ {item.Party.Slug} / {(item.Target.Type == TargetType.Issue ? "issue " : "")}{item.Target.Slug} @@ {EnumNames.NameOf(item.Kind)}{(item.Certainty == DiffCertainty.Possible ? " POSSIBLE" : "")}\n");
        var (before, after) = (Lines(item.Before), Lines(item.After));
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

        Evidence("before", item.Before, text);
        Evidence("after", item.After, text);
        if (item.CertaintyReason is { } reason)
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
        return [.. lines.Select(Headline.OneLine)];
    }

    private static string Clause(ConditionContract condition) =>
        Headline.Clause(new Condition(condition.Kind, condition.By?.Slug, condition.Key, condition.Text, condition.Carried));

    private static void Evidence(string which, DiffSide? side, StringBuilder text)
    {
        if (side is null)
        {
            return;
        }

        var voice = side.Speaker?.Name ?? side.AssertedBy?.Name ?? (side.Mode == Mode.Outlet ? "the article's own voice" : Reporter.Voice(side.Mode));
        text.Append($" # {which}: {Headline.OneLine(voice)} ({EnumNames.NameOf(side.Attribution)}), {side.StatedOn.ToEdtf()}, {Places(side.Citations)}\n");
        foreach (var quote in side.Citations.Select(x => x.Quote).OfType<string>())
        {
            text.Append($" #   \"{Headline.OneLine(quote)}\"\n");
        }

        if (side.Silence is { } silence && silence.Position != side.Position)
        {
            text.Append($" # {which}, silence: {silence.StatedOn.ToEdtf()}, {Places(silence.Citations)}\n");
        }
    }

    private static string Places(IEnumerable<CitationContract> citations) => Headline.OneLine(string.Join(
        "; ", citations.Select(x => $"paragraph {x.Paragraph} of {x.Article.Outlet ?? "unnamed outlet"}, \"{x.Article.Title}\"")));
}
