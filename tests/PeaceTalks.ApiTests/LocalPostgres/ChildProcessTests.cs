using PeaceTalks.LocalPostgres;

namespace PeaceTalks.ApiTests.LocalPostgres;

/// <summary>A variable of the environment is seen by whatever starts in this process meanwhile.</summary>
[Collection(NotParallel.Name)]
public sealed class ChildProcessTests
{
    [Theory]
    [InlineData("PGOFATEST")]
    [InlineData("Keys__OfATest")]
    [InlineData("KEYS__OFATEST")]
    [InlineData("Keys:OfATest")]
    [InlineData("ASPNETCORE_Keys__OfATest")]
    [InlineData("ConnectionStrings__OfATest")]
    [InlineData("connectionstrings__ofatest")]
    [InlineData("POSTGRESQLCONNSTR_OfATest")]
    public async Task Secrets_of_the_service_are_not_in_its_environment(string name)
    {
        Environment.SetEnvironmentVariable(name, "a secret");
        try
        {
            var ended = await new ChildProcess("/usr/bin/env", [])
            {
                Variables = new Dictionary<string, string> { ["PGDATA"] = "its own" },
            }.RunAsync(CancellationToken.None);

            ended.Output.ShouldContain("PATH=");
            ended.Output.ShouldContain("PGDATA=its own");
            ended.Output.ShouldNotContain(name);
        }
        finally
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }
}
