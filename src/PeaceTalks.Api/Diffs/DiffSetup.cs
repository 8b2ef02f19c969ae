using PeaceTalks.Api.Http.Formats;

namespace PeaceTalks.Api.Diffs;

public static class DiffSetup
{
    public static void AddDiffs(this IServiceCollection services)
    {
        services.AddScoped<DiffStartReader>();
        services.AddScoped<DiffReader>();
        services.AddScoped<DayReader>();
        services.AddScoped<EventReader>();
        services.AddSingleton<IOutputFormat>(
            new TextFormat<DiffPage>("x-diff", "text/x-diff", "A patch, for terminals and chats.", PatchText.FromPage)
        );
        services.AddSingleton<IOutputFormat>(
            new TextFormat<EventPage>("x-diff", "text/x-diff", "A patch, for terminals and chats.", PatchText.FromPage)
        );
        services.AddTable(new Table<DiffPage, DiffRow>(DiffRow.FromPage));
        services.AddTable(new Table<EventPage, DiffRow>(DiffRow.FromPage));
        services.AddTable(new Table<DayPage, DayRow>(DayRow.FromPage));
    }
}
