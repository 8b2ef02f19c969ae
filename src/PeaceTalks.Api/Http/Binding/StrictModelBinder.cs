using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace PeaceTalks.Api.Http.Binding;

/// <summary>Binds one query or route parameter with <see cref="ScalarText"/>. A list without values is empty, never null.</summary>
internal sealed class StrictModelBinder(Type scalar, bool many) : IModelBinder
{
    private const string Repetition = " To give several values, repeat the parameter instead of using commas.";

    public Task BindModelAsync(ModelBindingContext context)
    {
        var given = context.ModelName.Length == 0 ? ValueProviderResult.None : context.ValueProvider.GetValue(context.ModelName);
        if (given == ValueProviderResult.None)
        {
            if (many)
            {
                context.Result = ModelBindingResult.Success(Array.CreateInstance(scalar, 0));
            }

            return Task.CompletedTask;
        }
        // A misspelled, empty or repeated parameter has already been reported.
        if (context.ModelState.TryGetValue(context.ModelName, out var entry) && entry.Errors.Count > 0)
        {
            return Task.CompletedTask;
        }

        context.ModelState.SetModelValue(context.ModelName, given);
        var values = Array.CreateInstance(scalar, given.Length);
        for (var i = 0; i < given.Length; i++)
        {
            var value = ScalarText.Read(scalar, given.Values[i] ?? "", out var complaint);
            if (complaint is null)
            {
                values.SetValue(value, i);
            }
            else
            {
                context.ModelState.TryAddModelError(
                    context.ModelName,
                    many && given.Values[i]!.Contains(',') ? complaint + Repetition : complaint
                );
            }
        }
        if (context.ModelState.GetFieldValidationState(context.ModelName) != ModelValidationState.Invalid)
        {
            context.Result = ModelBindingResult.Success(many ? values : values.GetValue(0));
        }

        return Task.CompletedTask;
    }
}

/// <remarks>Must be the first of all providers. Otherwise enums in the query would bypass the JSON converters and accept numbers.</remarks>
internal sealed class StrictModelBinderProvider : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context)
    {
        var source = context.BindingInfo.BindingSource;
        return
            (source is null || source == BindingSource.Query || source == BindingSource.Path)
            && ScalarText.Shape(context.Metadata.ModelType) is var (scalar, many)
            ? new StrictModelBinder(scalar, many)
            : null;
    }
}

/// <summary>
/// Keeps the framework from taking a parameter's name as the prefix of a <c>[FromQuery]</c> class, even if a member has the same name.
/// </summary>
internal sealed class NoQueryPrefix : IParameterModelConvention
{
    public void Apply(ParameterModel parameter)
    {
        if (parameter.BindingInfo?.BindingSource == BindingSource.Query && ScalarText.Shape(parameter.ParameterType) is null)
        {
            parameter.BindingInfo.BinderModelName = "";
        }
    }
}
