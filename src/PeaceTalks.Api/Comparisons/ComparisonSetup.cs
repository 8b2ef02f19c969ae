using PeaceTalks.Api.Http.Formats;

namespace PeaceTalks.Api.Comparisons;

public static class ComparisonSetup
{
    public static void AddComparisons(this IServiceCollection services)
    {
        services.AddTable<ComparisonContract, ComparisonRow>(ComparisonRow.FromComparison);
    }
}
