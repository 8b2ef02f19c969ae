namespace PeaceTalks.ApiTests;

/// <summary>
/// Tests of crashes, trouble, slow clients and generated requests are short, unless PEACETALKS_FULL=1 asks for their full length.
/// </summary>
public static class Length
{
    public static bool IsFull => Environment.GetEnvironmentVariable("PEACETALKS_FULL") == "1";

    /// <summary>After which a test that has not ended fails.</summary>
    public static CancellationTokenSource Limit() => new(IsFull ? TimeSpan.FromMinutes(30) : TimeSpan.FromMinutes(4));
}

/// <summary>A measurement, which decides nothing and runs at full length only.</summary>
public sealed class MeasurementAttribute : FactAttribute
{
    public MeasurementAttribute() => Skip = Length.IsFull ? null : "Set PEACETALKS_FULL=1 to measure.";
}
