using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Errors;

/// <summary>The problems of this API, to be thrown: <c>throw Problems.NotFound("party", slug)</c>.</summary>
public static class Problems
{
    /// <summary>400: the request itself is wrong, whatever the ledger holds.</summary>
    public static ProblemException Invalid(params IEnumerable<Finding> findings) =>
        ProblemException.FromFindings(ProblemKind.InvalidRequest, findings);

    /// <inheritdoc cref="Invalid(IEnumerable{Finding})"/>
    public static ProblemException Invalid(string place, string message) => Invalid(new Finding(place, message));

    /// <summary>404, for what the path names. For what a filter or a body names, use <see cref="UnknownReferences"/>.</summary>
    public static ProblemException NotFound(string noun, string slug, string? suggestion = null, string? listPath = null) =>
        new(ProblemKind.NotFound, NoSuch($"{noun} ", slug, suggestion, listPath));

    /// <summary>422: the findings come from <see cref="Unknown"/>.</summary>
    public static ProblemException UnknownReferences(params IEnumerable<Finding> findings) =>
        ProblemException.FromFindings(ProblemKind.UnknownReference, findings);

    /// <summary>
    /// For <see cref="UnknownReferences"/>: <c>party: 'russian-federation' does not exist; did you mean 'russia'? See /api/v1/parties</c>
    /// </summary>
    /// <param name="place">The parameter or pointer.</param>
    /// <param name="noun">Mentioned if the place does not: <c>/target: proposal 'x' does not exist</c>.</param>
    /// <param name="slug">The slug that was given.</param>
    /// <param name="suggestion">What was probably meant (<see cref="Spelling.Nearest"/>), if anything.</param>
    /// <param name="listPath">The address of the list of existing items.</param>
    public static Finding Unknown(string place, string noun, string slug, string? suggestion, string listPath)
    {
        var said = place.Split('/')[^1].Equals(noun, StringComparison.OrdinalIgnoreCase);
        return new Finding(place, NoSuch(said ? "" : $"{noun} ", slug, suggestion, listPath));
    }

    /// <summary>422: the request is well formed, but breaks a rule of the ledger.</summary>
    public static ProblemException Unprocessable(params IEnumerable<Finding> findings) =>
        ProblemException.FromFindings(ProblemKind.Unprocessable, findings);

    /// <inheritdoc cref="Unprocessable(IEnumerable{Finding})"/>
    public static ProblemException Unprocessable(string place, string message) => Unprocessable(new Finding(place, message));

    /// <summary>422: a pin beyond the newest revision.</summary>
    public static ProblemException AheadOfHead(string parameter, long asked, long head) =>
        ProblemException.FromFindings(
            ProblemKind.AheadOfHead,
            [new(parameter, $"revision {asked} does not exist yet; the newest is {head}")]
        );

    /// <summary>422: the answer would cost more than one request may. The message says what to narrow.</summary>
    public static ProblemException TooMuch(string place, string message) =>
        ProblemException.FromFindings(ProblemKind.TooMuch, [new(place, message)]);

    /// <summary>409.</summary>
    /// <param name="detail">Says what the request conflicts with.</param>
    /// <param name="link">The address of that thing. It becomes the member <c>conflictsWith</c>.</param>
    public static ProblemException Conflict(string detail, string? link = null) =>
        new(ProblemKind.Conflict, detail, extensions: link is null ? null : new Dictionary<string, object?> { ["conflictsWith"] = link });

    /// <summary>410: a cursor from before the ledger was restored. Its numbers may mean something else now.</summary>
    /// <param name="instead">What to do instead.</param>
    /// <param name="lastShared">The last revision that the ledger has in common with that epoch. Null if nobody knows.</param>
    public static ProblemException EpochChanged(string place, string instead, long? lastShared = null) =>
        ProblemException.FromFindings(
            ProblemKind.Gone,
            [
                new(
                    place,
                    "belongs to another epoch: the ledger has been restored since, and its numbers "
                        + (lastShared is null ? "may mean something else now; " : $"after {lastShared} may mean something else now; ")
                        + instead
                ),
            ],
            lastShared is null ? null : new Dictionary<string, object?> { ["lastSharedRevision"] = lastShared }
        );

    /// <summary>412: somebody else's edit came first.</summary>
    public static ProblemException StaleVersion(long given, long current) =>
        new(
            ProblemKind.StaleVersion,
            $"If-Match names version {given}, but the current version is {current}. Read the item again and check whether "
                + "your change still applies.",
            extensions: new Dictionary<string, object?> { ["currentVersion"] = current }
        );

    /// <summary>428.</summary>
    public static ProblemException VersionRequired() =>
        new(
            ProblemKind.VersionRequired,
            "Send the ETag of the version that you have read, as in If-Match: \"3\", so that you do not overwrite somebody else's change."
        );

    /// <summary>401.</summary>
    /// <param name="failure">What is wrong with the key that was sent. Null if none was sent.</param>
    public static ProblemException Unauthenticated(string? failure) =>
        new(ProblemKind.Unauthenticated, failure ?? "This needs a key: send its secret as Authorization: Bearer pt_...");

    /// <summary>409: the first request with this idempotency key is still running.</summary>
    public static ProblemException StillRunning() =>
        new(
            ProblemKind.StillRunning,
            "The first request with this Idempotency-Key is still running. Send the request again in a few seconds to get its answer."
        );

    /// <summary>422: the idempotency key was used for another request.</summary>
    public static ProblemException AnotherRequest(string header) =>
        ProblemException.FromFindings(
            ProblemKind.AnotherRequest,
            [new(header, "was already used for a request with another address or body; choose a new key for each write")]
        );

    /// <summary>403.</summary>
    public static ProblemException Forbidden(string detail) => new(ProblemKind.Forbidden, detail);

    /// <summary>503 with Retry-After.</summary>
    public static ProblemException Unavailable(string detail) => new(ProblemKind.Unavailable, detail);

    /// <summary>503 with Retry-After: the database was not available.</summary>
    /// <param name="detail">What is wrong with it, as a sentence.</param>
    public static ProblemException DatabaseUnavailable(string detail) =>
        Unavailable($"{detail} Nothing is wrong with the request: send it again in a few seconds.");

    /// <summary>503 with Retry-After: a read was ended because it took too long.</summary>
    /// <param name="detail">How long it took, as a sentence.</param>
    /// <param name="narrower">What would make it cheaper, as a sentence. Null if nothing would.</param>
    public static ProblemException TakesTooLong(string detail, string? narrower) =>
        new(ProblemKind.TakesTooLong, $"{detail} {narrower ?? "Send the request again in a few seconds."}");

    /// <summary>503 with Retry-After: the write may have succeeded all the same.</summary>
    public static ProblemException Unconfirmed() =>
        new(
            ProblemKind.Unconfirmed,
            "The connection to the database was lost during or just after the commit, so the write may have succeeded. "
                + "Send the request again with the same Idempotency-Key, and it is written only once. If you sent no Idempotency-Key, "
                + "check first whether it was written."
        );

    /// <summary>503 with Retry-After: this instance does not know the revision that the client has seen.</summary>
    public static ProblemException NotYetKnown(string header, long asked, long head) =>
        ProblemException.FromFindings(
            ProblemKind.NotYetKnown,
            [
                new(
                    header,
                    $"this instance does not know revision {asked} yet; the newest that it knows is {head}. Send the request "
                        + "again in a few seconds"
                ),
            ]
        );

    private static string NoSuch(string noun, string slug, string? suggestion, string? listPath)
    {
        var no = $"{noun}{Spelling.Quoted(slug)} does not exist";
        if (suggestion is null)
        {
            return listPath is null ? no : $"{no}; see {listPath}";
        }

        return $"{no}; did you mean '{suggestion}'?" + (listPath is null ? "" : $" See {listPath}");
    }
}
