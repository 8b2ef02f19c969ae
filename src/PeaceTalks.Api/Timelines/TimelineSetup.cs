using PeaceTalks.Api.Http.Formats;

namespace PeaceTalks.Api.Timelines;

public static class TimelineSetup
{
    public static void AddTimelines(this IServiceCollection services)
    {
        services.AddTable<MoodContract, MoodRow>(MoodRow.FromMood);
        services.AddTable<TimelineItem, TimelineRow>(TimelineRow.FromItem);
    }
}
