using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Processes;

/// <inheritdoc/>
public sealed class ProcessNoun() : ReferenceNoun<Process, ProcessVersion, ProcessContract>(Noun.Process)
{
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
        services.AddCsv<ProcessContract, ProcessRow>(ProcessRow.FromProcess);
    }
}
