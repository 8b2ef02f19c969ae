using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Milestones;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Diffs;

/// <summary>Puts in words what became of one position.</summary>
public static class PositionEvent
{
    /// <param name="corrected">The record that it corrects; null where there is none.</param>
    /// <param name="predecessor">What its track came to just before it.</param>
    public static RecordEvent Of(RecordChange change, Position position, Position? corrected, HeldRecord? predecessor, Names names, DiffWindow? window)
    {
        var alone = Alone(position);
        var (before, after) = change.Action switch
        {
            ChangeAction.Corrected => (Alone(corrected!), alone),
            ChangeAction.Retracted => (alone, null),
            ChangeAction.Cited => (alone, alone),
            _ => (predecessor, position.Stance.IsSilence() ? new HeldRecord(Stated(predecessor) ?? position, position) : alone),
        };
        var diff = change.Action is null or ChangeAction.Added || change.Action == ChangeAction.Corrected && corrected!.TrackId == position.TrackId
            ? StateDiff.Between(before?.State, after?.State)
            : null;
        var party = names.Party(position.Party);
        var target = TargetContract.Of(position.Track.Issue, position.Track.Proposal, names);
        var doubt = Events.Doubt(position, window);
        return new RecordEvent(
            change.Action, Noun.Position, position.Id, change.Revision, change.Place, diff?.Kind,
            new Headline(party.Name, target).Changed(Words(change, position, corrected, diff, before, after, names), Reporter.Of(position, names)),
            position.Day, doubt is null ? DiffCertainty.Certain : DiffCertainty.Possible, doubt, party, target, diff is null ? null : DifferencesContract.Of(diff, names),
            before is null ? null : DiffSide.Of(before, names), after is null ? null : DiffSide.Of(after, names), null, null);
    }

    private static HeldRecord Alone(Position position) => new(position, position.Stance.IsSilence() ? position : null);

    /// <summary>The record with a stance, where there is one.</summary>
    private static Position? Stated(HeldRecord? held) => held is null || held.Record.Stance.IsSilence() ? null : held.Record;

    private static string Words(
        RecordChange change, Position position, Position? corrected, StateDiff? diff, HeldRecord? before, HeldRecord? after, Names names)
    {
        var says = PositionDiff.Says(Alone(position).State);
        return change.Action switch
        {
            ChangeAction.Retracted => $"retracted: {says}",
            ChangeAction.Cited => $"also reported by {Events.CitedIn(position, change, names)}: {says}",
            ChangeAction.Corrected when corrected!.TrackId != position.TrackId =>
                $"corrected, was recorded as {names.Party(corrected.Party).Name}, {Events.Target(corrected.Track.Issue, corrected.Track.Proposal, names)}: {says}",
            ChangeAction.Corrected when diff is null => $"corrected, in day or source: {says}",
            ChangeAction.Corrected => $"corrected: {PositionDiff.Says(before!.State)} -> {says}",
            _ => diff is null ? $"again: {says}" : PositionDiff.Words(diff, before?.State, after?.State),
        };
    }
}

/// <summary>Puts in words what became of one milestone.</summary>
public static class MilestoneEvent
{
    public static RecordEvent Of(RecordChange change, Milestone milestone, Milestone? corrected, Names names, DiffWindow? window)
    {
        var (before, after) = change.Action switch
        {
            ChangeAction.Corrected => (corrected, milestone),
            ChangeAction.Retracted => (milestone, null),
            ChangeAction.Cited => (milestone, milestone),
            _ => ((Milestone?)null, milestone),
        };
        var did = change.Action switch
        {
            ChangeAction.Corrected => "corrected: ",
            ChangeAction.Retracted => "retracted: ",
            ChangeAction.Cited => $"also reported by {Events.CitedIn(milestone, change, names)}: ",
            _ => "",
        };
        var doubt = Events.Doubt(milestone, window);
        return new RecordEvent(
            change.Action, Noun.Milestone, milestone.Id, change.Revision, change.Place, null,
            Headline.OfMilestone(milestone, Events.Target(milestone.Issue, milestone.Proposal, names) ?? names.Process(milestone.Process).Name, did, names),
            milestone.Day, doubt is null ? DiffCertainty.Certain : DiffCertainty.Possible, doubt, names.PartyOrNull(milestone.By), null, null, null, null,
            before is null ? null : MilestoneContract.Of(before, null, names), after is null ? null : MilestoneContract.Of(after, null, names));
    }
}

internal static class Events
{
    /// <summary>Why it is open whether it lies in the window; null where it certainly does, or where the window is one of revisions.</summary>
    public static string? Doubt(Record record, DiffWindow? window) =>
        window is { Axis: DiffAxis.Valid } days ? Diffs.Doubt.Of(record.Day, days.From.Day, days.To.Day) : null;

    /// <summary>Name of the issue, marked as one, or of the proposal; null where it is neither.</summary>
    public static string? Target(string? issue, string? proposal, Names names) =>
        proposal is not null ? names.Proposal(proposal).Name : issue is not null ? $"{names.Issue(issue).Name} (issue)" : null;

    /// <summary>The outlet, or the title, of the citation that the change added.</summary>
    public static string CitedIn(Record record, RecordChange change, Names names)
    {
        var article = names.Article(record.Citations.First(x => x.RecordedIn == change.Revision && x.Place == change.Place).Article);
        return article.Outlet ?? $"\"{article.Title}\"";
    }
}
