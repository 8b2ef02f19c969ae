using PeaceTalks.Api.Http.Formats;

namespace PeaceTalks.Api.Coverage;

public static class CoverageSetup
{
    public static void AddCoverage(this IServiceCollection services)
    {
        services.AddSingleton<IOutputFormat>(
            new CsvFormat<CoverageContract, CoveredArticleRow>(coverage => coverage.Articles.Select(CoveredArticleRow.FromArticle))
        );
    }
}
