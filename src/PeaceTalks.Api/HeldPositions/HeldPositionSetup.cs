using PeaceTalks.Api.Http.Formats;

namespace PeaceTalks.Api.HeldPositions;

public static class HeldPositionSetup
{
    public static void AddHeldPositions(this IServiceCollection services)
    {
        services.AddTable<HeldPositionContract, HeldPositionRow>(HeldPositionRow.FromHeldPosition);
    }
}
