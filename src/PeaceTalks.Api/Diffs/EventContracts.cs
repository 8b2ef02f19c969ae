using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Milestones;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Diffs;

/// <summary>One record, and what it changed of its track. The events of a window, one after the other, come to its net changes.</summary>
/// <param name="Action">What the ledger did; null where the question is what the parties said, and not how the ledger came to it.</param>
/// <param name="Noun">POSITION or MILESTONE.</param>
/// <param name="Record">Its id. A correction that moves a record to another track, or out of what was asked for, is also told of by the one it superseded.</param>
/// <param name="Revision">The one that did it.</param>
/// <param name="Place">In that revision.</param>
/// <param name="Kind">What a position changes of its track; null where it says the same again or is older than what is held, and for milestones.</param>
/// <param name="Headline">One line that a person can read; it names the reporter where that is not the holder.</param>
/// <param name="Day">When it was stated, or done.</param>
/// <param name="Certainty">Whether it certainly lies in the window.</param>
/// <param name="CertaintyReason">Why it is POSSIBLE only; else null.</param>
/// <param name="Party">The holder, or who took the step; null where nobody is named.</param>
/// <param name="Target">Null for milestones.</param>
/// <param name="Differences">All that differs between before and after; null where nothing does.</param>
/// <param name="Before">What the track came to without it; null where nothing was known, and for milestones.</param>
/// <param name="After">What the track comes to with it; null where nothing is known any more, and for milestones.</param>
/// <param name="Position">The record, where it is a position.</param>
/// <param name="MilestoneBefore">The milestone that this one corrects; else null.</param>
/// <param name="Milestone">The record, where it is a milestone.</param>
public sealed record RecordEvent(
    ChangeAction? Action,
    Noun Noun,
    Guid Record,
    long Revision,
    int Place,
    DiffKind? Kind,
    string Headline,
    DateBounds Day,
    DiffCertainty Certainty,
    string? CertaintyReason,
    Reference? Party,
    TargetContract? Target,
    DifferencesContract? Differences,
    DiffSide? Before,
    DiffSide? After,
    PositionContract? Position,
    MilestoneContract? MilestoneBefore,
    MilestoneContract? Milestone
) : ICited
{
    public IEnumerable<CitedRecord> Cited() =>
        new ICited?[] { Position, Before, After, MilestoneBefore, Milestone }
            .OfType<ICited>()
            .SelectMany(x => x.Cited());
}

/// <summary>What the ledger did to a record.</summary>
/// <param name="Action">Null for a record in force, whatever brought it.</param>
/// <param name="Noun">A position or a milestone.</param>
public sealed record RecordChange(ChangeAction? Action, Noun Noun, Guid Record, long Revision, int Place);

/// <summary>A row of a list of events.</summary>
/// <param name="Action">Name; null on the valid axis.</param>
/// <param name="Noun">Name.</param>
public sealed record EventRow(string? Action, string Noun, Guid Record, long Revision, int Place)
{
    public EventKey Key => new(Record, Revision, Place);

    /// <exception cref="InvalidOperationException">A name has no member.</exception>
    public RecordChange Change =>
        new(Action is null ? null : EnumNames.Parse<ChangeAction>(Action), EnumNames.Parse<Noun>(Noun), Record, Revision, Place);
}

/// <summary>An event's place in lists: on the valid axis that of its record, on the recorded axis revision and place.</summary>
public sealed record EventKey(Guid Record, long Revision, int Place)
{
    /// <summary>From a cursor's keys; null for the first page.</summary>
    public static EventKey? FromKeys(string[]? keys) =>
        keys is [var record, var revision, var place]
            ? new(PinnedPages.IdOf(record), PinnedPages.NumberOf(revision), PinnedPages.PlaceOf(place))
            : null;

    public static EventKey FromKeys(RecordEvent happened) => new(happened.Record, happened.Revision, happened.Place);

    /// <summary>For a cursor.</summary>
    public string[] Keys => [Record.ToString(), PinnedPages.Number(Revision), PinnedPages.Number(Place)];
}
