using System.ComponentModel.DataAnnotations;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Meetings;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Diffs;

/// <summary>Which window you ask for, and of which tracks.</summary>
public abstract class WindowQuery : TrackFilters
{
    /// <summary>Which axis to compare along: `valid` shows what the parties changed, `recorded` shows what the ledger learned.</summary>
    public DiffAxis Axis { get; init; } = DiffAxis.Valid;

    /// <summary>
    /// The earlier end, which is not part of the window. It is the end of a day, or on the recorded axis a revision's number (0 is before
    /// the first), an instant, or a day (its end, UTC). Required unless you give `fromMeeting`.
    /// </summary>
    public string? From { get; init; }

    /// <summary>
    /// The later end, which is part of the window. It is the end of a day, by default today (UTC), or on the recorded axis a revision's
    /// number, an instant or a day (its end, UTC), by default the newest revision.
    /// </summary>
    public string? To { get; init; }

    /// <summary>
    /// On the valid axis, instead of `from`: the id of a meeting. The earlier end is the end of the day before the first day on which it
    /// can have begun.
    /// </summary>
    public Guid? FromMeeting { get; init; }

    /// <summary>
    /// On the valid axis, instead of `to`: the id of a meeting. The later end is the end of the last day on which it can have been.
    /// </summary>
    public Guid? ToMeeting { get; init; }

    /// <summary>On the recorded axis: both ends are as of the end of this day. Defaults to today (UTC).</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>
    /// On the valid axis: the revision to read at, as its number, an instant, or a day (its end, UTC). Defaults to the newest.
    /// </summary>
    public string? KnownAt { get; init; }

    /// <summary>Selects changes by kind.</summary>
    public DiffKind[] Kind { get; init; } = [];

    /// <summary>Selects changes by whether they certainly lie in the window.</summary>
    public DiffCertainty? Certainty { get; init; }

    protected bool Chooses(DiffKind? kind) => Kind.Length == 0 || kind is { } value && Kind.Contains(value);

    protected bool Chooses(DiffCertainty certainty) => (Certainty ?? certainty) == certainty;
}

/// <summary>Which changes you ask for.</summary>
public sealed class DiffQuery : WindowQuery
{
    /// <summary>
    /// Selects changes by how much of them is news. What was said again is left out unless you ask for it here, or for a kind that is said
    /// again.
    /// </summary>
    public ChangeSort[] Change { get; init; } = [];

    /// <summary>Selects changes by cause, on the recorded axis.</summary>
    public DiffCause[] Cause { get; init; } = [];

    /// <summary>Selects changes from or to one of these stances or silences.</summary>
    public Stance[] Stance { get; init; } = [];

    /// <summary>Selects changes by whether other records of that time contradict what is held at the later end.</summary>
    public bool? Contested { get; init; }

    /// <summary>
    /// Selects changes by the independent sources of what is held at the later end, or at the earlier end if nothing is held at the later:
    /// at least so many articles report the stance, and do not retell each other. 2 hides thin evidence.
    /// </summary>
    [Range(1, HeldPositionQuery.MaxMinSources)]
    public int? MinSources { get; init; }

    /// <summary>The sorts of changes that are asked for, in the order of the answer.</summary>
    public IReadOnlyList<ChangeSort> Sorts() => ChangeSorts.Asked(Change, Kind);

    /// <summary>The filters that need the database, because they look at more than the change.</summary>
    public EndFilter Filter() => new(Contested, MinSources);

    /// <summary>Whether the other filters than <see cref="Change"/> select it.</summary>
    public bool Chooses(PositionDiff change) =>
        Chooses(change.Diff.Kind)
        && Chooses(change.Certainty)
        && (Cause.Length == 0 || Cause.Contains(change.Cause!.Value))
        && (Stance.Length == 0 || Stances(change).Any(x => x is { } value && Stance.Contains(value)));

    private static IEnumerable<Stance?> Stances(PositionDiff change) =>
        [change.Before?.State.Stance, change.Before?.State.Silence, change.After?.State.Stance, change.After?.State.Silence];
}

/// <summary>Which events you ask for.</summary>
public sealed class EventQuery : WindowQuery
{
    /// <summary>Selects positions by how much of what they changed is news.</summary>
    public ChangeSort[] Change { get; init; } = [];

    /// <summary>Selects positions that have one of these stances or silences.</summary>
    public Stance[] Stance { get; init; } = [];

    public bool Chooses(RecordEvent happened) =>
        (Change.Length == 0 || happened.Change is { } sort && Change.Contains(sort))
        && Chooses(happened.Kind)
        && Chooses(happened.Certainty)
        && (Stance.Length == 0 || happened.Position is { } position && Stance.Contains(position.Stance));
}

/// <summary>A window, and the page of it that is asked for.</summary>
/// <param name="After">The keys of the previous page. Null for the first page.</param>
/// <param name="Meetings">The meetings that give the ends. Both are null if days or revisions give them.</param>
public sealed record DiffStart(Pin Pin, DiffWindow Window, string[]? After, (DiffMeeting? From, DiffMeeting? To) Meetings = default)
{
    /// <summary>The earlier end, as it is written in a question.</summary>
    public string From => Window.Axis == DiffAxis.Valid ? PinnedPages.Day(Window.From.Day) : PinnedPages.Number(Window.From.Revision);

    /// <summary>The later end, as it is written in a question.</summary>
    public string To => Window.Axis == DiffAxis.Valid ? PinnedPages.Day(Window.To.Day) : PinnedPages.Number(Window.To.Revision);

    /// <summary>The keys for the cursor of the next page. They include the earlier end, because no pin holds it.</summary>
    public string[] Keys(params string[] keys) => [From, .. keys];

    /// <summary>The pinned address of the same question.</summary>
    public Links Links(HttpContext http) =>
        Window.Axis == DiffAxis.Valid
            ? http.Pinned(
                Pin,
                [
                    .. Meetings.From is null ? [("from", From)] : Array.Empty<(string, string)>(),
                    .. Meetings.To is null ? [("to", To)] : Array.Empty<(string, string)>(),
                    ("knownAt", PinnedPages.Number(Pin.Revision)),
                ]
            )
            : http.Pinned(Pin, ("from", From), ("to", To), ("asOf", PinnedPages.Day(Pin.AsOf)));
}

/// <summary>Reads the ends of a diff. Their meaning depends on the axis.</summary>
public sealed class DiffStartReader(PinReader pins, MeetingNoun meetings)
{
    /// <param name="keys">The number of keys in the list's order.</param>
    public Task<DiffStart> ReadAsync(HttpRequest request, WindowQuery query, string? cursor, int keys, CancellationToken cancellation) =>
        query.Axis == DiffAxis.Valid
            ? DaysAsync(request, query, cursor, keys + 1, cancellation)
            : RevisionsAsync(request, query, cursor, keys + 1, cancellation);

    /// <param name="keys">The number of keys in a cursor: the earlier end, and those of the list's order.</param>
    private async Task<DiffStart> DaysAsync(
        HttpRequest request,
        WindowQuery query,
        string? cursor,
        int keys,
        CancellationToken cancellation
    )
    {
        Refuse("asOf", query.AsOf is not null, "is only for axis=recorded; on the valid axis, from and to are the days");
        Refuse(
            "cause",
            query is DiffQuery { Cause.Length: > 0 },
            "is only for axis=recorded; on the valid axis, it is always the party that moved"
        );
        Refuse("from", query is { From: null, FromMeeting: null }, "is missing; give a day, or a meeting as fromMeeting");
        Refuse("fromMeeting", query is { From: not null, FromMeeting: not null }, "is the earlier end, and so is from; give one of them");
        Refuse("toMeeting", query is { To: not null, ToMeeting: not null }, "is the later end, and so is to; give one of them");
        var first = query.From is { } day ? DayOf(day, "from") : (DateOnly?)null;
        var (pin, after) = await pins.PageAsync(
            request,
            query.To is { } to ? DayOf(to, "to") : null,
            query.KnownAt,
            cursor,
            keys,
            cancellation,
            dayPlace: "to"
        );
        var met = (
            From: await MeetingAsync(query.FromMeeting, "fromMeeting", pin, cancellation),
            To: await MeetingAsync(query.ToMeeting, "toMeeting", pin, cancellation)
        );
        if (met.To is { HeldOn: var last } && cursor is null)
        {
            pin = pin with { AsOf = last.Latest };
        }

        var from = first ?? BeforeBeginOf(met.From!);
        PinnedPages.RequireOrder(query.From is null ? "fromMeeting" : "from", from, "to", pin.AsOf);
        return OfPage(new DiffStart(pin, DiffWindow.OfDays(from, pin.AsOf, pin.Revision), after, met));
    }

    /// <summary>The meeting as known at the pin. Null if none is given.</summary>
    /// <exception cref="ProblemException">422: there is no such meeting, or no day on which it was or is to be.</exception>
    private async Task<DiffMeeting?> MeetingAsync(Guid? id, string place, Pin pin, CancellationToken cancellation)
    {
        if (id is not { } given)
        {
            return null;
        }

        var meeting =
            (await meetings.ReadAsync([given], pin, cancellation)).GetValueOrDefault(given)
            ?? throw Problems.UnknownReferences(Problems.Unknown(place, Noun.Meeting.Word(), given.ToString(), null, Noun.Meeting.Path()));
        return meeting is { HeldOn: { } held, State: not MeetingState.Cancelled, States.Count: > 0 }
            ? new DiffMeeting(meeting.Id, meeting.Name, held, meeting.Participants)
            : throw Problems.Unprocessable(place, $"'{meeting.Headline}' has no day; give a day instead");
    }

    private static DateOnly BeforeBeginOf(DiffMeeting meeting) =>
        meeting.HeldOn.Earliest?.AddDays(-1)
        ?? throw Problems.Unprocessable("fromMeeting", $"nobody knows when '{meeting.Name}' began at the earliest; give a day as from");

    private async Task<DiffStart> RevisionsAsync(
        HttpRequest request,
        WindowQuery query,
        string? cursor,
        int keys,
        CancellationToken cancellation
    )
    {
        Refuse("knownAt", query.KnownAt is not null, "is only for axis=valid; on the recorded axis, from and to are the revisions");
        var (pin, after) = await pins.PageAsync(request, query.AsOf, query.To, cursor, keys, cancellation, place: "to");

        Refuse("from", query.From is null, "is missing; give a revision, an instant, or a day");
        Refuse("fromMeeting", query.FromMeeting is not null, "is only for axis=valid; on the recorded axis, the ends are revisions");
        Refuse("toMeeting", query.ToMeeting is not null, "is only for axis=valid; on the recorded axis, the ends are revisions");

        // Up to the head that the pin has found. Later commits are not part of the answer, at either end.
        var newest = query.To is null ? pin.Revision : long.MaxValue;
        var (from, day) = await pins.RevisionAsync(query.From!, "from", newest, cancellation);
        if (from > pin.Revision && query.To is null)
        {
            throw Problems.AheadOfHead("from", from, pin.Revision);
        }

        Refuse(
            "from",
            from > pin.Revision,
            $"{from} is after to, {pin.Revision}; the window runs from the earlier revision to the later one"
        );
        return OfPage(new DiffStart(pin, DiffWindow.OfRevisions(from, day, pin.Revision, pin.AsOf), after));
    }

    /// <summary>
    /// A cursor holds the earlier end, followed by the keys of its list. With another earlier end, it belongs to another window.
    /// </summary>
    private static DiffStart OfPage(DiffStart start)
    {
        Refuse(
            "cursor",
            (start.After?[0] ?? start.From) != start.From,
            $"belongs to a diff with from={start.After?[0]}; repeat that value"
        );
        return start with { After = start.After?[1..] };
    }

    private static DateOnly DayOf(string text, string place) =>
        DayText.TryRead(text, out var day) ? day : throw Problems.Invalid(place, DayText.Complaint(text));

    private static void Refuse(string place, bool wrong, string message)
    {
        if (wrong)
        {
            throw Problems.Invalid(place, message);
        }
    }
}
