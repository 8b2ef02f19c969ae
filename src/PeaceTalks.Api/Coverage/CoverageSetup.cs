using PeaceTalks.Api.Http.Formats;

namespace PeaceTalks.Api.Coverage;

public static class CoverageSetup
{
    public static void AddCoverage(this IServiceCollection services)
    {
        services.AddTable(
            new Table<CoverageContract, CoveredArticleRow>(coverage => coverage.Articles.Select(CoveredArticleRow.FromArticle))
        );
    }
}
