using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Milestones;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Diffs;

/// <summary>One record, and what it changed.</summary>
/// <param name="Action">What the ledger did; null where the question is what the parties said, and not how the ledger came to it.</param>
/// <param name="Noun">POSITION or MILESTONE.</param>
/// <param name="Record">Its id.</param>
/// <param name="Revision">The one that did it.</param>
/// <param name="Place">In that revision.</param>
/// <param name="Kind">What a position changes of its track; null where it says the same again, and for milestones.</param>
/// <param name="Headline">One line that a person can read; it names the reporter where that is not the holder.</param>
/// <param name="Day">When it was stated, or done.</param>
/// <param name="Certainty">Whether it certainly lies in the window.</param>
/// <param name="CertaintyReason">Why it is POSSIBLE only; else null.</param>
/// <param name="Party">The holder, or who took the step; null where nobody is named.</param>
/// <param name="Target">Null for milestones.</param>
/// <param name="Differences">All that differs between before and after; null where nothing does.</param>
/// <param name="Before">What the track came to before it, or the record that it corrects or that was retracted; null where nothing was known.</param>
/// <param name="After">What the track comes to with it; null where it was retracted.</param>
/// <param name="MilestoneBefore">The milestone that was corrected or retracted, or is cited once more.</param>
/// <param name="Milestone">Null where it was retracted, and for positions.</param>
public sealed record RecordEvent(
    ChangeAction? Action, Noun Noun, Guid Record, long Revision, int Place, DiffKind? Kind, string Headline, DateBounds Day,
    DiffCertainty Certainty, string? CertaintyReason, Reference? Party, TargetContract? Target, DifferencesContract? Differences,
    DiffSide? Before, DiffSide? After, MilestoneContract? MilestoneBefore, MilestoneContract? Milestone);

/// <summary>What the ledger did to a record.</summary>
/// <param name="Action">Null for a record in force, whatever brought it.</param>
/// <param name="Noun">A position or a milestone.</param>
public sealed record RecordChange(ChangeAction? Action, Noun Noun, Guid Record, long Revision, int Place);

/// <summary>A row of a list of events.</summary>
/// <param name="Action">Name; null on the valid axis.</param>
/// <param name="Noun">Name.</param>
public sealed record EventRow(string? Action, string Noun, Guid Record, DateOnly Latest, long Revision, int Place)
{
    public EventKey Key => new(Latest, Revision, Place);

    public RecordChange Change => new(
        EnumNames.TryParse<ChangeAction>(Action, out var action) ? action : null, EnumNames.TryParse<Noun>(Noun, out var noun) ? noun : default, Record, Revision, Place);
}

/// <summary>An event's place in lists: on the valid axis by the latest day it can have been, on the recorded axis by revision and place alone.</summary>
public sealed record EventKey(DateOnly Latest, long Revision, int Place)
{
    /// <summary>From a cursor's keys; null for the first page.</summary>
    public static EventKey? Of(string[]? keys) => PinnedPages.DayKeys(keys) is var (latest, revision, place) ? new(latest, revision, place) : null;

    public static EventKey Of(RecordEvent happened) => new(happened.Day.Latest, happened.Revision, happened.Place);

    /// <summary>For a cursor.</summary>
    public string[] Keys => [PinnedPages.Day(Latest), PinnedPages.Number(Revision), PinnedPages.Number(Place)];
}
