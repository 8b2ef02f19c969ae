using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Meetings;

/// <summary>The one-line summary of a meeting. The same input always gives the same line.</summary>
public static class MeetingHeadline
{
    /// <summary><c>Talks in Florida: held [2025-11-30..2025-12-01], Ukraine, United States (Steve Witkoff)</c></summary>
    /// <param name="did">What happened to the record, with a colon; or empty.</param>
    /// <param name="hint">Why it may lie outside the window that was asked about. Null if it does not.</param>
    public static string For(MeetingRecordContract meeting, string did = "", string? hint = null)
    {
        var reporter = meeting.Attribution == Attribution.OtherParty ? $"according to {meeting.AssertedBy!.Name}" : null;
        var told = string.Join("; ", new[] { reporter, hint }.OfType<string>());
        var parties = meeting.Participants.GroupBy(x => x.Party.Slug).Select(x => Party([.. x]));
        return (
            $"{meeting.Name}: {did}{string.Join(", ", parties.Prepend(Happened(meeting)))}" + (told.Length == 0 ? "" : $" ({told})")
        ).OnOneLine();
    }

    private static string Happened(MeetingRecordContract meeting)
    {
        var day = meeting.HeldOn?.ToEdtf();
        return (meeting.State, day) switch
        {
            (MeetingState.Held, _) => $"held {day}",
            (MeetingState.Announced, null) => "announced",
            (MeetingState.Announced, _) => $"announced for {day}",
            (MeetingState.Postponed, null) => "postponed",
            (MeetingState.Postponed, _) => $"postponed to {day}",
            (_, null) => "cancelled",
            _ => $"cancelled, was to be {day}",
        };
    }

    /// <summary>"Ukraine", "United States (mediator, Steve Witkoff)".</summary>
    private static string Party(IReadOnlyList<MeetingParticipantContract> of)
    {
        string[] said =
        [
            .. of.Select(x => x.Role)
                .Where(x => x != MeetingRole.Participant)
                .Distinct()
                .Select(x => EnumNames.NameOf(x).ToLowerInvariant()),
            .. of.Select(x => x.Speaker?.Name).OfType<string>(),
        ];
        return of[0].Party.Name + (said.Length == 0 ? "" : $" ({string.Join(", ", said)})");
    }
}
