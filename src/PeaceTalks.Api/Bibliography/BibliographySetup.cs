using PeaceTalks.Api.Http.Formats;

namespace PeaceTalks.Api.Bibliography;

public static class BibliographySetup
{
    /// <summary>Registered after all other formats, which <c>Accept: */*</c> prefers.</summary>
    public static void AddBibliography(this IServiceCollection services)
    {
        services.AddScoped<CitationReader>();
        foreach (var form in CitationFormat.All)
        {
            services.AddSingleton<IOutputFormat>(form);
        }
    }
}
