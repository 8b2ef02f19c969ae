namespace PeaceTalks.Api.Positions;

/// <summary>Stances in words.</summary>
public static class StanceWords
{
    /// <summary>On an issue as a whole, the stance is the willingness to settle it, and is worded that way.</summary>
    public static string InWords(this Stance stance, TargetType type) =>
        (stance, type) switch
        {
            (Stance.Supports or Stance.Conditional, TargetType.Issue) => "ready to settle it",
            (Stance.Open, TargetType.Issue) => "ready to discuss it",
            (Stance.Neutral, TargetType.Issue) => "takes no side on it",
            (Stance.Sceptical, TargetType.Issue) => "sceptical about settling it",
            (Stance.Opposes, TargetType.Issue) => "not up for negotiation",
            (Stance.Supports, _) => "supports",
            (Stance.Conditional, _) => "conditional",
            (Stance.Open, _) => "open",
            (Stance.Neutral, _) => "neutral",
            (Stance.Sceptical, _) => "sceptical",
            (Stance.Opposes, _) => "opposes",
            (Stance.Undisclosed, _) => "undisclosed",
            (Stance.Declined, _) => "declined to comment",
            _ => "did not respond",
        };
}
