using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Errors;

/// <summary>The problems that this API has, to be thrown: <c>throw Problems.NotFound("party", slug)</c>.</summary>
public static class Problems
{
    /// <summary>400: the request itself is wrong, whatever is recorded.</summary>
    public static ProblemException Invalid(params IEnumerable<Finding> findings) =>
        ProblemException.FromFindings(ProblemKind.InvalidRequest, findings);

    /// <inheritdoc cref="Invalid(IEnumerable{Finding})"/>
    public static ProblemException Invalid(string place, string message) => Invalid(new Finding(place, message));

    /// <summary>404, for what the path names; what a filter or body names is one of <see cref="UnknownReferences"/>.</summary>
    public static ProblemException NotFound(string noun, string slug, string? suggestion = null, string? listPath = null) =>
        new(ProblemKind.NotFound, NoSuch($"{noun} ", slug, suggestion, listPath));

    /// <summary>422: each made of <see cref="Unknown"/>.</summary>
    public static ProblemException UnknownReferences(params IEnumerable<Finding> findings) =>
        ProblemException.FromFindings(ProblemKind.UnknownReference, findings);

    /// <summary>For <see cref="UnknownReferences"/>: <c>party: no 'russian-federation'; did you mean 'russia'? All: /api/v1/parties</c></summary>
    /// <param name="place">The parameter or pointer.</param>
    /// <param name="noun">Said where the place does not say it: <c>/target: no proposal 'x'</c>.</param>
    /// <param name="slug">As it was given.</param>
    /// <param name="suggestion">What was probably meant (<see cref="Spelling.Nearest"/>), if anything.</param>
    /// <param name="listPath">Where all of them are listed.</param>
    public static Finding Unknown(string place, string noun, string slug, string? suggestion, string listPath)
    {
        var said = place.Split('/')[^1].Equals(noun, StringComparison.OrdinalIgnoreCase);
        return new Finding(place, NoSuch(said ? "" : $"{noun} ", slug, suggestion, listPath));
    }

    /// <summary>422: well formed, but against a rule of what is recorded.</summary>
    public static ProblemException Unprocessable(params IEnumerable<Finding> findings) =>
        ProblemException.FromFindings(ProblemKind.Unprocessable, findings);

    /// <inheritdoc cref="Unprocessable(IEnumerable{Finding})"/>
    public static ProblemException Unprocessable(string place, string message) => Unprocessable(new Finding(place, message));

    /// <summary>422: a pin beyond the newest revision.</summary>
    public static ProblemException AheadOfHead(string parameter, long asked, long head) =>
        ProblemException.FromFindings(
            ProblemKind.AheadOfHead,
            [new(parameter, $"revision {asked} is not there yet; the newest is {head}")]
        );

    /// <summary>409.</summary>
    /// <param name="detail">Says with what the request is in conflict.</param>
    /// <param name="link">Of that thing; becomes the member <c>conflictsWith</c>.</param>
    public static ProblemException Conflict(string detail, string? link = null) =>
        new(ProblemKind.Conflict, detail, extensions: link is null ? null : new Dictionary<string, object?> { ["conflictsWith"] = link });

    /// <summary>410: a cursor from before the ledger was restored, since when its numbers may mean something else.</summary>
    /// <param name="instead">What to do.</param>
    public static ProblemException EpochChanged(string place, string instead) =>
        ProblemException.FromFindings(
            ProblemKind.Gone,
            [new(place, $"is of another epoch: the ledger was restored since, and its numbers may mean something else now; {instead}")]
        );

    /// <summary>412: somebody else's change came first.</summary>
    public static ProblemException StaleVersion(long given, long current) =>
        new(
            ProblemKind.StaleVersion,
            $"If-Match names version {given}, but version {current} is the current one; read it again and see whether your change holds.",
            extensions: new Dictionary<string, object?> { ["currentVersion"] = current }
        );

    /// <summary>428.</summary>
    public static ProblemException VersionRequired() =>
        new(
            ProblemKind.VersionRequired,
            "Send the ETag of the version that you have read, as in If-Match: \"3\", so that nobody's change is lost."
        );

    /// <summary>401.</summary>
    /// <param name="failure">What is wrong with the key that was sent; null where none was.</param>
    public static ProblemException Unauthenticated(string? failure) =>
        new(ProblemKind.Unauthenticated, failure ?? "This needs a key: send its secret as Authorization: Bearer pt_...");

    /// <summary>409: the first request under an idempotency key has not been answered yet.</summary>
    public static ProblemException StillRunning() =>
        new(
            ProblemKind.StillRunning,
            "The first request under this Idempotency-Key is still running. Send it again in a few seconds, and you get its answer."
        );

    /// <summary>422: an idempotency key that was used for another request.</summary>
    public static ProblemException AnotherRequest(string header) =>
        ProblemException.FromFindings(
            ProblemKind.AnotherRequest,
            [new(header, "was used for another request, with another address or body; choose a new one for each thing to be written")]
        );

    /// <summary>403.</summary>
    public static ProblemException Forbidden(string detail) => new(ProblemKind.Forbidden, detail);

    /// <summary>503 with Retry-After.</summary>
    public static ProblemException Unavailable(string detail) => new(ProblemKind.Unavailable, detail);

    /// <summary>503 with Retry-After: the database could not be used.</summary>
    /// <param name="detail">What is wrong with it, as a sentence.</param>
    public static ProblemException DatabaseUnavailable(string detail) =>
        Unavailable($"{detail} Nothing is wrong with the request: send it again in a few seconds.");

    /// <summary>503 with Retry-After, where it may be written all the same.</summary>
    public static ProblemException Unconfirmed() =>
        new(
            ProblemKind.Unconfirmed,
            "The database was lost while it committed or before it could be asked for the answer: it may have been written. "
                + "Send the request again with the same Idempotency-Key, and it is done once; without one, look first."
        );

    /// <summary>503 with Retry-After: the client has seen a revision that is not here yet.</summary>
    public static ProblemException NotYetKnown(string header, long asked, long head) =>
        ProblemException.FromFindings(
            ProblemKind.NotYetKnown,
            [new(header, $"revision {asked} is not known here yet; the newest is {head}. Send the request again in a few seconds")]
        );

    private static string NoSuch(string noun, string slug, string? suggestion, string? listPath)
    {
        var no = $"no {noun}{Spelling.Quoted(slug)}";
        if (suggestion is null)
        {
            return listPath is null ? no : $"{no}; all: {listPath}";
        }

        return $"{no}; did you mean '{suggestion}'?" + (listPath is null ? "" : $" All: {listPath}");
    }
}
