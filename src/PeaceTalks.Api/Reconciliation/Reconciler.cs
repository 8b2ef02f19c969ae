using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Reconciliation;

/// <summary>Finds the parties, speakers and issues that a name may stand for.</summary>
public static class Reconciler
{
    public static readonly IReadOnlyList<ReconciledType> Types =
    [
        new("parties", "Party"),
        new("speakers", "Speaker"),
        new("issues", "Issue"),
    ];

    private static readonly Dictionary<string, Noun> NounOf = new()
    {
        ["parties"] = Noun.Party,
        ["speakers"] = Noun.Speaker,
        ["issues"] = Noun.Issue,
    };

    /// <summary>
    /// The candidates, the best first. One is a match only if it has the name, after folding, and is the only one of the types that has it.
    /// </summary>
    public static ReconciliationResult Candidates(ReconciliationQuery query, ReferenceSnapshot snapshot)
    {
        var folded = query.Name.Length <= ReconciliationQuery.NameMaxLength ? FoldedText.Fold(query.Name) : "";
        if (folded.Length == 0)
        {
            return new([]);
        }

        var found = Types
            .Where(type => query.Types.Count == 0 || query.Types.Contains(type.Id))
            .SelectMany(type => Scores(folded, snapshot.Find(NounOf[type.Id])!).Select(x => (Type: type, Slug: x.Key, Score: x.Value)))
            .OrderByDescending(x => x.Score)
            .ThenBy(x => x.Slug, StringComparer.Ordinal)
            .ToList();
        var isSure = found.Count(x => x.Score == Exact) == 1;
        return new([.. found.Take(query.Limit).Select(x => Candidate(x.Type, x.Slug, x.Score, isSure, snapshot))]);
    }

    private const double Exact = 100;

    /// <summary>Of names that only begin like this, or have the same words in another order.</summary>
    private const double MostInexact = 90;

    private static Dictionary<string, double> Scores(string folded, IReferenceIndex index)
    {
        var scores = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var slug in index.Meant.Find(folded))
        {
            scores[slug] = MostInexact;
        }

        foreach (var (name, slugs) in index.Meant.Names)
        {
            if (Score(folded, name) is not { } score)
            {
                continue;
            }

            foreach (var slug in slugs)
            {
                scores[slug] = Math.Max(score, scores.GetValueOrDefault(slug));
            }
        }

        return scores;
    }

    private static double? Score(string folded, string name)
    {
        if (folded == name)
        {
            return Exact;
        }

        if (name.StartsWith(folded, StringComparison.Ordinal))
        {
            return Rounded(MostInexact * folded.Length / name.Length);
        }

        var most = folded.Length / 4;
        return most > 0 && Math.Abs(folded.Length - name.Length) <= most && Spelling.EditsBetween(folded, name, most) is { } edits
            ? Rounded(MostInexact * (1 - (double)edits / folded.Length))
            : null;
    }

    private static double Rounded(double score) => Math.Round(score, 1);

    private static ReconciliationCandidate Candidate(
        ReconciledType type,
        string slug,
        double score,
        bool isSure,
        ReferenceSnapshot snapshot
    )
    {
        var version = snapshot.Find(NounOf[type.Id])!.FindVersion(slug)!;
        var others = version.AllNames().Skip(1).Take(3).ToList();
        return new(
            $"{type.Id}/{slug}",
            version.DisplayName,
            others.Count == 0 ? null : $"also {string.Join(", ", others)}",
            score,
            isSure && score == Exact,
            [type]
        );
    }
}
