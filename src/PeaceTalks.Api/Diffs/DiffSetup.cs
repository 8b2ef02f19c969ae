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
        services.AddSingleton<IOutputFormat>(new CsvFormat<DiffPage, DiffRow>(DiffRow.FromPage));
        services.AddSingleton<IOutputFormat>(new CsvFormat<EventPage, DiffRow>(DiffRow.FromPage));
        services.AddSingleton<IOutputFormat>(new CsvFormat<DayPage, DayRow>(DayRow.FromPage));
    }
}
