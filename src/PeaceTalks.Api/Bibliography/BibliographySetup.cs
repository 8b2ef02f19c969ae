using PeaceTalks.Api.Http.Formats;

namespace PeaceTalks.Api.Bibliography;

public static class BibliographySetup
{
    /// <summary>Call this after all other output formats have been registered, because <c>Accept: */*</c> prefers those.</summary>
    public static void AddBibliography(this IServiceCollection services)
    {
        services.AddScoped<CitationReader>();
        services.AddSingleton<IWorkbookNotes, WorkbookNotes>();
        services.AddSingleton<IOutputFormat, AnswerPage>();
        foreach (var form in CitationFormat.All)
        {
            services.AddSingleton<IOutputFormat>(form);
        }
    }
}
