using FluentValidation;
using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.Http.Validation;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Meetings;
using PeaceTalks.Api.Milestones;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Records;
using PeaceTalks.Api.Remarks;

namespace PeaceTalks.Api.Codings;

/// <summary>What a write has recorded.</summary>
/// <param name="Revision">The number of the revision. For a dry run, the number that it would have.</param>
/// <param name="DryRun">True if nothing was written.</param>
/// <param name="Derived">What you left out and the service has worked out, as JSON pointers.</param>
/// <param name="Diff">What the write changes of what is held today.</param>
public sealed record Written<T>(long Revision, bool DryRun, T Item, IReadOnlyList<string> Derived, IReadOnlyList<DiffItem> Diff);

public static class WrittenHeaders
{
    /// <summary>Names the new revision in the header, as every write does. A dry run has none.</summary>
    public static void SetRevisionHeader<T>(this HttpContext http, Written<T> written)
    {
        if (!written.DryRun)
        {
            http.SetRevisionHeaders(written.Revision);
        }
    }
}

/// <summary>States that the article reports a record which another article reported before.</summary>
/// <param name="Record">Id of the position, the milestone, or the state of a meeting.</param>
/// <param name="Paragraph">The number of the paragraph, from 1.</param>
public sealed record FurtherCitationInput(Guid Record, [FromOne] int Paragraph, string? Quote = null);

/// <summary>Everything that one article holds.</summary>
/// <param name="Meetings">
/// Meetings, and newer states of meetings that are begun further up in the list, or that the ledger has. Positions and milestones may name
/// them too.
/// </param>
/// <param name="Citations">Records that the ledger already has from another article. A retelling adds citations, not records.</param>
public sealed record CodingInput(
    IReadOnlyList<PositionInput>? Positions = null,
    IReadOnlyList<MilestoneInput>? Milestones = null,
    IReadOnlyList<RemarkInput>? Remarks = null,
    IReadOnlyList<FurtherCitationInput>? Citations = null,
    IReadOnlyList<MeetingInput>? Meetings = null
);

public sealed class CodingInputValidator : AbstractValidator<CodingInput>
{
    private const int MaxEach = 1000;

    public CodingInputValidator()
    {
        RuleFor(x => x.Positions).AtMost(MaxEach);
        RuleForEach(x => x.Positions).SetValidator(new PositionInputValidator());
        RuleFor(x => x.Milestones).AtMost(MaxEach);
        RuleForEach(x => x.Milestones).SetValidator(new MilestoneInputValidator());
        RuleFor(x => x.Meetings).AtMost(MaxEach);
        RuleForEach(x => x.Meetings).SetValidator(new MeetingInputValidator());
        RuleFor(x => x.Remarks).AtMost(MaxEach);
        RuleForEach(x => x.Remarks).SetValidator(new RemarkInputValidator());
        RuleFor(x => x.Citations).AtMost(MaxEach);
        RuleForEach(x => x.Citations)
            .ChildRules(citation =>
            {
                citation.RuleFor(x => x.Paragraph).Paragraph();
                citation.RuleFor(x => x.Quote).NullOrNotBlank(Citation.QuoteMaxLength);
            });
        RuleFor(x => x.Positions)
            .Must(
                (x, _) =>
                    new[] { x.Positions?.Count, x.Milestones?.Count, x.Meetings?.Count, x.Remarks?.Count, x.Citations?.Count }.Any(count =>
                        count > 0
                    )
            )
            .WithMessage("is empty, and so are milestones, meetings, remarks and citations: there is nothing to record");
    }
}

public sealed class CodingWriteValidator(IValidator<CodingInput> item) : LedgerWriteValidator<CodingInput>(item);

/// <summary>What was recorded, in the order of the request.</summary>
/// <param name="Meetings">The states of meetings.</param>
/// <param name="Cited">Ids of the records to which the article was added as a citation.</param>
public sealed record CodingContract(
    IReadOnlyList<PositionContract> Positions,
    IReadOnlyList<MilestoneContract> Milestones,
    IReadOnlyList<MeetingRecordContract> Meetings,
    IReadOnlyList<RemarkContract> Remarks,
    IReadOnlyList<Guid> Cited
);
