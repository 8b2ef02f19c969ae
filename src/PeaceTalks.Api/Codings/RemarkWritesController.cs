using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Remarks;

namespace PeaceTalks.Api.Codings;

[ApiController]
[Route("api/v1/remarks")]
[Tags("Record")]
public sealed class RemarkWritesController(CodingWriter writer) : ControllerBase
{
    /// <summary>Record a remark</summary>
    /// <remarks>
    /// Use this for what a paragraph says if it is none of the records. With `dryRun=true`, the request is validated and you
    /// get the usual answer, but nothing is saved.
    /// </remarks>
    [HttpPost(Name = "addRemark"), RequiresRole(Role.Analyst)]
    [ProducesResponseType<Written<RemarkContract>>(StatusCodes.Status201Created)]
    public async Task<ActionResult<Written<RemarkContract>>> Add(
        LedgerWrite<RemarkInput> write,
        bool dryRun = false,
        CancellationToken cancellation = default
    )
    {
        var written = await writer.RecordAsync(write.Item, write.By(User), dryRun, cancellation);
        HttpContext.SetRevisionHeader(written);
        return dryRun ? written : CreatedAtRoute("getRemark", new { id = written.Item.Id }, written);
    }
}
