namespace PeaceTalks.Benchmarks.Baseline;

/// <summary>
/// Indexes that somebody would add who had only these questions to answer. The planner cannot use them for the service's statements: their
/// conditions hold for every row, but only the baseline's statements say so.
/// </summary>
internal static class BaselineIndexes
{
    public const string Always = "latest > '-infinity'";

    public const string Sql = $"""
        CREATE INDEX baseline_position_party ON position (party, latest DESC, recorded_in DESC, place DESC) WHERE {Always};
        CREATE INDEX baseline_proposal_issues ON proposal_version USING gin (issues) WHERE version > 0;
        """;
}
