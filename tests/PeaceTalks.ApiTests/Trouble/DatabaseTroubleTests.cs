using Npgsql;
using PeaceTalks.Api.Data;

namespace PeaceTalks.ApiTests.Trouble;

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
}
