using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Http.RateLimiting;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;

namespace PeaceTalks.Api.Datasets;

[ApiController]
[Route("api/v1/datasets")]
[Tags("Administer")]
[ResponseCache(NoStore = true)]
public sealed class DatasetsController(DatasetFolder folder, DatasetLedger ledger, DatasetRenewer renewer, PinReader pins) : ControllerBase
{
    /// <summary>List the data sets of this release, and whether the ledger needs a renewal</summary>
    /// <remarks>
    /// A ledger that an earlier release has filled keeps the coding of that release. `renewalDue` says whether this release has another
    /// one. To see how they differ, renew the data set as a dry run.
    /// </remarks>
    [HttpGet(Name = "listDatasets"), RequiresRole(Role.Admin), Costly]
    public async Task<DatasetList> List(CancellationToken cancellation = default)
    {
        var head = await pins.ReadAsync(null, null, cancellation);
        List<DatasetContract> found = [];
        foreach (var dataset in folder.Names.Select(folder.Read))
        {
            var revisions = await ledger.RevisionsAsync(dataset.Name, cancellation);
            found.Add(
                new(
                    dataset.Name,
                    dataset.Reference.Title,
                    revisions is [var loaded, ..] ? loaded.Number : null,
                    revisions is [_, .., var renewed] ? renewed.Number : null,
                    revisions.Count > 0 && await renewer.IsDueAsync(dataset, head, cancellation)
                )
            );
        }

        HttpContext.SetRevisionHeaders(head.Revision);
        return new(head.Revision, found, null);
    }

    /// <summary>Renew a data set: record what this release codes otherwise</summary>
    /// <remarks>
    /// For a ledger that an earlier release has filled. The difference between what the ledger holds of the data set and what this release
    /// says becomes one revision, so pinned answers stay as they are. Reference data is added and edited. A record or remark that says
    /// something else is corrected, a new one is added, and one that the data set no longer has is retracted.
    ///
    /// What a person has edited, corrected, retracted or recorded stays, and `kept` lists it. Citations that people have added stay too. If
    /// there is nothing to do, there is no revision. With `dryRun=true`, nothing is written, and the answer shows what would change.
    /// </remarks>
    /// <param name="name">Name of the data set.</param>
    [HttpPost("{name}/renewal", Name = "renewDataset"), RequiresRole(Role.Admin), Costly]
    public async Task<RenewalContract> Renew(
        string name,
        RenewalInput renewal,
        bool dryRun = false,
        CancellationToken cancellation = default
    )
    {
        var dataset = folder.Require(name);
        var authorship = new Authorship(User.KeyName(), DatasetNote.Renewal(name) + renewal.Note, User.KeyId());
        var renewed = await renewer.RenewAsync(dataset, authorship, dryRun, cancellation);
        if (renewed is { DryRun: false, Revision: { } revision })
        {
            HttpContext.SetRevisionHeaders(revision);
        }

        return renewed;
    }
}
