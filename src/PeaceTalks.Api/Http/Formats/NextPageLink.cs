using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace PeaceTalks.Api.Http.Formats;

/// <summary>The header <c>Link</c> with the address of the next page, for output formats that have no other place for it.</summary>
internal static class NextPageLink
{
    public static void SetNextPageLink(this HttpContext http, object answer)
    {
        if (answer is IPage { Next: var (parameter, value) })
        {
            http.Response.Headers.Link = $"<{Address(http, parameter, value)}>; rel=\"next\"";
        }
    }

    /// <summary>The same question in the same output format, for another page.</summary>
    private static string Address(HttpContext http, string parameter, string value)
    {
        var publicBase = http.RequestServices.GetRequiredService<IOptions<PublicAddressSettings>>().Value.Base;
        var query = new QueryBuilder();
        foreach (var pair in new QueryStringEnumerable(http.Request.QueryString.Value))
        {
            if (pair.DecodeName() is var name && !name.Span.SequenceEqual(parameter))
            {
                query.Add(name.ToString(), pair.DecodeValue().ToString());
            }
        }

        query.Add(parameter, value);
        return $"{publicBase}{http.Request.PathBase}{http.Request.Path}{query}";
    }
}
