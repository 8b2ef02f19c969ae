using Microsoft.AspNetCore.Mvc.Abstractions;

namespace PeaceTalks.Api.Http.Binding;

/// <summary>A query parameter that many actions take and none declares, because it is handled outside of them.</summary>
internal abstract class UndeclaredParameter(string name, Type type, string description)
{
    public QueryParameter Parameter { get; } = new(name, type, Many: false, Required: false);

    /// <summary>For the OpenAPI document.</summary>
    public string Description => description;

    /// <param name="declared">The parameters that the action declares.</param>
    public abstract bool IsTakenBy(ActionDescriptor action, IReadOnlyList<QueryParameter> declared);
}
