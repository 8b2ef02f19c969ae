using Npgsql;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Http.ErrorHandling;

/// <summary>Maps exceptions that are caused by a client or the network to problems.</summary>
public static class ExceptionProblems
{
    /// <summary>Null for unforeseen exceptions, which become a 500 and a log entry.</summary>
    public static ProblemException? FromException(Exception exception, ConstraintMessages constraints)
    {
        var chain = DatabaseTrouble.Chain(exception).ToList();
        if (chain.OfType<ProblemException>().FirstOrDefault() is { } problem)
        {
            return problem;
        }

        if (chain.OfType<CommitLostException>().Any())
        {
            return Problems.Unconfirmed();
        }

        if (DatabaseTrouble.FromException(exception) is { } trouble)
        {
            return Problems.DatabaseUnavailable(trouble.Detail);
        }

        if (chain.OfType<PostgresException>().FirstOrDefault() is { } postgres)
        {
            return OfPostgres(postgres, constraints);
        }

        return chain.OfType<OperationCanceledException>().Any() ? Problems.DatabaseUnavailable(DatabaseTrouble.Away.Detail) : null;
    }

    public static bool IsCancellation(Exception exception) => DatabaseTrouble.Chain(exception).Any(e => e is OperationCanceledException);

    private static ProblemException? OfPostgres(PostgresException error, ConstraintMessages constraints)
    {
        switch (error.SqlState)
        {
            case PostgresErrorCodes.UniqueViolation:
                return Broken(ProblemKind.Conflict, $"another record has the same value ({error.ConstraintName})");
            case PostgresErrorCodes.ForeignKeyViolation:
                return Broken(
                    ProblemKind.Unprocessable,
                    $"refers to something that does not exist, or something else still refers to it ({error.ConstraintName})"
                );
            // A trigger's RAISE without the name of a constraint brings its own message.
            case PostgresErrorCodes.CheckViolation when string.IsNullOrEmpty(error.ConstraintName):
                return Broken(ProblemKind.Unprocessable, error.MessageText);
            case PostgresErrorCodes.CheckViolation or PostgresErrorCodes.ExclusionViolation:
                return Broken(ProblemKind.Unprocessable, $"breaks a rule of the ledger ({error.ConstraintName})");
            default:
                return null;
        }

        ProblemException Broken(ProblemKind kind, string otherwise) =>
            ProblemException.FromFindings(kind, [constraints.Find(error.ConstraintName) ?? new Finding(JsonPointer.Root, otherwise)]);
    }
}
