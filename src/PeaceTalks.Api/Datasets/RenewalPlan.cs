using PeaceTalks.Api.Codings;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Datasets;

/// <summary>The difference between what the ledger holds of a data set and what the data set says.</summary>
internal sealed class RenewalPlan
{
    private readonly List<Action<Draft>> references = [];
    private readonly List<(Noun Noun, ChangeAction Action)> changes = [];
    private readonly List<KeptContract> kept = [];
    private readonly List<(Noun Noun, IRecorded Record)> retracted = [];
    private readonly Dictionary<Guid, IRecorded> corrected = [];

    /// <summary>How many changes there are, by noun and action.</summary>
    public IReadOnlyList<RenewalCount> Counts =>
        [.. changes.GroupBy(x => x).OrderBy(x => x.Key).Select(x => new RenewalCount(x.Key.Noun, x.Key.Action, x.Count()))];

    /// <summary>What differs and stays as it is.</summary>
    public IReadOnlyList<KeptContract> Kept => kept;

    public bool IsEmpty => changes.Count == 0;

    public void Change(Noun noun, ChangeAction action, Action<Draft> change)
    {
        changes.Add((noun, action));
        references.Add(change);
    }

    public void Keep(Noun noun, string subject, string reason) => kept.Add(new(noun, subject, reason));

    /// <param name="id">The id that the record has in the coding.</param>
    public void Add(Noun noun, Guid id, IRecorded? supersedes)
    {
        changes.Add((noun, supersedes is null ? ChangeAction.Added : ChangeAction.Corrected));
        if (supersedes is not null)
        {
            corrected.Add(id, supersedes);
        }
    }

    public void Retract(Noun noun, IRecorded record)
    {
        changes.Add((noun, ChangeAction.Retracted));
        retracted.Add((noun, record));
    }

    /// <summary>Adds the plan to a revision.</summary>
    /// <param name="coding">What is recorded, under the ids of the plan.</param>
    /// <returns>The tracks on which something changes.</returns>
    public Guid[] ApplyTo(Draft draft, Coding coding)
    {
        foreach (var change in references)
        {
            change(draft);
        }

        foreach (var record in corrected.Values)
        {
            draft.Supersede(record);
        }

        var recorded = draft.Add(coding, id => corrected.GetValueOrDefault(id)?.Id);
        foreach (var (noun, record) in retracted)
        {
            draft.Supersede(record);
            draft.Note(ChangeAction.Retracted, noun, record.Id.ToString());
        }

        return
        [
            .. recorded
                .Positions.Concat(corrected.Values.Concat(retracted.Select(x => x.Record)).OfType<Position>())
                .Select(x => x.TrackId)
                .Distinct(),
        ];
    }
}
