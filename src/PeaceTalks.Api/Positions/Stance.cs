namespace PeaceTalks.Api.Positions;

/// <summary>
/// A party's attitude. On a proposal, it is the attitude to that proposal. On an issue as a whole, it is the willingness to settle that
/// issue in these talks.
/// </summary>
public enum Stance
{
    /// <summary>The party is for it, without reservation (score +2).</summary>
    Supports,

    /// <summary>The party is for it if stated conditions are met. At least one condition is named (score +1).</summary>
    Conditional,

    /// <summary>The party is ready to discuss it and undecided (score 0).</summary>
    Open,

    /// <summary>The party explicitly takes no side (score 0).</summary>
    Neutral,

    /// <summary>The party voices concern, doubt or criticism, and rejects nothing (score -1).</summary>
    Sceptical,

    /// <summary>The party is against it. On an issue: it is not up for negotiation (score -2).</summary>
    Opposes,

    /// <summary>Silence: the party says, or is said, to have a position, and does not make it public.</summary>
    Undisclosed,

    /// <summary>Silence: the party was asked and declined to comment.</summary>
    Declined,

    /// <summary>Silence: the party was asked and did not answer.</summary>
    NoResponse,
}

public static class StanceScale
{
    /// <summary>The score from -2 (against) to +2 (for), relative to the target. Null for silence.</summary>
    public static int? Score(this Stance stance) =>
        stance switch
        {
            Stance.Supports => 2,
            Stance.Conditional => 1,
            Stance.Open or Stance.Neutral => 0,
            Stance.Sceptical => -1,
            Stance.Opposes => -2,
            _ => null,
        };

    /// <summary>Silence is recorded beside a stance and does not displace it.</summary>
    public static bool IsSilence(this Stance stance) => stance.Score() is null;
}
