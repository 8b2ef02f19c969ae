using PeaceTalks.Api.Errors;

namespace PeaceTalks.Api.Http.ErrorHandling;

/// <summary>What a broken constraint of the database means to the sender. Each noun adds its own:</summary>
/// <example><code>
/// services.Configure&lt;ConstraintMessages&gt;(all => all.Add("ak_parties_slug", "/slug", "another party has this slug"));
/// </code></example>
/// <remarks>The status follows from the kind of constraint: unique 409, the others 422. One that is not here is named as it is.</remarks>
public sealed class ConstraintMessages
{
    private readonly Dictionary<string, Finding> byConstraint = new(StringComparer.Ordinal);

    /// <summary>The constraints with a message, for a test that none is missing or out of date.</summary>
    public IReadOnlyCollection<string> Constraints => byConstraint.Keys;

    /// <param name="constraint">Its name in the database, or that which a trigger's RAISE gives as CONSTRAINT.</param>
    /// <param name="pointer">The member of the body that breaks it; <see cref="PeaceTalks.Api.Texts.JsonPointer.Root"/> where it is several.</param>
    /// <param name="message">What is wrong and what would be right.</param>
    public void Add(string constraint, string pointer, string message) => byConstraint.Add(constraint, new(pointer, message));

    /// <summary>Null where nobody has added it.</summary>
    public Finding? Find(string? constraint) =>
        constraint is not null && byConstraint.TryGetValue(constraint, out var finding) ? finding : null;
}
