using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Processes;

/// <inheritdoc/>
public sealed class ProcessNoun() : SnapshotNoun<Process, ProcessVersion, ProcessContract>(Noun.Process, "name, description, participants")
{
    protected override ProcessVersion Read(VersionRow row) =>
        new()
        {
            Slug = row.Slug,
            Version = row.Version,
            RecordedIn = row.RecordedIn,
            SupersededIn = row.SupersededIn,
            Name = row.Text(0),
            Description = row.Text(1),
            Participants = row.List<Participant>(2),
        };

    protected override ProcessContract ToContract(ProcessVersion process, Names names, IEnumerable<ISupersedable> related) =>
        ProcessContract.FromProcess(process, names);
}

public static class ProcessSetup
{
    extension(ReferenceSnapshot snapshot)
    {
        public ReferenceIndex<ProcessVersion> Processes => snapshot.Of<ProcessVersion>(Noun.Process);
    }

    public static void AddProcesses(this IServiceCollection services)
    {
        services.AddReferenceNoun<ProcessNoun>();
        services.AddTable<ProcessContract, ProcessRow>(ProcessRow.FromProcess);
    }
}
