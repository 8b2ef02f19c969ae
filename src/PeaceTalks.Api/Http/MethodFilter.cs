using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Routing;

namespace PeaceTalks.Api.Http;

/// <summary>Gives a filter to the actions of one HTTP method, so that no other request pays for it.</summary>
/// <param name="order">Filters with a lower order run first.</param>
public sealed class MethodFilter<T>(string method, int order = 0) : IActionModelConvention
    where T : IFilterMetadata
{
    public void Apply(ActionModel action)
    {
        if (action.Attributes.OfType<HttpMethodAttribute>().SelectMany(x => x.HttpMethods).Contains(method))
        {
            action.Filters.Add(new TypeFilterAttribute(typeof(T)) { Order = order });
        }
    }
}
