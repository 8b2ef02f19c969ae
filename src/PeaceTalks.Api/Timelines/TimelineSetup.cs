using PeaceTalks.Api.Http.Formats;

namespace PeaceTalks.Api.Timelines;

public static class TimelineSetup
{
    public static void AddTimelines(this IServiceCollection services)
    {
        services.AddCsv<MoodContract, MoodRow>(MoodRow.FromMood);
        services.AddCsv<TimelineItem, TimelineRow>(TimelineRow.FromItem);
    }
}
