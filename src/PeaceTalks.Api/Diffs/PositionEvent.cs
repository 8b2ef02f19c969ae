using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Meetings;
using PeaceTalks.Api.Milestones;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.Diffs;

/// <summary>Words what became of a position.</summary>
public static class PositionEvent
{
    /// <param name="corrected">The record that it corrects. Null if there is none.</param>
    /// <param name="successor">The record that corrects it, in whatever revision.</param>
    /// <param name="before">What its track held without it.</param>
    /// <param name="after">What its track holds with it.</param>
    public static RecordEvent FromRecord(
        RecordChange change,
        Position position,
        Position? corrected,
        Position? successor,
        HeldRecord? before,
        HeldRecord? after,
        Names names,
        DiffWindow? window
    )
    {
        var diff = StateDiff.Between(before?.State, after?.State);
        var party = names.Party(position.Party);
        var target = TargetContract.FromTarget(position.Track.Issue, position.Track.Proposal, names);
        var uncertainty = Events.Uncertainty("was stated", position, window);
        var headline = new Headline(party.Name, target);
        return new RecordEvent(
            change.Action,
            Noun.Position,
            position.Id,
            change.Revision,
            change.Place,
            ChangeSorts.OfEvent(diff?.Kind, change.Action, position, after),
            diff?.Kind,
            headline.Changed(
                Words(change, position, corrected, successor, diff, before, after, headline, names),
                Reporter.NameFor(position, names),
                uncertainty?.Hint
            ),
            position.Day,
            uncertainty is null ? DiffCertainty.Certain : DiffCertainty.Possible,
            uncertainty?.Reason,
            party,
            target,
            diff is null ? null : DifferencesContract.FromDiff(diff, names),
            before is null ? null : DiffSide.FromRecord(before, names),
            after is null ? null : DiffSide.FromRecord(after, names),
            PositionContract.FromPosition(position, Events.Seen(position, successor?.Id, names), names),
            null,
            null,
            null,
            null
        );
    }

    private static string Words(
        RecordChange change,
        Position position,
        Position? corrected,
        Position? successor,
        StateDiff? diff,
        HeldRecord? before,
        HeldRecord? after,
        Headline headline,
        Names names
    )
    {
        var says = Says(position, headline);
        return change.Action switch
        {
            ChangeAction.Retracted => $"retracted: {says}",
            ChangeAction.Cited => $"also reported by {Events.CitedIn(position, change, names)}: {says}",
            ChangeAction.Corrected when Events.IsTakenBack(position, change) => successor!.TrackId == position.TrackId
                ? $"corrected, and counts no longer: {says}"
                : $"corrected, is recorded of {names.Party(successor.Party).Name}, {Events.Target(successor.Track.Issue, successor.Track.Proposal, names)}, now: {says}",
            ChangeAction.Corrected when corrected!.TrackId != position.TrackId =>
                $"corrected, was recorded of {names.Party(corrected.Party).Name}, {Events.Target(corrected.Track.Issue, corrected.Track.Proposal, names)}: {says}",
            ChangeAction.Corrected when Says(corrected, headline) is var said && said != says => $"corrected: {said} -> {says}",
            ChangeAction.Corrected => $"corrected, in wording, day or source: {says}",
            _ when diff is not null && after?.Records.Contains(position) == true => DiffWords.FromDiff(
                diff,
                before,
                after,
                headline,
                names
            ),
            _ when position.Latest < after?.Record.Earliest => $"of an earlier day: {says}",
            _ when after?.Records.Contains(position) == true || after?.Record.Stance == position.Stance => $"again: {says}",
            _ => $"perhaps of an earlier day: {says}",
        };
    }

    private static string Says(Position position, Headline headline) =>
        DiffWords.Says(new HeldRecord(position, position.Stance.IsSilence() ? position : null).State, headline);
}

/// <summary>Words what became of a milestone.</summary>
public static class MilestoneEvent
{
    public static RecordEvent FromRecord(
        RecordChange change,
        Milestone milestone,
        Milestone? corrected,
        Guid? successor,
        Names names,
        DiffWindow? window
    )
    {
        var uncertainty = Events.Uncertainty("happened", milestone, window);
        return new RecordEvent(
            change.Action,
            Noun.Milestone,
            milestone.Id,
            change.Revision,
            change.Place,
            null,
            null,
            Headline.ForMilestone(
                milestone,
                Events.Target(milestone.Issue, milestone.Proposal, names) ?? names.Process(milestone.Process).Name,
                Events.Did(milestone, change, names),
                uncertainty?.Hint,
                names
            ),
            milestone.Day,
            uncertainty is null ? DiffCertainty.Certain : DiffCertainty.Possible,
            uncertainty?.Reason,
            names.PartyOrNull(milestone.By),
            null,
            null,
            null,
            null,
            null,
            change.Action == ChangeAction.Corrected && !Events.IsTakenBack(milestone, change)
                ? MilestoneContract.FromMilestone(corrected!, milestone.Id, names)
                : null,
            MilestoneContract.FromMilestone(milestone, Events.Seen(milestone, successor, names), names),
            null,
            null
        );
    }
}

/// <summary>Words what became of a state of a meeting.</summary>
public static class MeetingEvent
{
    /// <inheritdoc cref="MilestoneEvent.FromRecord"/>
    public static RecordEvent FromRecord(
        RecordChange change,
        Meeting meeting,
        Meeting? corrected,
        Guid? successor,
        Names names,
        DiffWindow? window
    )
    {
        var uncertainty = Events.Uncertainty("was stated", meeting, window);
        var shown = MeetingRecordContract.FromMeeting(meeting, Events.Seen(meeting, successor, names), names);
        return new RecordEvent(
            change.Action,
            Noun.Meeting,
            meeting.Id,
            change.Revision,
            change.Place,
            null,
            null,
            MeetingHeadline.For(shown, Events.Did(meeting, change, names), uncertainty?.Hint),
            meeting.Day,
            uncertainty is null ? DiffCertainty.Certain : DiffCertainty.Possible,
            uncertainty?.Reason,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            change.Action == ChangeAction.Corrected && !Events.IsTakenBack(meeting, change)
                ? MeetingRecordContract.FromMeeting(corrected!, meeting.Id, names)
                : null,
            shown
        );
    }
}

internal static class Events
{
    /// <summary>What the ledger did to a record that is on no track, with a colon. Empty if it was added, or if nobody asks.</summary>
    public static string Did(Record record, RecordChange change, Names names) =>
        change.Action switch
        {
            ChangeAction.Corrected when IsTakenBack(record, change) => "corrected, and counts no longer: ",
            ChangeAction.Corrected => "corrected: ",
            ChangeAction.Retracted => "retracted: ",
            ChangeAction.Cited => $"also reported by {CitedIn(record, change, names)}: ",
            _ => "",
        };

    /// <summary>Whether a correction is reported by the record that it superseded.</summary>
    public static bool IsTakenBack(Record record, RecordChange change) => record.SupersededIn == change.Revision;

    /// <summary>The successor, if the answer knows it.</summary>
    public static Guid? Seen(Record record, Guid? successor, Names names) => names.Seen(record.SupersededIn) is null ? null : successor;

    /// <summary>Why it is open whether it lies in the window. Null if it certainly does, or if the window is one of revisions.</summary>
    /// <param name="did">"was stated" or "happened".</param>
    public static DateUncertainty? Uncertainty(string did, Record record, DiffWindow? window) =>
        window is { Axis: DiffAxis.Valid } days ? DateUncertainty.Explain(did, record.Day, days.From.Day, days.To.Day) : null;

    /// <summary>The name of the proposal, or of the issue, which is marked as one. Null if it is neither.</summary>
    public static string? Target(string? issue, string? proposal, Names names) =>
        proposal is not null ? names.Proposal(proposal).Name
        : issue is not null ? $"{names.Issue(issue).Name} (issue)"
        : null;

    /// <summary>The outlet or, without one, the title of the citation that the change added.</summary>
    public static string CitedIn(Record record, RecordChange change, Names names)
    {
        var article = names.Article(record.Citations.First(x => x.RecordedIn == change.Revision && x.Place == change.Place).Article);
        return article.Outlet ?? $"\"{article.Title}\"";
    }
}
