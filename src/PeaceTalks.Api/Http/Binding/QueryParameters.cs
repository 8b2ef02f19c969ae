using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.AspNetCore.WebUtilities;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Http.Json;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Http.Binding;

/// <param name="Name">The name as it is written in the address. Case matters.</param>
/// <param name="Type">The type of one value.</param>
/// <param name="Many">Whether the parameter can be repeated to give several values.</param>
/// <param name="Required">Whether it has neither a default nor a <c>?</c>.</param>
internal sealed record QueryParameter(string Name, Type Type, bool Many, bool Required);

/// <summary>
/// The query parameters of an action: its own, and the members of its <c>[FromQuery]</c> classes and records. A member is required if it is
/// declared <c>required</c>, or is a record's parameter without a default. An action's own parameter is required if it has neither a
/// default nor a <c>?</c>. If the action offers several output formats, <c>format</c> is a parameter too, and so are those of the formats.
/// </summary>
internal sealed class QueryParameters(IModelMetadataProvider metadata, OutputFormats forms, IEnumerable<UndeclaredParameter> undeclared)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<QueryParameter>> byAction = new();
    private readonly ConcurrentDictionary<string, FrozenSet<string>> namesByAction = new();

    public FrozenSet<string> NamesOf(ActionDescriptor action) =>
        namesByAction.GetOrAdd(action.Id, _ => Of(action).Select(x => x.Name).ToFrozenSet());

    public IReadOnlyList<QueryParameter> Of(ActionDescriptor action) =>
        byAction.GetOrAdd(
            action.Id,
            _ =>
            {
                QueryParameter[] declared =
                [
                    .. action
                        .Parameters.Where(p => p.BindingInfo?.BindingSource == BindingSource.Query)
                        .SelectMany(p => ScalarText.Shape(p.ParameterType) is null ? Members(p.ParameterType) : [Single(p)]),
                    .. forms
                        .Of(action)
                        .Take(1)
                        .Select(_ => OutputFormats.Parameter)
                        .Concat(forms.ParametersOf(action).Select(x => x.Name))
                        .Select(name => new QueryParameter(name, typeof(string), Many: false, Required: false)),
                ];
                return [.. declared, .. undeclared.Where(x => x.IsTakenBy(action, declared)).Select(x => x.Parameter)];
            }
        );

    /// <summary>Those that the action takes without declaring them.</summary>
    public IEnumerable<UndeclaredParameter> UndeclaredOf(ActionDescriptor action) =>
        undeclared.Where(x => Of(action).Contains(x.Parameter));

    private static QueryParameter Single(ParameterDescriptor parameter)
    {
        var declared = (parameter as ControllerParameterDescriptor)?.ParameterInfo;
        var name = parameter.BindingInfo?.BinderModelName ?? parameter.Name;
        return Known(name, parameter.ParameterType, declared is not null && NeedsValue(declared));
    }

    private IEnumerable<QueryParameter> Members(Type type)
    {
        if (typeof(IEnumerable).IsAssignableFrom(type))
        {
            throw new InvalidOperationException($"Take several values as an array or IReadOnlyList, not as {type}.");
        }

        var all = metadata.GetMetadataForType(type);
        // The parameters of a record are also its properties. Only the parameter knows the default.
        var parameters = (all.BoundConstructor?.BoundConstructorParameters ?? []).Select(p =>
            Known(p.BinderModelName ?? p.ParameterName!, p.ModelType, NeedsValue(type, p.ParameterName!))
        );
        var properties = all
            .Properties.Where(p => !p.IsReadOnly && p.IsBindingAllowed && ScalarText.Shape(p.ModelType) is not null)
            .Select(p => Known(p.BinderModelName ?? p.PropertyName!, p.ModelType, SaysRequired(type, p.PropertyName!)));
        return parameters.Concat(properties).DistinctBy(p => p.Name);
    }

    private static QueryParameter Known(string name, Type type, bool required)
    {
        var (scalar, many) =
            ScalarText.Shape(type)
            ?? throw new InvalidOperationException($"A query parameter cannot be a {type}: give {name} its own [FromQuery] parameter.");
        return new(name, scalar, many, required);
    }

    private static bool SaysRequired(Type type, string property) => type.GetProperty(property)!.IsDefined(typeof(RequiredMemberAttribute));

    private static bool NeedsValue(Type type, string constructorParameter) =>
        type.GetConstructors().SelectMany(c => c.GetParameters()).Any(p => p.Name == constructorParameter && NeedsValue(p));

    /// <summary>Whoever gives a list no value gives an empty list.</summary>
    private static bool NeedsValue(ParameterInfo parameter) =>
        !parameter.HasDefaultValue
        && !parameter.ParameterType.IsArray
        && new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.NotNull;
}

/// <summary>
/// Finds errors that model binding ignores: unknown and misspelled parameters, parameters that are given twice, empty ones and missing
/// ones. It adds them all to the model state, so that one answer reports everything that is wrong.
/// </summary>
internal sealed class QueryParameterFilter(QueryParameters parameters) : IResourceFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        var known = parameters.Of(context.ActionDescriptor);
        // Parse the raw text, because the framework's collection ignores case.
        var given = new List<KeyValuePair<string, string>>();
        foreach (var pair in new QueryStringEnumerable(context.HttpContext.Request.QueryString.Value))
        {
            given.Add(new(pair.DecodeName().ToString(), pair.DecodeValue().ToString()));
            if (!PercentEncoding.IsUtf8(pair.EncodedName.Span) || !PercentEncoding.IsUtf8(pair.EncodedValue.Span))
            {
                context.ModelState.TryAddModelError(given[^1].Key, PercentEncoding.Complaint);
            }
        }

        foreach (var group in given.GroupBy(g => g.Key, g => g.Value, StringComparer.Ordinal))
        {
            if (Complaint(group.Key, [.. group], known) is { } complaint)
            {
                context.ModelState.TryAddModelError(group.Key.Length == 0 ? "query" : group.Key, complaint);
            }
        }

        foreach (var missing in known.Where(k => k.Required && !given.Any(g => g.Key.Equals(k.Name, StringComparison.OrdinalIgnoreCase))))
        {
            context.ModelState.TryAddModelError(missing.Name, Missing(missing));
        }
    }

    public void OnResourceExecuted(ResourceExecutedContext context) { }

    private static string? Complaint(string name, string[] values, IReadOnlyList<QueryParameter> known)
    {
        if (name.Length == 0)
        {
            return "has a value without a name; write name=value";
        }

        var parameter = known.FirstOrDefault(k => k.Name == name);
        if (parameter is null)
        {
            return Unknown(name, [.. known.Select(k => k.Name)]);
        }

        if (values.Contains(""))
        {
            return "is empty; give it a value or leave it out";
        }

        if (values.Length > 1 && !parameter.Many)
        {
            return $"is given {values.Length} times; give it once";
        }

        return values.Length > ScalarText.MaxValues
            ? $"is given {values.Length} times; at most {ScalarText.MaxValues} times are allowed"
            : null;
    }

    private static string Missing(QueryParameter parameter) =>
        "is missing" + (ScalarText.Example(parameter.Type) is { } example ? $"; write it like {parameter.Name}={example}" : "");

    private static string Unknown(string name, IReadOnlyList<string> known)
    {
        if (known.Count == 0)
        {
            return "is unknown; this address takes no parameters";
        }

        var otherCase = known.FirstOrDefault(k => k.Equals(name, StringComparison.OrdinalIgnoreCase));
        return otherCase is null ? JsonWording.UnknownMember(name, known) : $"is unknown; write {otherCase}";
    }
}

/// <summary>Members of query classes are written in camelCase in addresses, messages and the OpenAPI document.</summary>
internal sealed class CamelCaseNames : IBindingMetadataProvider
{
    public void CreateBindingMetadata(BindingMetadataProviderContext context)
    {
        var isMember =
            context.Key.MetadataKind == ModelMetadataKind.Property
            || context.Key is { MetadataKind: ModelMetadataKind.Parameter, ParameterInfo.Member: ConstructorInfo };
        // Otherwise a property of a controller with a binding name would be bound too.
        if (typeof(ControllerBase).IsAssignableFrom(context.Key.ContainerType))
        {
            return;
        }

        if (isMember)
        {
            context.BindingMetadata.BinderModelName ??= JsonNamingPolicy.CamelCase.ConvertName(context.Key.Name!);
        }
    }
}
