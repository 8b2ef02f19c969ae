using System.Globalization;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Milestones;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.HeldPositions;

/// <summary>The one-line summary of a position, as a person can read it in a chat. The same input always gives the same line.</summary>
/// <param name="party">The name of the holder.</param>
/// <param name="target">
/// The proposal, or the issue as a whole. An issue is marked as one, because a proposal may have the same name.
/// </param>
public sealed class Headline(string party, TargetContract target)
{
    private string Subject => SubjectOf(party, target.Name, target.Type);

    /// <summary><c>Ukraine, mutual pull-back in Donetsk: up to 40 km, if Russia does the same (article's own voice)</c></summary>
    /// <inheritdoc cref="Said(Position, Position?, Names)"/>
    public string Held(Position held, Position? silence, Names names) => $"{Subject}: {Said(held, silence, names)}".OnOneLine();

    /// <summary>
    /// <c>Ukraine, mutual pull-back in Donetsk: same distance -> up to 40 km, still only if Russia does the same (article's own voice)</c>
    /// </summary>
    /// <param name="reporter">Who reports it. Null if the holder said so itself.</param>
    /// <param name="uncertainty">Why the change may lie outside the window, in a few words. Null if it certainly lies in it.</param>
    public string Changed(string change, string? reporter, string? uncertainty) =>
        $"{Subject}: {change}{Told(reporter, uncertainty)}".OnOneLine();

    /// <summary><c>Twenty-point plan: under negotiation, by Ukraine: The sides talk about it. (according to Ukraine)</c></summary>
    /// <param name="target">The name of the milestone's target.</param>
    /// <param name="did">What happened to the record, with a colon; or empty.</param>
    /// <param name="uncertainty">Why it may lie outside the window, in a few words. Null if it certainly lies in it.</param>
    public static string ForMilestone(Milestone milestone, string target, string did, string? uncertainty, Names names) =>
        (
            $"{target}: {did}{EnumNames.InWords(milestone.Step)}{(milestone.By is { } by ? $", by {names.Party(by).Name}" : "")}: "
            + $"{milestone.Summary}{Told(Reporter.NameFor(milestone, names), uncertainty)}"
        ).OnOneLine();

    /// <summary>"Donbas (issue)", "Cession of Donbas".</summary>
    public static string ForTarget(TargetContract target) => TargetContract.InWords(target.Name, target.Type);

    /// <summary>What the headline of a held position says, without the holder and the target, for a place that names both.</summary>
    public static string WithoutSubject(string headline, string party, string target, TargetType type) =>
        $"{SubjectOf(party, target, type)}: ".OnOneLine().TrimEnd() is var subject && headline.StartsWith(subject, StringComparison.Ordinal)
            ? headline[subject.Length..].TrimStart()
            : headline;

    /// <summary>
    /// "opposes (article's own voice); since then declined to comment". It names whoever said so if that is not the holder.
    /// </summary>
    /// <param name="silence">A silence that is newer than the stance, or the held record itself; or null.</param>
    public string Said(Position held, Position? silence, Names names) => Said(held, silence, Reporter.NameFor(held, names));

    /// <param name="reporter">Whose word it is. Null if nobody is to be named.</param>
    /// <inheritdoc cref="Said(Position, Position?, Names)"/>
    public string Said(Position held, Position? silence, string? reporter)
    {
        var quiet = silence is null || silence.Id == held.Id ? "" : $"; since then {Word(silence.Stance)}";
        return $"{Says(held.Stance, held.Conditions, held.Terms)}{Told(reporter)}{quiet}";
    }

    /// <summary>
    /// The stance with its figures and conditions. A reservation speaks for itself. What is carried over from an earlier record comes last
    /// and is marked.
    /// </summary>
    public string Says(Stance stance, IReadOnlyList<Condition> conditions, IReadOnlyList<Term> terms)
    {
        string[] said = [.. terms.Where(x => !x.Carried).Select(Figure), .. conditions.Where(x => !x.Carried).Select(Clause)];
        string[] carried = [.. terms.Where(x => x.Carried).Select(Figure), .. conditions.Where(x => x.Carried).Select(Clause)];
        var speaksForItself = stance == Stance.Conditional && terms.Any(x => !x.Carried);
        return string.Join(", ", speaksForItself ? said : [Word(stance), .. said])
            + (carried.Length == 0 ? "" : $"; as before: {string.Join(", ", carried)}");
    }

    /// <inheritdoc cref="StanceWords.InWords"/>
    public string Word(Stance stance) => stance.InWords(target.Type);

    /// <summary>"up to 40 km", "more than 15 years", "withdrawal distance: same as the other side".</summary>
    public static string Figure(Term term) =>
        term.Comparator == Comparator.SameAsOtherSide ? $"{Words(term.Key)}: same as the other side" : $"{Words(term.Key)}: {Amount(term)}";

    public static string Amount(Term? term) =>
        term switch
        {
            null => "none",
            { Comparator: Comparator.SameAsOtherSide } => "same as the other side",
            { Comparator: Comparator.AtMost } => $"at most {Number(term)}",
            { Comparator: Comparator.AtLeast } => $"at least {Number(term)}",
            { Comparator: Comparator.LessThan } => $"less than {Number(term)}",
            { Comparator: Comparator.MoreThan } => $"more than {Number(term)}",
            _ => Number(term),
        };

    public static string Clause(Condition condition) =>
        condition.Kind == ConditionKind.ContingentEvent ? $"in the event that {condition.Text}" : $"if {condition.Text}";

    /// <summary>"withdrawalDistance" becomes "withdrawal distance".</summary>
    public static string Words(string key) =>
        string.Concat(key.Select(c => char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : c.ToString()));

    private static string SubjectOf(string party, string target, TargetType type) => $"{party}, {TargetContract.InWords(target, type)}";

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

    /// <summary>" (according to Ukraine; possibly earlier: reported as standing on 2026-01-23)", or as much of it as there is.</summary>
    private static string Told(params string?[] remarks)
    {
        var said = string.Join("; ", remarks.OfType<string>());
        return said.Length == 0 ? "" : $" ({said})";
    }
}
