using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http.ErrorHandling;

namespace PeaceTalks.ApiTests.Trouble;

/// <summary>Which failures are the database's, and what is said of them.</summary>
public sealed class DatabaseTroubleTests
{
    /// <summary>As after REVOKE CONNECT, and after ALLOW_CONNECTIONS false.</summary>
    [Theory]
    [InlineData("42501")]
    [InlineData("55000")]
    public void A_connection_that_is_refused_is_trouble_and_a_statement_that_is_refused_is_a_fault_of_ours(string state)
    {
        DatabaseTrouble
            .FromException(new PostgresException("permission denied", "FATAL", "FATAL", state))
            .ShouldBe(DatabaseTrouble.Refused);
        DatabaseTrouble.FromException(new PostgresException("permission denied", "ERROR", "ERROR", state)).ShouldBeNull();
    }

    [Theory]
    [InlineData("08006", "DATABASE_AWAY")]
    [InlineData("57P01", "DATABASE_RESTARTING")] // stopped by somebody
    [InlineData("57P02", "DATABASE_RESTARTING")] // crashed
    [InlineData("57P03", "DATABASE_RESTARTING")] // starting
    [InlineData("57P05", "DATABASE_RESTARTING")]
    [InlineData("28P01", "DATABASE_REFUSES")]
    [InlineData("3D000", "DATABASE_REFUSES")]
    [InlineData("53300", "CONNECTIONS_EXHAUSTED")]
    [InlineData("53100", "DISK_FULL")]
    [InlineData("53200", "DATABASE_OVERLOADED")]
    [InlineData("58030", "DISK_ERROR")]
    [InlineData("25006", "READ_ONLY")]
    [InlineData("55P03", "LOCKED")]
    [InlineData("57014", "TOO_SLOW")]
    [InlineData("25P03", "TOO_SLOW")]
    [InlineData("40P01", "COLLISION")]
    [InlineData("40001", "COLLISION")]
    public void What_the_server_says_of_itself_is_told_without_its_words(string state, string code)
    {
        var failure = new DbUpdateException("update", new PostgresException("secret", "FATAL", "FATAL", state));

        DatabaseTrouble.FromException(failure).ShouldNotBeNull().Code.ShouldBe(code);
        var problem = ExceptionProblems.FromException(failure, new ConstraintMessages()).ShouldNotBeNull();
        (problem.Kind, problem.Message.Contains("secret")).ShouldBe((ProblemKind.Unavailable, false));
    }

    public static TheoryData<string, Exception, string> WithoutAnAnswer =>
        new()
        {
            { "refused", new NpgsqlException("Failed to connect to secret", new SocketException(111)), "DATABASE_AWAY" },
            {
                "lost",
                new InvalidOperationException("transient", new NpgsqlException("reading", new EndOfStreamException())),
                "DATABASE_AWAY"
            },
            { "no such host", new SocketException(11), "DATABASE_AWAY" },
            { "late", new NpgsqlException("reading", new TimeoutException()), "DATABASE_AWAY" },
            {
                "pool",
                new NpgsqlException("The connection pool has been exhausted, either raise 'Max Pool Size'", new TimeoutException()),
                "POOL_EXHAUSTED"
            },
            { "settings", new NpgsqlException("No password has been provided"), "DATABASE_REFUSES" },
        };

    [Theory]
    [MemberData(nameof(WithoutAnAnswer))]
    public void What_the_network_does_is_told_without_its_words(string what, Exception failure, string code)
    {
        DatabaseTrouble.FromException(failure).ShouldNotBeNull(what).Code.ShouldBe(code);
        ExceptionProblems.FromException(failure, new ConstraintMessages()).ShouldNotBeNull().Message.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("23505")] // a client's doing
    [InlineData("23514")]
    [InlineData("42P01")] // a mistake of the service
    [InlineData("22P05")]
    public void What_is_the_client_s_doing_or_a_mistake_is_no_trouble_of_the_database(string state) =>
        DatabaseTrouble.FromException(new PostgresException("x", "ERROR", "ERROR", state)).ShouldBeNull();

    [Fact]
    public void What_waiting_does_not_mend_is_not_waited_for()
    {
        DatabaseTrouble.FromException(new PostgresException("x", "FATAL", "FATAL", "28P01"))!.Passes.ShouldBeFalse();
        DatabaseTrouble.FromException(new PostgresException("x", "FATAL", "FATAL", "57P03"))!.Passes.ShouldBeTrue();
    }
}
