using System.Globalization;

namespace PeaceTalks.Benchmarks.Baseline;

/// <summary>The one-line summary of what is held.</summary>
internal static class HeadlineText
{
    public static string Held(Target target, SaidRecord held, SaidRecord? silence) =>
        Held(target.PartyName, target.IsProposal, target.Name, held, silence);

    public static string Held(string party, bool isProposal, string target, SaidRecord held, SaidRecord? silence)
    {
        var quiet = silence is null || silence.Id == held.Id ? "" : $"; since then {Word(silence.Stance, isProposal)}";
        var text = $"{party}, {target}{(isProposal ? "" : " (issue)")}: {Says(held, isProposal)}{Told(held)}{quiet}";
        return text.ReplaceLineEndings(" ");
    }

    private static string Says(SaidRecord held, bool isProposal)
    {
        if (held.Conditions.Length == 0 && held.Terms.Length == 0)
        {
            return Word(held.Stance, isProposal);
        }

        string[] said = [.. held.Terms.Where(x => !x.Carried).Select(Figure), .. held.Conditions.Where(x => !x.Carried).Select(Clause)];
        string[] carried = [.. held.Terms.Where(x => x.Carried).Select(Figure), .. held.Conditions.Where(x => x.Carried).Select(Clause)];
        var speaksForItself = held.Stance == "CONDITIONAL" && held.Terms.Any(x => !x.Carried);
        return string.Join(", ", speaksForItself ? said : [Word(held.Stance, isProposal), .. said])
            + (carried.Length == 0 ? "" : $"; as before: {string.Join(", ", carried)}");
    }

    private static string Word(string stance, bool isProposal) =>
        (stance, isProposal) switch
        {
            ("SUPPORTS" or "CONDITIONAL", false) => "ready to settle it",
            ("OPEN", false) => "ready to discuss it",
            ("NEUTRAL", false) => "takes no side on it",
            ("SCEPTICAL", false) => "sceptical about settling it",
            ("OPPOSES", false) => "not up for negotiation",
            ("DECLINED", _) => "declined to comment",
            ("NO_RESPONSE", _) => "did not respond",
            _ => stance.ToLowerInvariant(),
        };

    private static string Figure(Term term)
    {
        var key = string.Concat(term.Key.Select(c => char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : c.ToString()));
        return term.Comparator == "SAME_AS_OTHER_SIDE"
            ? $"{key}: same as the other side"
            : $"{key}: {Bound(term.Comparator)}{Number(term)}";
    }

    private static string Bound(string comparator) =>
        comparator switch
        {
            "AT_MOST" => "at most ",
            "AT_LEAST" => "at least ",
            "LESS_THAN" => "less than ",
            "MORE_THAN" => "more than ",
            _ => "",
        };

    private static string Number(Term term)
    {
        var value = term.Value!.Value.ToString("0.######", CultureInfo.InvariantCulture);
        return term.Unit switch
        {
            null => value,
            "%" => $"{value}%",
            _ => $"{value} {term.Unit}",
        };
    }

    private static string Clause(Condition condition) =>
        condition.Kind == "CONTINGENT_EVENT" ? $"in the event that {condition.Text}" : $"if {condition.Text}";

    private static string Told(SaidRecord held) =>
        (held.Attribution, held.Mode) switch
        {
            (0, _) => "",
            (1, _) => $" (according to {held.AsserterName})",
            (_, "ANONYMOUS_SOURCE") => " (according to an unnamed source)",
            (_, "DOCUMENT") => " (according to a document)",
            (_, "OUTLET") => " (article's own voice)",
            _ => " (according to article's own voice)",
        };
}
