namespace PeaceTalks.Api.Codings;

public static class CodingSetup
{
    public static void AddCodings(this IServiceCollection services)
    {
        services.AddScoped<CodingWriter>();
        services.AddScoped<ArticleReader>();
    }
}
