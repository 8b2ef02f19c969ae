using PeaceTalks.Api.Errors;

namespace PeaceTalks.Api.Http.ErrorHandling;

/// <summary>The messages for broken constraints of the database. Each noun adds its own:</summary>
/// <example><code>
/// services.Configure&lt;ConstraintMessages&gt;(all => all.Add("ak_parties_slug", "/slug", "another party has this slug"));
/// </code></example>
/// <remarks>
/// The status follows from the kind of constraint: 409 for a unique one, 422 for the others. If a constraint has no message, the problem
/// gives its name.
/// </remarks>
public sealed class ConstraintMessages
{
    private readonly Dictionary<string, Finding> byConstraint = new(StringComparer.Ordinal);

    /// <summary>The constraints that have a message, for a test that none is missing or out of date.</summary>
    public IReadOnlyCollection<string> Constraints => byConstraint.Keys;

    /// <param name="constraint">Its name in the database, or the name that a trigger's RAISE gives as CONSTRAINT.</param>
    /// <param name="pointer">
    /// The member of the body that breaks it. <see cref="PeaceTalks.Api.Texts.JsonPointer.Root"/> if several do.
    /// </param>
    /// <param name="message">What is wrong and what would be right.</param>
    public void Add(string constraint, string pointer, string message) => byConstraint.Add(constraint, new(pointer, message));

    /// <summary>Null if there is no message for it.</summary>
    public Finding? Find(string? constraint) =>
        constraint is not null && byConstraint.TryGetValue(constraint, out var finding) ? finding : null;
}
