using Npgsql;

namespace PeaceTalks.ApiTests.LocalPostgres;

public sealed class TestClusterTests
{
    [Fact]
    public async Task All_tests_of_a_run_share_one_server()
    {
        var servers = await Task.WhenAll(TestCluster.StartedAsync(), TestCluster.StartedAsync());

        servers[0].ShouldBeSameAs(servers[1]);
    }

    [Fact]
    public async Task Clones_made_at_once_each_hold_the_template_s_rows_and_are_apart()
    {
        var server = await TestCluster.StartedAsync();
        await Sql.ScalarAsync(server.ConnectionStringTo("postgres"), "CREATE DATABASE clone_template");
        await Sql.ScalarAsync(server.ConnectionStringTo("clone_template"), "CREATE TABLE t AS SELECT 7 AS x");

        var clones = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TestCluster.CloneAsync("clone_template")));
        await Sql.ScalarAsync(clones[0], "UPDATE t SET x = 8");

        clones.Select(clone => new NpgsqlConnectionStringBuilder(clone).Database).ShouldBeUnique();
        (await Sql.ScalarAsync(clones[0], "SELECT x FROM t")).ShouldBe(8);
        (await Sql.ScalarAsync(clones[1], "SELECT x FROM t")).ShouldBe(7);
    }
}
