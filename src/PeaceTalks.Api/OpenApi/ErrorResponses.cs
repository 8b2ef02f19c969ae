using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Http.Server;
using PeaceTalks.Api.Keys;

namespace PeaceTalks.Api.OpenApi;

/// <summary>The errors that an operation can return, as problem details. Each status is one component.</summary>
internal static class ErrorResponses
{
    private const string MediaType = "application/problem+json";

    private static readonly Error[] All =
    [
        new(
            ProblemKind.InvalidRequest,
            "The request itself is not valid, whatever the ledger holds. `errors` names each place and says what would be right.",
            "asOf: '31.01.2026' is not a day; write 2026-01-31",
            "asOf",
            "'31.01.2026' is not a day; write 2026-01-31"
        ),
        new(
            ProblemKind.Unauthenticated,
            "This operation needs a key, and you sent none; or the key that you sent is wrong, has expired or was revoked.",
            "Send a key in the Authorization header."
        ),
        new(ProblemKind.Forbidden, "Your key is valid, but its role does not allow this.", "The key does not allow this."),
        new(
            ProblemKind.NotFound,
            "What the path names does not exist, or did not exist at `knownAt`.",
            "party 'ukrain' does not exist; did you mean 'ukraine'? See /api/v1/parties"
        ),
        new(
            ProblemKind.NotAcceptable,
            "None of the formats in `Accept` is available here.",
            "None of the formats in Accept: 'text/csv' is available here. Available: application/json."
        ),
        new(ProblemKind.TooSlow, "The body arrived too slowly.", "The body arrived too slowly. Send it again over a faster connection."),
        new(
            ProblemKind.Conflict,
            "The request conflicts with what the ledger holds: the slug or id is taken, or the record was already "
                + "superseded. `conflictsWith` links to the cause. Or the first request with the same `Idempotency-Key` is "
                + "still running.",
            "The party 'ukraine' already exists."
        ),
        new(
            ProblemKind.Gone,
            "The cursor belongs to another epoch. The ledger has been restored since, so its numbers may mean something "
                + "else now. Start again without the cursor.",
            "cursor: belongs to another epoch: the ledger has been restored since, and its numbers may mean something "
                + "else now; leave it out to start from the beginning"
        ),
        new(
            ProblemKind.StaleVersion,
            "Somebody else has edited the item since you read it: `If-Match` does not name the current version. Read the item again.",
            "If-Match names version 1, but the current version is 2. Read the item again and check whether your change still applies."
        ),
        new(ProblemKind.BodyTooLarge, "The body is too large.", $"The body is larger than {StrictHttp.MaxBodyBytes} bytes."),
        new(
            ProblemKind.AddressTooLong,
            "The address is too long.",
            $"The address has 9000 characters; at most {RequestSizeMiddleware.MaxAddress} are allowed."
        ),
        new(
            ProblemKind.UnsupportedMediaType,
            "The body is not `application/json` in UTF-8, or it is compressed.",
            "A body of type 'text/plain' is not supported; send application/json in UTF-8."
        ),
        new(
            ProblemKind.UnknownReference,
            "The request refers to something that does not exist, breaks a rule of the ledger, asks for a revision "
                + "that does not exist yet, or asks for too much at once.",
            "party: 'russian-federation' does not exist; did you mean 'russia'? See /api/v1/parties",
            "party",
            "'russian-federation' does not exist; did you mean 'russia'? See /api/v1/parties"
        ),
        new(
            ProblemKind.VersionRequired,
            "`If-Match` is missing. Send the ETag of the version that you have read.",
            "Send the ETag of the version that you have read, as in If-Match: \"3\", so that you do not overwrite somebody else's change."
        ),
        new(
            ProblemKind.TooManyRequests,
            "Rate limit exceeded: too many requests with one key, or from one address without a key. `Retry-After` says "
                + "when to try again.",
            "Wait a moment and send it again."
        ),
        new(
            ProblemKind.HeadersTooLarge,
            "The headers are too large.",
            $"The headers have 40000 characters; at most {RequestSizeMiddleware.MaxHeaders} are allowed."
        ),
        new(
            ProblemKind.Unexpected,
            "Something went wrong in the service. Its log has the reason, under `traceId`.",
            "The service could not answer the request. Its log has the reason, under the trace id."
        ),
        new(
            ProblemKind.Unavailable,
            "The database is away, full, read-only or too slow at the moment. If the type is `/problems/unconfirmed`, "
                + "the connection was lost during a write, and the write may have succeeded: send the request again with the "
                + "same `Idempotency-Key`. If the type is `/problems/not-yet-known`, this instance does not know the revision "
                + "in `Ledger-Revision-At-Least` yet. If the type is `/problems/takes-too-long`, the answer would take too long: "
                + "the detail says how to ask for less. `Retry-After` says when to try again.",
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
        statuses.AddRange(operation.Parameters!.Any(x => x.Name is "cursor" or "after" or "epoch") ? [410] : []);
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
            Description = "Problem details (RFC 9457): what went wrong, and what would be right.",
            Required = new HashSet<string> { "type", "title", "status", "detail", "instance", "traceId" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = Member("The kind of problem. It never changes its meaning. Several kinds may share a status."),
                ["title"] = Member("A short title, the same for every problem of this kind."),
                ["status"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer,
                    Format = "int32",
                    Minimum = "400",
                    Maximum = "599",
                    Description = "The HTTP status code.",
                },
                ["detail"] = Member("What is wrong in this case, for people."),
                ["instance"] = Member("The path of the request."),
                ["traceId"] = Member("Identifies the request in the service's log."),
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Description =
                        "What is wrong, by place: the name of a parameter, or a JSON pointer into the body. Present only "
                        + "if there are such places.",
                    AdditionalProperties = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Array,
                        MaxItems = Bounds.Entries,
                        Items = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = Bounds.Text },
                    },
                },
                ["conflictsWith"] = Member("The address of what the request conflicts with. Only with 409."),
                ["currentVersion"] = Bounds.Answer(
                    new OpenApiSchema
                    {
                        Type = JsonSchemaType.Integer,
                        Format = "int32",
                        Description = "The current version, which you need to read again. Only with 412.",
                    }
                ),
                ["lastSharedRevision"] = Bounds.Answer(
                    new OpenApiSchema
                    {
                        Type = JsonSchemaType.Integer,
                        Format = "int64",
                        Description =
                            "The last revision that the ledger has in common with the epoch of the cursor. "
                            + "Only with 410, and if it is known.",
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
        /// <summary>The name of the status, not of one of the kinds that share it.</summary>
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
