using BenchmarkDotNet.Running;
using PeaceTalks.Benchmarks;
using PeaceTalks.Benchmarks.Bare;
using PeaceTalks.Benchmarks.Baseline;
using PeaceTalks.Benchmarks.Checks;
using PeaceTalks.Benchmarks.Compare;
using PeaceTalks.Benchmarks.Costs;
using PeaceTalks.Benchmarks.Writes;

const string Usage = """
    dotnet run -c Release --project tests/PeaceTalks.Benchmarks -- VERB [OPTIONS]

    compare   measures the service against a hand-written baseline, and writes docs/benchmarks.md
    costs     lists what every read costs with every filter: statements, pages and rows of the database, and time
    crowd     what one client notices while a hundred others ask the dearest questions
    writes    measures writes against hand-written transactions and COPY
    check     the small form for CI: fails on wrong answers, on statements and on buffers
    pure      BenchmarkDotNet for the pure parts
    """;

try
{
    switch (args)
    {
        case ["compare", .. var rest]:
            return await CompareVerb.RunAsync(ComparisonOptions.FromOptions(new VerbOptions(rest, ComparisonOptions.Known)));
        case ["costs", .. var rest]:
            return await CostsVerb.RunAsync(new VerbOptions(rest, CostsVerb.Known));
        case ["crowd", .. var rest]:
            return await CrowdVerb.RunAsync(new VerbOptions(rest, CrowdVerb.Known));
        case ["writes", .. var rest]:
            return await WritesVerb.RunAsync(new VerbOptions(rest, WritesVerb.Known));
        case ["check", .. var rest]:
            return await CheckVerb.RunAsync(new VerbOptions(rest, CheckVerb.Known));
        case ["pure", .. var rest]:
            BenchmarkSwitcher.FromAssembly(typeof(Repository).Assembly).Run(rest.Length == 0 ? ["--filter", "*"] : rest);
            return 0;
        case ["baseline", .. var rest]:
            var baseline = new VerbOptions(rest, "urls", "connection");
            var connection = baseline.Find("connection") ?? Environment.GetEnvironmentVariable("BASELINE_CONNECTION");
            await BaselineServer.RunAsync(connection ?? throw new ArgumentException("--connection is missing."), baseline.Required("urls"));
            return 0;
        case ["bare", .. var rest]:
            var bare = new VerbOptions(rest, "urls", "answers");
            await BareServer.RunAsync(bare.Required("answers"), bare.Required("urls"));
            return 0;
        default:
            Console.Error.WriteLine(Usage);
            return 2;
    }
}
catch (Exception failure) when (failure is CheckFailedException or ArgumentException or InvalidOperationException)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
