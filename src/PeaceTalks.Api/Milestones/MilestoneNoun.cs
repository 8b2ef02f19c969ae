using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.Milestones;

/// <inheritdoc/>
public sealed class MilestoneNoun() : RecordNoun<Milestone, MilestoneContract>(Noun.Milestone)
{
    public override IQueryable<Milestone> Whole(IQueryable<Milestone> milestones) => milestones.AsNoTracking().Include(x => x.Citations);

    public override MilestoneContract ToContract(Milestone milestone, Guid? successor, Names names) =>
        MilestoneContract.FromMilestone(milestone, successor, names);
}

public static class MilestoneSetup
{
    public static void AddMilestones(this IServiceCollection services)
    {
        services.AddSingleton<MilestoneNoun>();
        services.AddCsv<MilestoneContract, MilestoneRow>(MilestoneRow.FromMilestone);
    }
}
