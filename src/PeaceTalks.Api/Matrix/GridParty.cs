using PeaceTalks.Api.Processes;

namespace PeaceTalks.Api.Matrix;

/// <summary>A column of the grid.</summary>
/// <param name="Role">The first, in the order of roles, that the party has in a process in scope; null where it has none.</param>
public sealed record GridParty(string Slug, ParticipantRole? Role)
{
    /// <summary>By role, those without one last, then by slug.</summary>
    /// <param name="named">The parties asked for; where there are none: all that take part, and all that hold something.</param>
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
