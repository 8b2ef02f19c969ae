using System.ComponentModel.DataAnnotations;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http.ErrorHandling;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Http.Binding;

/// <summary>Turns all complaints of model binding, the body and validation attributes into one 400.</summary>
internal static class InvalidModelStateResponse
{
    public static IActionResult Answer(ActionContext context)
    {
        var findings =
            from entry in context.ModelState
            from error in entry.Value!.Errors
            select new Finding(Place(context, entry.Key), error.ErrorMessage.Length > 0 ? error.ErrorMessage : "is not valid here");
        return new ProblemResult(Problems.Invalid(findings).ToProblemDetails());
    }

    /// <summary>
    /// The body reader already gives pointers. Attributes on the contract of a body give paths, which look like names of parameters.
    /// </summary>
    private static string Place(ActionContext context, string key)
    {
        var isPointer = key.Length == 0 || key[0] == '/';
        var parameters = context.ActionDescriptor.Parameters;
        var isParameter =
            context.HttpContext.Request.Query.ContainsKey(key)
            || context.RouteData.Values.ContainsKey(key)
            || !parameters.Any(p => p.BindingInfo?.BindingSource == BindingSource.Body)
            || parameters.Any(p => p.BindingInfo?.BindingSource != BindingSource.Body && (p.BindingInfo?.BinderModelName ?? p.Name) == key);
        return isPointer || isParameter ? key : JsonPointer.FromPropertyPath(key);
    }
}

/// <summary>Runs the registered <see cref="IValidator{T}"/>s of the body and of query classes. Their findings become a 400.</summary>
internal sealed class ValidationFilter(IModelMetadataProvider metadata) : IAsyncActionFilter
{
    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var findings = new List<Finding>();
        foreach (var parameter in context.ActionDescriptor.Parameters)
        {
            if (!context.ActionArguments.TryGetValue(parameter.Name, out var argument) || argument is null)
            {
                continue;
            }

            var contract = typeof(IValidator<>).MakeGenericType(parameter.ParameterType);
            if (context.HttpContext.RequestServices.GetService(contract) is not IValidator validator)
            {
                continue;
            }

            var isBody = parameter.BindingInfo?.BindingSource == BindingSource.Body;
            var result = await validator.ValidateAsync(new ValidationContext<object>(argument), context.HttpContext.RequestAborted);
            findings.AddRange(
                result.Errors.Select(error => new Finding(
                    isBody ? JsonPointer.FromPropertyPath(error.PropertyName) : ParameterName(parameter.ParameterType, error.PropertyName),
                    error.ErrorMessage
                ))
            );
        }
        if (findings.Count > 0)
        {
            context.Result = new ProblemResult(Problems.Invalid(findings).ToProblemDetails());
        }
        else
        {
            await next();
        }
    }

    private string ParameterName(Type type, string property)
    {
        var member = property.Split('[', '.')[0];
        return metadata.GetMetadataForType(type).Properties.FirstOrDefault(p => p.PropertyName == member)?.BinderModelName ?? member;
    }
}

/// <summary>
/// The messages of validation attributes that have none of their own. They do not repeat the name, because the place stands beside the
/// message.
/// </summary>
internal sealed class AttributeWording : IValidationMetadataProvider
{
    public void CreateValidationMetadata(ValidationMetadataProviderContext context)
    {
        foreach (var attribute in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>())
        {
            if (attribute.ErrorMessage is null && attribute.ErrorMessageResourceName is null)
            {
                attribute.ErrorMessage = Words(attribute);
            }
        }
    }

    private static string? Words(ValidationAttribute attribute) =>
        attribute switch
        {
            RequiredAttribute => "is missing",
            RangeAttribute => "must be from {1} to {2}, both included",
            StringLengthAttribute { MinimumLength: > 0 } => "must have {2} to {1} characters",
            StringLengthAttribute or MaxLengthAttribute => "must have at most {1} characters",
            MinLengthAttribute => "must have at least {1} characters",
            RegularExpressionAttribute => "must have the form {1}",
            _ => null,
        };
}
