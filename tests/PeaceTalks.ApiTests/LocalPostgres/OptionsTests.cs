using Microsoft.Extensions.Configuration;
using PeaceTalks.LocalPostgres;

namespace PeaceTalks.ApiTests.LocalPostgres;

public sealed class OptionsTests
{
    [Fact]
    public void The_settings_that_the_messages_name_reach_the_options()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["LocalPostgres:BinariesFolder"] = "/opt/pg/bin",
                    ["LocalPostgres:DataFolder"] = "/srv/peacetalks",
                    ["LocalPostgres:ServerSettings:work_mem"] = "8MB",
                }
            )
            .Build();

        var options = configuration.GetSection("LocalPostgres").Get<LocalPostgresOptions>().ShouldNotBeNull();

        options.BinariesFolder.ShouldBe("/opt/pg/bin");
        options.DataFolder.ShouldBe("/srv/peacetalks");
        options.DatabaseName.ShouldBe("peacetalks");
        options.ServerSettings["work_mem"].ShouldBe("8MB");
    }
}
