using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.Milestones;

/// <inheritdoc/>
public sealed class MilestoneNoun(PeaceTalksDb db, PinReader pins) : RecordNoun<Milestone, MilestoneContract>(Noun.Milestone, pins)
{
    public override async Task<IReadOnlyDictionary<Guid, MilestoneContract>> ReadAsync(
        IReadOnlyCollection<Guid> ids,
        Pin pin,
        CancellationToken cancellation
    )
    {
        var found = await db.MilestonesAsync(ids, cancellation);
        var known = found.Values.Where(x => x.RecordedIn <= pin.Revision).ToList();
        return (await ToContractsAsync(known, pin, cancellation)).ToDictionary(x => x.Id);
    }

    /// <summary>The milestones as they are shown at the pin, in the same order.</summary>
    public async Task<IReadOnlyList<MilestoneContract>> ToContractsAsync(
        IReadOnlyList<Milestone> milestones,
        Pin pin,
        CancellationToken cancellation
    )
    {
        var successors = await db.Milestones.SuccessorsAsync(milestones, pin.Revision, cancellation);
        var names = await db.NamesAsync(pin, milestones.Articles(), cancellation);
        return [.. milestones.Select(x => MilestoneContract.FromMilestone(x, successors.Successor(x.Id), names))];
    }
}

public static class MilestoneSetup
{
    public static void AddMilestones(this IServiceCollection services)
    {
        services.AddScoped<MilestoneNoun>();
        services.AddTable<MilestoneContract, MilestoneRow>(MilestoneRow.FromMilestone);
    }
}
