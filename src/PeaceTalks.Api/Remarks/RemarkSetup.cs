using PeaceTalks.Api.Http.Formats;

namespace PeaceTalks.Api.Remarks;

public static class RemarkSetup
{
    public static void AddRemarks(this IServiceCollection services)
    {
        services.AddTable<RemarkContract, RemarkRow>(RemarkRow.FromRemark);
    }
}
