using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Search;

/// <summary>What you search for, and where. Several values of one filter are alternatives.</summary>
public sealed class SearchFilters
{
    /// <summary>Selects what is searched. Defaults to everything.</summary>
    public SearchedNoun[] Noun { get; init; } = [];

    /// <summary>
    /// Slug of a process (a set of talks). Only the process, its issues, proposals, meetings and positions belong to one, so parties,
    /// speakers and articles are left out.
    /// </summary>
    public string[] Process { get; init; } = [];

    /// <summary>
    /// The revision to read at: its number, or an instant, which stands for the last revision not after it. A day stands for its end,
    /// UTC. Defaults to the newest revision. Names are those of the revision.
    /// </summary>
    public string? KnownAt { get; init; }

    /// <summary>The nouns to search, in the order of the answer. None if none of those that you ask for belongs to a process.</summary>
    /// <exception cref="Errors.ProblemException">422: a filter names something that does not exist.</exception>
    public IReadOnlyList<SearchedNoun> Nouns(ReferenceSnapshot snapshot)
    {
        snapshot.Require("process", Ledger.Noun.Process, Process);
        return
        [
            .. Enum.GetValues<SearchedNoun>()
                .Where(noun => Noun.Length == 0 || Noun.Contains(noun))
                .Where(noun => Process.Length == 0 || noun is not (SearchedNoun.Party or SearchedNoun.Speaker or SearchedNoun.Article)),
        ];
    }
}
