using PeaceTalks.Api.Processes;

namespace PeaceTalks.Api.Matrix;

/// <summary>A column of the grid.</summary>
/// <param name="Role">
/// The party's role in a process in scope. If it has several, the first in the order of roles. Null if it has none.
/// </param>
public sealed record GridParty(string Slug, ParticipantRole? Role)
{
    /// <summary>The columns by role, with parties without a role last, and then by slug.</summary>
    /// <param name="named">The parties that were asked for. If there are none, everyone who takes part or holds something.</param>
    /// <param name="holders">The parties that hold something in the grid.</param>
    public static IReadOnlyList<GridParty> InOrder(
        IEnumerable<ProcessVersion> processes,
        IReadOnlyCollection<string> named,
        IEnumerable<string> holders
    )
    {
        var roles = processes
            .SelectMany(x => x.Participants)
            .GroupBy(x => x.Party)
            .ToDictionary(x => x.Key, x => (ParticipantRole?)x.Min(y => y.Role));
        return
        [
            .. (named.Count > 0 ? named.Distinct() : roles.Keys.Union(holders))
                .Select(x => new GridParty(x, roles.GetValueOrDefault(x)))
                .OrderBy(x => x.Role is null)
                .ThenBy(x => x.Role)
                .ThenBy(x => x.Slug, StringComparer.Ordinal),
        ];
    }
}
