using PeaceTalks.Api.Http.Formats;

namespace PeaceTalks.Api.Comparisons;

public static class ComparisonSetup
{
    public static void AddComparisons(this IServiceCollection services)
    {
        services.AddCsv<ComparisonContract, ComparisonRow>(ComparisonRow.FromComparison);
    }
}
