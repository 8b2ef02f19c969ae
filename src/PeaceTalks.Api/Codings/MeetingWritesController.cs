using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Meetings;
using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.Codings;

[ApiController]
[Route("api/v1/meetings")]
[Tags("Record")]
public sealed class MeetingWritesController(MeetingNoun noun, CodingWriter writer) : ControllerBase
{
    /// <summary>Record a meeting, or a newer state of one</summary>
    /// <remarks>
    /// For a new meeting, you must give a process, a name, a kind, a state, a summary, an article and a paragraph, and for one that was
    /// held the day. For a newer state (an announced meeting was held, postponed or cancelled), give the id of the meeting as `meeting`,
    /// and what is new: it takes over the rest from the newest state, and the answer lists that. Another article that reports the same
    /// state is a citation of it, and no new state. With `dryRun=true`, the request is validated and you get the usual answer, but nothing
    /// is saved.
    /// </remarks>
    [HttpPost(Name = "addMeeting"), RequiresRole(Role.Analyst)]
    [ProducesResponseType<Written<MeetingContract>>(StatusCodes.Status201Created)]
    public async Task<ActionResult<Written<MeetingContract>>> Add(
        LedgerWrite<MeetingInput> write,
        bool dryRun = false,
        CancellationToken cancellation = default
    ) => Created(await writer.RecordAsync(write.Item, null, write.By(User), dryRun, cancellation));

    /// <summary>Correct a state of a meeting</summary>
    /// <remarks>
    /// Correct a mistake of the coding. What is new of the meeting is a newer state instead. The new record supersedes the old one, and
    /// stays with its meeting. It is complete: it takes over nothing but the process. The note says why. If two corrections of one record
    /// compete, the second gets 409. The further citations of the old record are kept if you leave `citations` out; if you give it, the new
    /// record has exactly those. A correction that changes nothing is refused (422).
    /// </remarks>
    /// <param name="id">The id of the state. That of the first state is the id of the meeting.</param>
    [HttpPost("{id:guid}/correction", Name = "correctMeeting"), RequiresRole(Role.Analyst)]
    [ProducesResponseType<Written<MeetingContract>>(StatusCodes.Status201Created)]
    public async Task<ActionResult<Written<MeetingContract>>> Correct(
        Guid id,
        LedgerWrite<MeetingInput> write,
        bool dryRun = false,
        CancellationToken cancellation = default
    ) => Created(await writer.RecordAsync(write.Item, corrects: id, write.By(User), dryRun, cancellation));

    /// <summary>Retract a state of a meeting</summary>
    /// <remarks>
    /// Use this for a record that should not be in the ledger. The record stays readable, and nothing replaces it. The meeting keeps its
    /// id, even if this was its first state; it leaves the lists with its last state.
    /// </remarks>
    /// <param name="id">The id of the state. That of the first state is the id of the meeting.</param>
    [HttpPost("{id:guid}/retraction", Name = "retractMeeting"), RequiresRole(Role.Analyst)]
    public async Task<Written<MeetingContract>> Retract(
        Guid id,
        RetractionInput retraction,
        bool dryRun = false,
        CancellationToken cancellation = default
    )
    {
        var written = await writer.RetractAsync(noun, id, retraction.By(User), dryRun, cancellation);
        HttpContext.SetRevisionHeader(written);
        return written;
    }

    /// <summary>Cite another article for a state of a meeting</summary>
    /// <remarks>Use this for another article that reports the same state. The record does not change; it gains a citation.</remarks>
    /// <param name="id">The id of the state. That of the first state is the id of the meeting.</param>
    [HttpPost("{id:guid}/citations", Name = "citeMeeting"), RequiresRole(Role.Analyst)]
    [ProducesResponseType<Known<MeetingContract>>(StatusCodes.Status201Created)]
    public async Task<ActionResult<Known<MeetingContract>>> Cite(
        Guid id,
        LedgerWrite<CitationInput> write,
        bool dryRun = false,
        CancellationToken cancellation = default
    )
    {
        var cited = await writer.CiteAsync(noun, id, write.Item, write.By(User), dryRun, cancellation);
        if (dryRun)
        {
            return cited;
        }

        HttpContext.SetRevisionHeaders(cited.KnownAt);
        return CreatedAtRoute("getMeeting", new { id }, cited);
    }

    private ActionResult<Written<MeetingContract>> Created(Written<MeetingContract> written)
    {
        HttpContext.SetRevisionHeader(written);
        return written.DryRun ? written : CreatedAtRoute("getMeeting", new { id = written.Item.Id }, written);
    }
}
