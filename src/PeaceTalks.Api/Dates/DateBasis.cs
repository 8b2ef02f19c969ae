namespace PeaceTalks.Api.Dates;

/// <summary>What the bounds of a day rest on.</summary>
public enum DateBasis
{
    /// <summary>The source names the day.</summary>
    Stated,

    /// <summary>The source names it relative to its own date: "on Tuesday", "last month".</summary>
    Relative,

    /// <summary>The date of publication stands for it: the source reports it as standing.</summary>
    Publication,

    /// <summary>Worked out from other known facts, which the record or article names.</summary>
    Inferred,
}
