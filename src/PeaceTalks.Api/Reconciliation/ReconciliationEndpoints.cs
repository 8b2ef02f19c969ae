using Microsoft.Extensions.Options;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Http.Json;
using PeaceTalks.Api.Http.RateLimiting;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger.Pins;

namespace PeaceTalks.Api.Reconciliation;

/// <summary>
/// The Reconciliation Service API 0.2 of the W3C's community group, at <c>/reconcile</c>: OpenRefine and others match the names in a
/// spreadsheet with it. It has forms of its own, so it is no part of the API's document.
/// </summary>
public static class ReconciliationEndpoints
{
    private const string Path = "/reconcile";

    public static void MapReconciliation(this WebApplication app)
    {
        var endpoints = app.MapGroup(Path)
            .WithMetadata(new RequiresRoleAttribute(Role.Reader), new CostlyAttribute())
            .ExcludeFromDescription();
        endpoints.MapMethods(
            "",
            [HttpMethods.Get, HttpMethods.Head],
            (HttpContext http, PinReader pins, IOptions<PublicAddressSettings> address) =>
                http.Request.Query.TryGetValue("queries", out var queries)
                    ? AnswerAsync(queries.ToString(), pins, http.RequestAborted)
                    : Task.FromResult(Json(Manifest(http.Request, address.Value)))
        );
        endpoints.MapPost(
            "",
            async (HttpContext http, PinReader pins) =>
            {
                var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : null;
                return form is not null && form.TryGetValue("queries", out var queries)
                    ? await AnswerAsync(queries.ToString(), pins, http.RequestAborted)
                    : throw Problems.Invalid("queries", "is missing; send it as a form: queries={\"q0\": {\"query\": \"Zelenskyy\"}}");
            }
        );
        // An id has a slash, which clients may escape.
        endpoints.MapMethods(
            "/view",
            [HttpMethods.Get, HttpMethods.Head],
            (string id, IOptions<PublicAddressSettings> address) =>
                Reconciler.Types.Any(type => id.StartsWith($"{type.Id}/", StringComparison.Ordinal))
                    ? Results.Redirect($"{address.Value.Base}/api/v1/{string.Join('/', id.Split('/').Select(Uri.EscapeDataString))}")
                    : throw Problems.NotFound("item", id)
        );
    }

    private static async Task<IResult> AnswerAsync(string queries, PinReader pins, CancellationToken cancellation)
    {
        var asked = ReconciliationQuery.ReadAll(queries);
        var pin = await pins.ReadAsync(null, null, cancellation);
        return Json(asked.ToDictionary(x => x.Key, x => Reconciler.Candidates(x.Value, pin.Snapshot)));
    }

    private static IResult Json<T>(T answer) => Results.Json(answer, JsonConventions.Options);

    private static ReconciliationManifest Manifest(HttpRequest request, PublicAddressSettings address)
    {
        var here = address.Base.Length > 0 ? address.Base : $"{request.Scheme}://{request.Host}";
        return new(
            ["0.2"],
            "PeaceTalks",
            $"{here}/api/v1/",
            $"{here}{ApiDocumentation.DocumentPath}",
            $"{here}{ApiDocumentation.DocumentPath}",
            new($"{here}{Path}/view?id={{{{id}}}}"),
            Reconciler.Types
        );
    }
}
