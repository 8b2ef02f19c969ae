using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace PeaceTalks.Api.Http;

/// <summary>Which exceptions are a client's or the network's doing, and what to answer then.</summary>
public static class ExceptionProblems
{
    /// <summary>Null for what nobody foresaw: that is a 500 and a log entry.</summary>
    /// <remarks>Looks inside: EF wraps what the driver throws, and calls a lost connection an InvalidOperationException.</remarks>
    public static ProblemException? Of(Exception exception, ConstraintMessages constraints)
    {
        var chain = Chain(exception).ToList();
        if (chain.OfType<ProblemException>().FirstOrDefault() is { } problem) return problem;
        if (chain.OfType<PostgresException>().FirstOrDefault() is { } postgres) return OfPostgres(postgres, constraints);
        if (chain.Any(e => e is NpgsqlException { IsTransient: true } or TimeoutException or OperationCanceledException))
            return Problems.Unavailable();
        return chain.OfType<DbUpdateConcurrencyException>().Any()
            ? Problems.Conflict("Somebody else changed the same thing at the same time; read it again.")
            : null;
    }

    public static bool IsCancellation(Exception exception) => Chain(exception).Any(e => e is OperationCanceledException);

    private static ProblemException? OfPostgres(PostgresException error, ConstraintMessages constraints)
    {
        switch (error.SqlState)
        {
            case PostgresErrorCodes.UniqueViolation:
                return Broken(ProblemKind.Conflict, $"another record has the same value ({error.ConstraintName})");
            case PostgresErrorCodes.ForeignKeyViolation:
                return Broken(
                    ProblemKind.Unprocessable,
                    $"what this refers to is not there, or something still refers to this ({error.ConstraintName})");
            // A trigger's RAISE without a constraint's name brings its own words.
            case PostgresErrorCodes.CheckViolation when string.IsNullOrEmpty(error.ConstraintName):
                return Broken(ProblemKind.Unprocessable, error.MessageText);
            case PostgresErrorCodes.CheckViolation or PostgresErrorCodes.ExclusionViolation:
                return Broken(ProblemKind.Unprocessable, $"a rule of the ledger is broken ({error.ConstraintName})");
            case PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow:
            case PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.QueryCanceled:
                return Problems.Unavailable();
            default:
                return error.IsTransient ? Problems.Unavailable() : null;
        }

        ProblemException Broken(ProblemKind kind, string otherwise) =>
            ProblemException.Of(kind, [constraints.Find(error.ConstraintName) ?? new Finding(JsonPointer.Root, otherwise)]);
    }

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (Exception? link = exception; link is not null; link = link.InnerException) yield return link;
    }
}
