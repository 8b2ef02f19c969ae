using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http.Json;
using PeaceTalks.Api.Http.Validation;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Http.Binding;

/// <summary>
/// Compares a JSON document with its contract and finds everything that is wrong. The serializer alone stops at the first error.
/// </summary>
/// <remarks>
/// It reads the contract from the serializer's own metadata and leaves single values to the serializer's converters, so a document that
/// passes also deserializes. It also rejects null inside a list, which the serializer allows.
/// </remarks>
public sealed class JsonContractValidator
{
    private const int MaxFindings = 50;

    private readonly JsonSerializerOptions options;
    private readonly NullabilityInfoContext nullability = new();
    private readonly List<Finding> findings = [];

    private JsonContractValidator(JsonSerializerOptions options) => this.options = options;

    /// <returns>Empty if the document fits. At most 50 findings.</returns>
    public static IReadOnlyList<Finding> Find(JsonElement document, Type contract, JsonSerializerOptions options)
    {
        var check = new JsonContractValidator(options);
        check.Visit(document, contract, nullable: false, null, JsonPointer.Root);
        return check.findings;
    }

    /// <param name="least">The least whole number, if the value is one.</param>
    private void Visit(JsonElement value, Type type, bool nullable, NullabilityInfo? declared, string pointer, int least = int.MinValue)
    {
        if (findings.Count >= MaxFindings)
        {
            return;
        }

        type = Nullable.GetUnderlyingType(type) ?? type;
        var contract = options.GetTypeInfo(type);
        if (value.ValueKind == JsonValueKind.Null)
        {
            if (!nullable)
            {
                Add(pointer, $"must not be null; it takes {JsonWording.Expected(contract, least)}");
            }

            return;
        }
        switch (contract)
        {
            case { Kind: JsonTypeInfoKind.Object, PolymorphismOptions: null }:
                if (IsA(JsonValueKind.Object, value, contract, pointer))
                {
                    VisitObject(value, contract, pointer);
                }

                break;
            case { Kind: JsonTypeInfoKind.Enumerable }:
                if (IsA(JsonValueKind.Array, value, contract, pointer))
                {
                    VisitList(value, contract.ElementType!, declared, pointer);
                }

                break;
            case { Kind: JsonTypeInfoKind.Dictionary }:
                if (IsA(JsonValueKind.Object, value, contract, pointer))
                {
                    VisitMap(value, contract.ElementType!, declared, pointer);
                }

                break;
            default:
                VisitLeaf(value, contract, pointer, least);
                break;
        }
    }

    private void VisitObject(JsonElement value, JsonTypeInfo contract, string pointer)
    {
        // A computed property is part of the answer and never of a request.
        var members = contract.Properties.Where(p => p.Set is not null || p.AssociatedParameter is not null).ToDictionary(p => p.Name);
        var given = new HashSet<string>();
        foreach (var member in value.EnumerateObject())
        {
            var place = pointer.At(member.Name);
            if (!given.Add(member.Name))
            {
                Add(place, "appears more than once; write it once");
            }
            else if (!members.TryGetValue(member.Name, out var known))
            {
                Add(place, JsonWording.UnknownMember(member.Name, members.Keys));
            }
            // The type's own converter reads it, and its complaints come from the deserialization.
            else if (known.CustomConverter is null)
            {
                Visit(member.Value, known.PropertyType, known.IsSetNullable, Declared(known), place, Least(known));
            }
        }
        foreach (var missing in members.Values.Where(p => IsRequired(p) && !given.Contains(p.Name)))
        {
            var expected = JsonWording.Expected(options.GetTypeInfo(missing.PropertyType), Least(missing));
            Add(pointer.At(missing.Name), $"is missing; it takes {expected}");
        }
    }

    private void VisitList(JsonElement value, Type element, NullabilityInfo? declared, string pointer)
    {
        var of = declared?.ElementType ?? declared?.GenericTypeArguments.FirstOrDefault();
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            Visit(item, element, MayBeNull(element, of), of, pointer.At(index++));
        }
    }

    private void VisitMap(JsonElement value, Type element, NullabilityInfo? declared, string pointer)
    {
        var of = declared?.GenericTypeArguments.LastOrDefault();
        FindDuplicates(value, pointer, nested: false);
        foreach (var member in value.EnumerateObject())
        {
            Visit(member.Value, element, MayBeNull(element, of), of, pointer.At(member.Name));
        }
    }

    private void VisitLeaf(JsonElement value, JsonTypeInfo contract, string pointer, int least)
    {
        var before = findings.Count;
        FindDuplicates(value, pointer, nested: true);
        if (findings.Count > before)
        {
            return;
        }

        try
        {
            value.Deserialize(contract);
        }
        catch (InvalidJsonValueException refusal)
        {
            Add(pointer + JsonPointer.FromJsonPath(refusal.Path) + refusal.Place, refusal.Message);
        }
        catch (Exception refusal) when (refusal is JsonException or InvalidOperationException or FormatException)
        {
            Add(pointer, JsonWording.WrongValue(value, contract, least));
        }
    }

    private void FindDuplicates(JsonElement value, string pointer, bool nested)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            var given = new HashSet<string>();
            foreach (var member in value.EnumerateObject())
            {
                if (!given.Add(member.Name))
                {
                    Add(pointer.At(member.Name), "appears more than once; write it once");
                }

                if (nested)
                {
                    FindDuplicates(member.Value, pointer.At(member.Name), nested);
                }
            }
        }
        else if (nested && value.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                FindDuplicates(item, pointer.At(index++), nested);
            }
        }
    }

    private bool IsA(JsonValueKind kind, JsonElement value, JsonTypeInfo contract, string pointer)
    {
        if (value.ValueKind != kind)
        {
            Add(pointer, JsonWording.WrongValue(value, contract, int.MinValue));
        }

        return value.ValueKind == kind;
    }

    private NullabilityInfo? Declared(JsonPropertyInfo member) =>
        member.AttributeProvider switch
        {
            PropertyInfo property => nullability.Create(property),
            FieldInfo field => nullability.Create(field),
            _ => null,
        };

    private static int Least(JsonPropertyInfo member) =>
        member.AssociatedParameter?.AttributeProvider?.IsDefined(typeof(FromOneAttribute), inherit: false) == true ? 1 : int.MinValue;

    private bool IsRequired(JsonPropertyInfo member) =>
        member.IsRequired || options.RespectRequiredConstructorParameters && member.AssociatedParameter is { HasDefaultValue: false };

    private static bool MayBeNull(Type element, NullabilityInfo? declared) =>
        Nullable.GetUnderlyingType(element) is not null || declared?.ReadState == NullabilityState.Nullable;

    private void Add(string pointer, string message) => findings.Add(new(pointer, message));
}
