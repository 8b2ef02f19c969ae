namespace PeaceTalks.ApiTests.Ledger;

/// <summary>By which way a test tries to break a constraint.</summary>
public enum By
{
    /// <summary>A request, which is refused with a message at the right place.</summary>
    Api,

    /// <summary>A statement past the service, which the database refuses.</summary>
    Sql,
}

/// <summary>
/// That the test tries to break a constraint, unique index or trigger of the database; <see cref="ConstraintCoverageTests"/> misses none.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class BreaksAttribute(By way, params string[] constraints) : Attribute
{
    public By Way { get; } = way;

    public IReadOnlyList<string> Constraints { get; } = constraints;
}
