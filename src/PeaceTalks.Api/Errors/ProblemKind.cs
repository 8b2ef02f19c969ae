using Microsoft.AspNetCore.WebUtilities;

namespace PeaceTalks.Api.Errors;

/// <summary>A kind of problem that clients can tell apart. Its code is part of the API, and its meaning never changes.</summary>
/// <param name="Status">The HTTP status. Several kinds may share one.</param>
/// <param name="Code">The last part of the problem's <c>type</c>: <c>/problems/stale-version</c>.</param>
/// <param name="Title">The same for every problem of this kind. The detail says what is wrong in the case at hand.</param>
public sealed record ProblemKind(int Status, string Code, string Title)
{
    public static readonly ProblemKind InvalidRequest = new(400, "invalid-request", "The request is not valid");
    public static readonly ProblemKind Unauthenticated = new(401, "unauthenticated", "A key is needed");
    public static readonly ProblemKind Forbidden = new(403, "forbidden", "Not allowed");
    public static readonly ProblemKind NotFound = new(404, "not-found", "Nothing is there");
    public static readonly ProblemKind MethodNotAllowed = new(405, "method-not-allowed", "Not possible at this address");
    public static readonly ProblemKind NotAcceptable = new(406, "not-acceptable", "Not offered in this format");
    public static readonly ProblemKind TooSlow = new(408, "too-slow", "The request comes too slowly");
    public static readonly ProblemKind Conflict = new(409, "conflict", "In conflict with what is recorded");
    public static readonly ProblemKind StillRunning = new(409, "still-running", "The first of these requests is still running");
    public static readonly ProblemKind Gone = new(410, "epoch-changed", "The ledger was restored since");
    public static readonly ProblemKind StaleVersion = new(412, "stale-version", "The version is not the current one");
    public static readonly ProblemKind BodyTooLarge = new(413, "body-too-large", "The body is too large");
    public static readonly ProblemKind AddressTooLong = new(414, "address-too-long", "The address is too long");
    public static readonly ProblemKind UnsupportedMediaType = new(415, "unsupported-media-type", "A body of this type is not read here");
    public static readonly ProblemKind Unprocessable = new(422, "unprocessable", "The request breaks a rule of the ledger");
    public static readonly ProblemKind UnknownReference = new(422, "unknown-reference", "It refers to something that is not there");
    public static readonly ProblemKind AheadOfHead = new(422, "ahead-of-head", "The revision is not there yet");
    public static readonly ProblemKind TooMuch = new(422, "too-much", "It asks for too much at once");
    public static readonly ProblemKind AnotherRequest = new(422, "another-request", "The key was used for another request");
    public static readonly ProblemKind VersionRequired = new(428, "version-required", "The version to change must be named");
    public static readonly ProblemKind TooManyRequests = new(429, "too-many-requests", "Too many requests");
    public static readonly ProblemKind HeadersTooLarge = new(431, "headers-too-large", "The headers are too large");
    public static readonly ProblemKind Unexpected = new(500, "unexpected", "Something went wrong here");
    public static readonly ProblemKind Unavailable = new(503, "unavailable", "Not available at the moment");
    public static readonly ProblemKind Unconfirmed = new(503, "unconfirmed", "Perhaps written, and not confirmed");
    public static readonly ProblemKind NotYetKnown = new(503, "not-yet-known", "The revision is not known here yet");
    public static readonly ProblemKind TakesTooLong = new(503, "takes-too-long", "The answer takes too long");

    private static readonly ProblemKind[] All =
    [
        InvalidRequest,
        Unauthenticated,
        Forbidden,
        NotFound,
        MethodNotAllowed,
        NotAcceptable,
        TooSlow,
        Conflict,
        StillRunning,
        Gone,
        StaleVersion,
        BodyTooLarge,
        AddressTooLong,
        UnsupportedMediaType,
        Unprocessable,
        UnknownReference,
        AheadOfHead,
        TooMuch,
        AnotherRequest,
        VersionRequired,
        TooManyRequests,
        HeadersTooLarge,
        Unexpected,
        Unavailable,
        Unconfirmed,
        NotYetKnown,
        TakesTooLong,
    ];

    public string Type => $"/problems/{Code}";

    /// <summary>The most general kind with this status. For a status that nothing here gives on purpose, a new kind is made up.</summary>
    public static ProblemKind FromStatus(int status) =>
        All.FirstOrDefault(kind => kind.Status == status) ?? new(status, $"http-{status}", ReasonPhrases.GetReasonPhrase(status));
}
