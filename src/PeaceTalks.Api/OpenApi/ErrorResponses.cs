using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Http.Server;
using PeaceTalks.Api.Keys;

namespace PeaceTalks.Api.OpenApi;

/// <summary>The errors an operation can give, as problem details; one component for each status.</summary>
internal static class ErrorResponses
{
    private const string MediaType = "application/problem+json";

    private static readonly Error[] All =
    [
        new(
            ProblemKind.InvalidRequest,
            "The request itself is wrong, whatever is recorded. `errors` names each place and says what would be right.",
            "asOf: '31.01.2026' is not a day; write 2026-01-31",
            "asOf",
            "'31.01.2026' is not a day; write 2026-01-31"
        ),
        new(
            ProblemKind.Unauthenticated,
            "A key is needed and there is none, or the one given is wrong, has expired or was revoked.",
            "Send a key in the Authorization header."
        ),
        new(ProblemKind.Forbidden, "The key is good, but its role does not allow this.", "The key does not allow this."),
        new(
            ProblemKind.NotFound,
            "What the path names is not there, or was not there at `knownAt`.",
            "no party 'ukrain'; did you mean 'ukraine'? All: /api/v1/parties"
        ),
        new(
            ProblemKind.NotAcceptable,
            "`Accept` takes none of the formats that are offered here.",
            "Accept: 'text/html' takes none of what is offered here: application/json."
        ),
        new(ProblemKind.TooSlow, "The body came too slowly.", "The body came too slowly; send it again, faster."),
        new(
            ProblemKind.Conflict,
            "It conflicts with what is recorded: the slug or id is taken, or the record was superseded already; `conflictsWith` leads to it. "
                + "Or the first request with the same `Idempotency-Key` is still running.",
            "There is party 'ukraine' already."
        ),
        new(
            ProblemKind.Gone,
            "The cursor is of another epoch: the ledger was restored since, and its numbers may mean something else now. Start again.",
            "cursor: is of another epoch: the ledger was restored since, and its numbers may mean something else now; leave it out to start from the beginning"
        ),
        new(
            ProblemKind.StaleVersion,
            "Somebody else has edited it since: `If-Match` is not the current version. Read it again.",
            "If-Match names version 1, but version 2 is the current one; read it again and see whether your change holds."
        ),
        new(ProblemKind.BodyTooLarge, "The body is larger than is taken.", $"The body is larger than {StrictHttp.MaxBodyBytes} bytes."),
        new(
            ProblemKind.AddressTooLong,
            "The address is too long.",
            $"The address has 9000 characters; at most {RequestSizeMiddleware.MaxAddress} are taken."
        ),
        new(
            ProblemKind.UnsupportedMediaType,
            "The body is not `application/json` in UTF-8, or is compressed.",
            "A body of type 'text/plain' is not read here; send application/json in UTF-8."
        ),
        new(
            ProblemKind.UnknownReference,
            "It refers to something that is not there, breaks a rule of the ledger, or asks for a revision that is not there yet.",
            "party: no 'russian-federation'; did you mean 'russia'? All: /api/v1/parties",
            "party",
            "no 'russian-federation'; did you mean 'russia'? All: /api/v1/parties"
        ),
        new(
            ProblemKind.VersionRequired,
            "`If-Match` is missing: say which version was read.",
            "Send the ETag of the version that you have read, as in If-Match: \"3\", so that nobody's change is lost."
        ),
        new(
            ProblemKind.TooManyRequests,
            "More requests than are taken from one key, or from one address without a key. `Retry-After` says when to try again.",
            "Wait a moment and send it again."
        ),
        new(
            ProblemKind.HeadersTooLarge,
            "The headers are too large.",
            $"The headers have 40000 characters; at most {RequestSizeMiddleware.MaxHeaders} are taken."
        ),
        new(
            ProblemKind.Unexpected,
            "Something went wrong in the service; its log has the reason under `traceId`.",
            "The request could not be answered. The log has the reason under the trace id."
        ),
        new(
            ProblemKind.Unavailable,
            "The database is away, full, read-only or too slow for the moment; or, of type `/problems/unconfirmed`, it was lost while it wrote and may have written: send it again with the same `Idempotency-Key`; or the revision that `Ledger-Revision-At-Least` names is not known here yet. `Retry-After` says when to try again.",
            "Send the request again in a few seconds."
        ),
    ];

    public static void Add(OpenApiOperation operation, Role role, bool isWrite, bool isPut)
    {
        List<int> statuses = [400, 401, 406, 414, 429, 431, 500, 503];
        statuses.AddRange(role == Role.Reader ? [] : [403]);
        statuses.AddRange(isWrite ? [408, 413, 415, 422] : []);
        statuses.AddRange(
            isPut ? [412, 428]
            : isWrite ? [409]
            : []
        );
        statuses.AddRange(operation.Parameters!.Any(x => x.In == ParameterLocation.Path) ? [404] : []);
        statuses.AddRange(operation.Parameters!.Any(x => x.Name is "knownAt" or "after" or "party") ? [422] : []);
        statuses.AddRange(operation.Parameters!.Any(x => x.Name is "cursor" or "after") ? [410] : []);
        var successes = operation.Responses!.OrderBy(x => x.Key, StringComparer.Ordinal).ToList();
        operation.Responses = [];
        foreach (var (status, success) in successes)
        {
            operation.Responses.Add(status, success);
        }

        foreach (var status in statuses.Distinct().Order())
        {
            operation.Responses.Add(Text(status), new OpenApiResponseReference(NameOf(status)));
        }
    }

    public static void AddComponents(OpenApiDocument document)
    {
        document.AddComponent("Problem", Problem());
        foreach (var error in All)
        {
            document.AddComponent(
                NameOf(error.Kind.Status),
                new OpenApiResponse
                {
                    Description = error.Meaning,
                    Headers = AnswerHeaders.Everywhere(error.Kind.Status is 429 or 503 ? ["Retry-After"] : []),
                    Content = new Dictionary<string, IOpenApiMediaType>
                    {
                        [MediaType] = new OpenApiMediaType { Schema = new OpenApiSchemaReference("Problem"), Example = error.Example() },
                    },
                }
            );
        }
    }

    private static string NameOf(int status) => All.Single(x => x.Kind.Status == status).Name;

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);

    private static OpenApiSchema Problem() =>
        new()
        {
            Type = JsonSchemaType.Object,
            Description = "What went wrong, and what would be right (RFC 9457).",
            Required = new HashSet<string> { "type", "title", "status", "detail", "instance", "traceId" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = Member("Which kind of trouble it is; stable. Several kinds may share a status."),
                ["title"] = Member("The same for every problem of the kind."),
                ["status"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer,
                    Format = "int32",
                    Minimum = "400",
                    Maximum = "599",
                    Description = "The HTTP status.",
                },
                ["detail"] = Member("What is special about this one, for a person to read."),
                ["instance"] = Member("The path that was asked for."),
                ["traceId"] = Member("Finds the request in the service's log."),
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Description =
                        "What is wrong at each place: a parameter's name, or a JSON pointer into the body. Only where there are places.",
                    AdditionalProperties = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Array,
                        MaxItems = Bounds.Entries,
                        Items = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = Bounds.Text },
                    },
                },
                ["conflictsWith"] = Member("Where that is which is in the way. Only with 409."),
                ["currentVersion"] = Bounds.Answer(
                    new OpenApiSchema
                    {
                        Type = JsonSchemaType.Integer,
                        Format = "int32",
                        Description = "The version to read again. Only with 412.",
                    }
                ),
            },
        };

    private static OpenApiSchema Member(string description) =>
        new()
        {
            Type = JsonSchemaType.String,
            MaxLength = Bounds.Text,
            Description = description,
        };

    private sealed record Error(ProblemKind Kind, string Meaning, string Detail, string? Place = null, string? Message = null)
    {
        /// <summary>Of the status, not of one of the kinds that share it.</summary>
        public string Name { get; } =
            string.Concat(ProblemKind.FromStatus(Kind.Status).Code.Split('-').Select(x => char.ToUpperInvariant(x[0]) + x[1..]));

        public JsonNode Example()
        {
            var example = new JsonObject
            {
                ["type"] = Kind.Type,
                ["title"] = Kind.Title,
                ["status"] = Kind.Status,
                ["detail"] = Detail,
                ["instance"] = "/api/v1/...",
                ["traceId"] = "0af7651916cd43dd8448eb211c80319c",
            };
            if (Place is not null)
            {
                example["errors"] = new JsonObject { [Place] = new JsonArray(Message) };
            }

            return example;
        }
    }
}
