using System.Globalization;
using System.Text.Json;
using FluentValidation;
using FluentValidation.Validators;
using Microsoft.OpenApi;
using PeaceTalks.Api.Http.Validation;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PeaceTalks.Api.OpenApi;

/// <summary>Reads lengths, patterns and ranges of requests from the validators that check them.</summary>
internal static class ValidatorRules
{
    public static void Apply(IValidator validator, OpenApiSchema schema, SchemaRepository repository)
    {
        var contract = schema.Properties is null ? (OpenApiSchema)schema.OneOf![0] : schema;
        foreach (var rule in validator.CreateDescriptor().Rules.Where(x => x.PropertyName is not null))
        {
            if (!contract.Properties!.TryGetValue(JsonNamingPolicy.CamelCase.ConvertName(rule.PropertyName), out var member))
            {
                continue;
            }

            var isForEach = rule.GetType()
                .GetInterfaces()
                .Any(x => x.IsGenericType && x.GetGenericTypeDefinition() == typeof(ICollectionRule<,>));
            foreach (var component in rule.Components)
            {
                Apply(component.Validator, isForEach ? member.Items! : member, repository);
            }
        }
    }

    private static void Apply(IPropertyValidator rule, IOpenApiSchema member, SchemaRepository repository)
    {
        if (rule is IChildValidatorAdaptor)
        {
            // Rules written in place (ChildRules) are not registered. Only the adaptor has a reference to them.
            var get = rule.GetType().GetMethod("GetValidator")!;
            var context = Activator.CreateInstance(get.GetParameters()[0].ParameterType, [null]);
            if (Component(member, repository) is { } component)
            {
                Apply((IValidator)get.Invoke(rule, [context, null])!, component, repository);
            }
        }
        else if (member is OpenApiSchema schema)
        {
            Constrain(schema, rule);
        }
    }

    private static OpenApiSchema? Component(IOpenApiSchema member, SchemaRepository repository) =>
        member switch
        {
            OpenApiSchemaReference reference => (OpenApiSchema)repository.Schemas[reference.Reference.Id!],
            OpenApiSchema { OneOf: [OpenApiSchemaReference reference, ..] } => (OpenApiSchema)repository.Schemas[reference.Reference.Id!],
            _ => null,
        };

    private static void Constrain(OpenApiSchema schema, IPropertyValidator rule)
    {
        switch (rule)
        {
            case ILengthValidator { Max: > 0 } length:
                schema.MaxLength = length.Max;
                break;
            case IListLimit limit:
                schema.MaxItems = limit.Max;
                break;
            case INotEmptyValidator when schema.Type?.HasFlag(JsonSchemaType.Array) == true:
                schema.MinItems = 1;
                break;
            case INotEmptyValidator:
                schema.MinLength = 1;
                break;
            case IRegularExpressionValidator { Expression: { } pattern }:
                // The end of the text in the dialect of JSON Schema, where $ does not match before a line end.
                schema.Pattern = pattern.Replace(@"\z", "$");
                break;
            case IComparisonValidator { Comparison: Comparison.GreaterThanOrEqual } minimum:
                schema.Minimum = string.Create(CultureInfo.InvariantCulture, $"{minimum.ValueToCompare}");
                break;
        }
    }
}
