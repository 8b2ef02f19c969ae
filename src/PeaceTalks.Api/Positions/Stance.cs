namespace PeaceTalks.Api.Positions;

/// <summary>
/// A party's attitude: on a proposal, to that proposal; on an issue as a whole, its willingness to settle that issue in these talks.
/// </summary>
public enum Stance
{
    /// <summary>Is for it, without reservation (score +2).</summary>
    Supports,

    /// <summary>Is for it if stated conditions are met; one at least is named (score +1).</summary>
    Conditional,

    /// <summary>Ready to discuss it, undecided (score 0).</summary>
    Open,

    /// <summary>Explicitly takes no side (score 0).</summary>
    Neutral,

    /// <summary>Is against it; on an issue: it is not up for negotiation (score -2).</summary>
    Opposes,

    /// <summary>Silence: says or is said to have a position, and does not make it public.</summary>
    Undisclosed,

    /// <summary>Silence: was asked and declined to comment.</summary>
    Declined,

    /// <summary>Silence: was asked and did not answer.</summary>
    NoResponse,
}

public static class StanceScale
{
    /// <summary>From -2 (against) to +2 (for), relative to the target; null for silence.</summary>
    public static int? Score(this Stance stance) =>
        stance switch
        {
            Stance.Supports => 2,
            Stance.Conditional => 1,
            Stance.Open or Stance.Neutral => 0,
            Stance.Opposes => -2,
            _ => null,
        };

    /// <summary>Silence is recorded beside a stance and does not displace it.</summary>
    public static bool IsSilence(this Stance stance) => stance.Score() is null;
}
