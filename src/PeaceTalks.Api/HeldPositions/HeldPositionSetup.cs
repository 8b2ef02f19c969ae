using PeaceTalks.Api.Http.Formats;

namespace PeaceTalks.Api.HeldPositions;

public static class HeldPositionSetup
{
    public static void AddHeldPositions(this IServiceCollection services)
    {
        services.AddCsv<HeldPositionContract, HeldPositionRow>(HeldPositionRow.FromHeldPosition);
    }
}
