namespace PeaceTalks.Api.Dates;

/// <summary>What the bounds of a day are based on.</summary>
public enum DateBasis
{
    /// <summary>The source names the day.</summary>
    Stated,

    /// <summary>The source names the day relative to its own date: "on Tuesday", "last month".</summary>
    Relative,

    /// <summary>The date of publication, because the source reports it as standing.</summary>
    Publication,

    /// <summary>The day was worked out from other known facts, which the record or article names.</summary>
    Inferred,
}
