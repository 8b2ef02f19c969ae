using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;
using PeaceTalks.Api.Bibliography;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Http.Binding;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Http.Json;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Texts;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PeaceTalks.Api.OpenApi;

/// <summary>Makes the schemas of contracts and parameters from what the serializer and the validators use.</summary>
/// <remarks>
/// It replaces Swashbuckle's own generator, which knows one schema for each type (here requests and responses differ), no nullable
/// references and no parameters of records.
/// </remarks>
internal sealed class ContractSchemas(XmlDocs docs, ReferenceNouns nouns, IServiceProvider services) : ISchemaGenerator
{
    private readonly Dictionary<string, Type> types = [];

    public IOpenApiSchema GenerateSchema(
        Type modelType,
        SchemaRepository schemaRepository,
        MemberInfo? memberInfo = null,
        ParameterInfo? parameterInfo = null,
        ApiParameterRouteInfo? routeInfo = null
    )
    {
        var isParameter = ScalarText.Shape(modelType) is not null && (memberInfo ?? (object?)parameterInfo) is not null;
        var schema = Of(modelType, parameterInfo is null ? Side.Answer : Side.Request, schemaRepository);
        return isParameter
                ? WithDefault(
                    Bounds.Parameter(WithRange(schema, (ICustomAttributeProvider?)memberInfo ?? parameterInfo!)),
                    memberInfo as PropertyInfo,
                    parameterInfo
                )
            : parameterInfo is null ? Bounds.Answer(schema)
            : schema;
    }

    private IOpenApiSchema Of(Type declared, Side side, SchemaRepository repository)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (ScalarOf(type) is { } scalar)
        {
            return scalar;
        }

        if (ElementOf(type) is { } element)
        {
            return new OpenApiSchema { Type = JsonSchemaType.Array, Items = Of(element, side, repository) };
        }

        var name = SchemaNames.NameFor(type, side);
        if (!types.TryAdd(name, type) && types[name] != type)
        {
            throw new InvalidOperationException($"{type} and {types[name]} would both be called {name}.");
        }

        if (repository.Schemas.TryAdd(name, new OpenApiSchema()))
        {
            var component = Component(type, side, repository);
            repository.Schemas[name] = component;
            if (side == Side.Request && services.GetService(typeof(IValidator<>).MakeGenericType(type)) is IValidator validator)
            {
                ValidatorRules.Apply(validator, component, repository);
            }
        }

        return new OpenApiSchemaReference(name);
    }

    private static OpenApiSchema? ScalarOf(Type type) =>
        type == typeof(string) ? new() { Type = JsonSchemaType.String }
        : type == typeof(bool) ? new() { Type = JsonSchemaType.Boolean }
        : type == typeof(int) ? new() { Type = JsonSchemaType.Integer, Format = "int32" }
        : type == typeof(long) ? new() { Type = JsonSchemaType.Integer, Format = "int64" }
        : type == typeof(decimal) ? new() { Type = JsonSchemaType.Number }
        : type == typeof(Guid)
            ? new()
            {
                Type = JsonSchemaType.String,
                Format = "uuid",
                MaxLength = 36,
            }
        : type == typeof(DateOnly)
            ? new()
            {
                Type = JsonSchemaType.String,
                Format = "date",
                MaxLength = 10,
            }
        : type == typeof(DateTimeOffset)
            ? new()
            {
                Type = JsonSchemaType.String,
                Format = "date-time",
                MaxLength = 40,
            }
        : type == typeof(SearchQuery)
            ? new()
            {
                Type = JsonSchemaType.String,
                MinLength = SearchQuery.MinLength,
                MaxLength = SearchQuery.MaxLength,
            }
        : null;

    private static Type? ElementOf(Type type) =>
        type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0]
        : null;

    private OpenApiSchema Component(Type type, Side side, SchemaRepository repository)
    {
        if (type.IsEnum)
        {
            return new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Enum = [.. EnumNames.All(type).Select(x => (JsonNode)JsonValue.Create(x))],
                Description = $"{docs.Of(type)}\n\n{docs.ValuesOf(type)}".Trim(),
            };
        }

        return type == typeof(DateBounds) ? ConvertedSchemas.Day(side, docs.Of(type), x => Of(x, side, repository))
            : type == typeof(Term) ? ConvertedSchemas.Term(side, docs, x => Of(x, side, repository))
            : type == typeof(CslItem) ? ConvertedSchemas.Csl(docs.Of(type))
            : type.IsAssignableTo(typeof(IRow)) ? ConvertedSchemas.Row(type, docs, x => Of(x, side, repository))
            : ObjectOf(type, side, repository);
    }

    private OpenApiSchema ObjectOf(Type type, Side side, SchemaRepository repository)
    {
        var contract = JsonConventions.Options.GetTypeInfo(type);
        if (contract.Kind != JsonTypeInfoKind.Object)
        {
            throw new InvalidOperationException(
                $"{type} has a converter of its own: describe what it writes in {nameof(ConvertedSchemas)}."
            );
        }

        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = docs.Of(type),
            Properties = new Dictionary<string, IOpenApiSchema>(),
            Required = new HashSet<string>(),
            AdditionalPropertiesAllowed = side == Side.Answer,
        };
        foreach (
            var member in contract.Properties.Where(x => side == Side.Answer || x.Set is not null || x.AssociatedParameter is not null)
        )
        {
            schema.Properties[member.Name] = MemberOf(member, side, repository);
            if (side == Side.Answer || member.AssociatedParameter is { HasDefaultValue: false } || member.IsRequired)
            {
                schema.Required.Add(member.Name);
            }
        }

        return schema;
    }

    private IOpenApiSchema MemberOf(JsonPropertyInfo member, Side side, SchemaRepository repository)
    {
        var property = (PropertyInfo)member.AttributeProvider!;
        var schema = property.GetCustomAttribute<OneOfAttribute>() is { } choice
            ? new OpenApiSchema { OneOf = [.. ContractsOf(choice).Select(x => Of(x, side, repository))] }
            : Of(member.PropertyType, side, repository);
        schema = side == Side.Answer ? Bounds.Answer(schema, member.Name) : Bounds.Request(schema);
        schema = IsNullable(member, property) ? OrNull(schema) : schema;
        if ((docs.Of(property) ?? Descriptions.OfMembers.GetValueOrDefault(member.Name)) is { } description)
        {
            schema.Description = description;
        }

        if (side == Side.Request && member.AssociatedParameter is { HasDefaultValue: true, DefaultValue: { } value })
        {
            SetDefault(schema, value);
        }

        return schema;
    }

    private static bool IsNullable(JsonPropertyInfo member, PropertyInfo property)
    {
        // A generic contract does not tell whether its type argument may be null. Only a value type says so itself.
        var declared = property.DeclaringType!.IsGenericType
            ? property.DeclaringType.GetGenericTypeDefinition().GetProperty(property.Name)!.PropertyType
            : member.PropertyType;
        return declared.IsGenericParameter ? Nullable.GetUnderlyingType(member.PropertyType) is not null : member.IsGetNullable;
    }

    public static IOpenApiSchema OrNull(IOpenApiSchema schema)
    {
        if (schema is not OpenApiSchema inline)
        {
            return new OpenApiSchema { OneOf = [schema, new OpenApiSchema { Type = JsonSchemaType.Null }] };
        }

        if (inline.OneOf is { } choices)
        {
            choices.Add(new OpenApiSchema { Type = JsonSchemaType.Null });
            return inline;
        }

        inline.Type |= JsonSchemaType.Null;
        return inline;
    }

    private static IOpenApiSchema WithRange(IOpenApiSchema schema, ICustomAttributeProvider parameter)
    {
        if (schema is OpenApiSchema number && One<RangeAttribute>() is { } range)
        {
            number.Minimum = string.Create(CultureInfo.InvariantCulture, $"{range.Minimum}");
            number.Maximum = range.Maximum is long.MaxValue or int.MaxValue
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"{range.Maximum}");
        }

        if (schema is OpenApiSchema text && One<AllowedValuesAttribute>() is { } allowed)
        {
            text.Enum = [.. allowed.Values.Select(value => JsonSerializer.SerializeToNode(value, JsonConventions.Options)!)];
        }

        return schema;

        T? One<T>() => parameter.GetCustomAttributes(typeof(T), inherit: true).OfType<T>().SingleOrDefault();
    }

    private static IOpenApiSchema WithDefault(IOpenApiSchema schema, PropertyInfo? member, ParameterInfo? parameter)
    {
        var value =
            member is null ? parameter?.DefaultValue
            : member.IsDefined(typeof(RequiredMemberAttribute)) ? null
            : member.GetValue(Activator.CreateInstance(member.ReflectedType!));
        if (value is not (null or DBNull or Array))
        {
            SetDefault(schema, value);
        }

        return schema;
    }

    private static void SetDefault(IOpenApiSchema schema, object value)
    {
        var written = JsonSerializer.SerializeToNode(value, value.GetType(), JsonConventions.Options);
        if (schema is OpenApiSchemaReference reference)
        {
            reference.Default = written;
        }
        else
        {
            ((OpenApiSchema)schema).Default = written;
        }
    }

    private IEnumerable<Type> ContractsOf(OneOfAttribute choice) =>
        choice.AndReferenceData ? choice.Contracts.Concat(nouns.All.Select(x => x.ContractType)) : choice.Contracts;
}
