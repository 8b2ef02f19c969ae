namespace PeaceTalks.Api.Positions;

public enum ConditionKind
{
    /// <summary>Something has to be done or agreed first.</summary>
    Precondition,

    /// <summary>The other side has to do the same.</summary>
    Reciprocal,

    /// <summary>The party wants something in return.</summary>
    Exchange,

    /// <summary>Somebody has to approve it: a parliament, or a referendum.</summary>
    Ratification,

    /// <summary>A trigger rather than a reservation ("in the event of a ceasefire"). It goes with any stance.</summary>
    ContingentEvent,
}

/// <summary>A condition that a position depends on.</summary>
/// <param name="By">Slug of the party that the condition binds. Null if it binds none, or if the source does not say.</param>
/// <param name="Key">Identifies the condition. Conditions are compared by key, so rewording one is not a change.</param>
/// <param name="Text">The wording. It is not compared.</param>
/// <param name="Carried">True if an earlier record of the track said it and this source neither repeats nor withdraws it.</param>
public sealed record Condition(ConditionKind Kind, string? By, string Key, string Text, bool Carried)
{
    public const int KeyMaxLength = 60;
    public const int TextMaxLength = 300;
}
