using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Meetings;
using PeaceTalks.Api.Milestones;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Diffs;

/// <summary>One record, and what it changed on its track. Together, the events of a window make up its net changes.</summary>
/// <param name="Action">What the ledger did. Null if you ask what the parties said, and not how the ledger learned of it.</param>
/// <param name="Noun">POSITION, MILESTONE or MEETING.</param>
/// <param name="Record">
/// The id of the record. If a correction moves a record to another track, or out of your selection, the superseded record has an event too.
/// </param>
/// <param name="Revision">The revision that did it.</param>
/// <param name="Place">The place in that revision.</param>
/// <param name="Change">
/// How much of it is news: whether a position changes what its track holds, and how, or repeats it. Null for milestones and meetings, and
/// for a position that neither changes nor repeats what is held.
/// </param>
/// <param name="Kind">
/// How a position changed what its track holds. Null for milestones and meetings, and for a position that repeats what is held or is older
/// than it.
/// </param>
/// <param name="Headline">
/// A one-line summary for people. It names whoever reported the position if that is not the holder. If the change is POSSIBLE, it says so.
/// </param>
/// <param name="Day">The day on which it was stated or done. Of a meeting, the day on which the state was stated.</param>
/// <param name="Certainty">Whether it certainly lies in the window.</param>
/// <param name="CertaintyReason">If the certainty is POSSIBLE, the reason. Otherwise null.</param>
/// <param name="Party">The holder, or the party that took the step. Null if nobody is named, and for meetings.</param>
/// <param name="Target">Null for milestones and meetings.</param>
/// <param name="Differences">Everything that differs between before and after. Null if nothing does.</param>
/// <param name="Before">What the track holds without it. Null if nothing was known, and for milestones and meetings.</param>
/// <param name="After">What the track holds with it. Null if nothing is known any more, and for milestones and meetings.</param>
/// <param name="Position">The record, if it is a position.</param>
/// <param name="MilestoneBefore">The milestone that this one corrects. Otherwise null.</param>
/// <param name="Milestone">The record, if it is a milestone.</param>
/// <param name="MeetingBefore">The state of the meeting that this one corrects. Otherwise null.</param>
/// <param name="Meeting">The record, if it is the state of a meeting.</param>
public sealed record RecordEvent(
    ChangeAction? Action,
    Noun Noun,
    Guid Record,
    long Revision,
    int Place,
    ChangeSort? Change,
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
    MilestoneContract? Milestone,
    MeetingRecordContract? MeetingBefore,
    MeetingRecordContract? Meeting
) : ICited, IShown
{
    ShownLine IShown.Line =>
        new(Headline, Noun.Path((Noun == Noun.Meeting ? (Meeting ?? MeetingBefore)?.Meeting ?? Record : Record).ToString()))
        {
            Records = Cited(),
        };

    public IEnumerable<CitedRecord> Cited() =>
        new ICited?[] { Position, Before, After, MilestoneBefore, Milestone, MeetingBefore, Meeting }
            .OfType<ICited>()
            .SelectMany(x => x.Cited());
}

/// <summary>The records of a window, in order.</summary>
/// <param name="From">The earlier end as you gave it: a day, or on the recorded axis a revision. It is not part of the window.</param>
/// <param name="To">The later end. It is part of the window, and the next window starts from it.</param>
/// <param name="AsOf">The day of the later end. On the recorded axis it is the day of both ends.</param>
/// <param name="KnownAt">The revision of the later end. On the valid axis it is the revision of both ends.</param>
/// <param name="Epoch">
/// A new one begins after a restore. Revision numbers then mean something else, so a script that remembers a revision has to start again.
/// </param>
/// <param name="FromMeeting">The meeting before which the window begins. Null if you gave `from`.</param>
/// <param name="ToMeeting">The meeting with which the window ends. Null unless you gave `toMeeting`.</param>
/// <param name="NextCursor">The cursor of the next page. Null on the last page.</param>
public sealed record EventPage(
    DiffAxis Axis,
    string From,
    string To,
    DateOnly AsOf,
    long KnownAt,
    Guid Epoch,
    DiffMeeting? FromMeeting,
    DiffMeeting? ToMeeting,
    IReadOnlyList<RecordEvent> Items,
    string? NextCursor,
    Links Links
) : IPage<RecordEvent>, ICitable
{
    IEnumerable<ShownLine> IShownAnswer.Lines => this.ItemLines();

    DateOnly? IOfDay.Day => AsOf;

    (string Parameter, string Value)? IPage.Next => NextCursor is null ? null : ("cursor", NextCursor);

    public IEnumerable<CitedRecord> Cited() => Items.SelectMany(x => x.Cited());
}

/// <summary>What the ledger did to a record.</summary>
/// <param name="Action">Null for a record in force, whatever brought it.</param>
/// <param name="Noun">Position, milestone or meeting.</param>
public sealed record RecordChange(ChangeAction? Action, Noun Noun, Guid Record, long Revision, int Place);

/// <summary>A row of a list of events.</summary>
/// <param name="Action">The name of the action. Null on the valid axis.</param>
/// <param name="Noun">The name of the noun.</param>
public sealed record EventRow(string? Action, string Noun, Guid Record, long Revision, int Place)
{
    public EventKey Key => new(Record, Revision, Place);

    /// <exception cref="InvalidOperationException">A name has no member.</exception>
    public RecordChange Change =>
        new(Action is null ? null : EnumNames.Parse<ChangeAction>(Action), EnumNames.Parse<Noun>(Noun), Record, Revision, Place);
}

/// <summary>
/// An event's place in lists: on the valid axis that of its record, on the recorded axis the revision and the place in it.
/// </summary>
public sealed record EventKey(Guid Record, long Revision, int Place)
{
    public const int KeyCount = 3;

    /// <summary>Reads the keys of a cursor. Null for the first page.</summary>
    public static EventKey? FromKeys(string[]? keys) =>
        keys is [var record, var revision, var place]
            ? new(PinnedPages.IdOf(record), PinnedPages.NumberOf(revision), PinnedPages.PlaceOf(place))
            : null;

    public static EventKey FromKeys(RecordEvent happened) => new(happened.Record, happened.Revision, happened.Place);

    /// <summary>The keys for a cursor.</summary>
    public string[] Keys => [Record.ToString(), PinnedPages.Number(Revision), PinnedPages.Number(Place)];
}
