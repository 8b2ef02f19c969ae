namespace PeaceTalks.Api.Positions;

public enum ConditionKind
{
    /// <summary>Something has to be done or agreed first.</summary>
    Precondition,

    /// <summary>The other side has to do the same.</summary>
    Reciprocal,

    /// <summary>Something is wanted in return.</summary>
    Exchange,

    /// <summary>Somebody has to approve: a parliament, a referendum.</summary>
    Ratification,

    /// <summary>A trigger rather than a reservation ("in the event of a ceasefire"): goes with any stance.</summary>
    ContingentEvent,
}

/// <summary>What a position depends on.</summary>
/// <param name="By">Slug of the party it binds; null where it binds none or is not said.</param>
/// <param name="Key">Which condition it is: compared, so that other wording is no change.</param>
/// <param name="Text">The wording; not compared.</param>
/// <param name="Carried">An earlier record of the track said it, and this source neither repeats nor withdraws it.</param>
public sealed record Condition(ConditionKind Kind, string? By, string Key, string Text, bool Carried)
{
    public const int KeyMaxLength = 60;
    public const int TextMaxLength = 300;
}
