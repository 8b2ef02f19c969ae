using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http.Formats;

namespace PeaceTalks.Api.Revisions;

public static class RevisionSetup
{
    public static void AddRevisions(this IServiceCollection services)
    {
        services.AddSettings<StreamSettings>("Stream", settings => settings.Complaint);
        services.AddScoped<ReferenceSides>();
        services.AddScoped<ChangeReader>();
        services.AddScoped<RevisionReader>();
        services.AddSingleton<RevisionStream>();
        services.AddSingleton<IOutputFormat>(new CsvFormat<RevisionPage, RevisionRow>(RevisionRow.FromPage));
    }
}
