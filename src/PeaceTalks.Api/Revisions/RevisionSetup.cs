using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Settings;

namespace PeaceTalks.Api.Revisions;

public static class RevisionSetup
{
    public static void AddRevisions(this IServiceCollection services)
    {
        services.AddSettings<StreamSettings>("Stream");
        services.AddScoped<ReferenceSides>();
        services.AddScoped<ChangeReader>();
        services.AddScoped<RevisionReader>();
        services.AddSingleton<StreamFollowers>();
        services.AddSingleton<RevisionStream>();
        services.AddTable(new Table<RevisionPage, RevisionRow>(RevisionRow.FromPage));
    }
}
