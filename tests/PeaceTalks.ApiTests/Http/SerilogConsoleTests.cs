using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PeaceTalks.Api.Http.Server;

namespace PeaceTalks.ApiTests.Http;

public sealed class SerilogConsoleTests
{
    [Fact]
    public void A_line_has_its_text_and_the_frameworks_chatter_is_left_out()
    {
        var text = Written(
            [],
            logs =>
            {
                logs.CreateLogger("Here").LogInformation("Loaded {Records} records", 80);
                logs.CreateLogger("Here").LogDebug("a detail");
                logs.CreateLogger("Microsoft.Chatter").LogInformation("chatter");
            }
        );
        text.ShouldContain("INF Loaded 80 records");
        text.ShouldNotContain("a detail");
        text.ShouldNotContain("chatter");
    }

    [Fact]
    public void Settings_override_the_levels() =>
        Written(new() { ["Serilog:MinimumLevel:Default"] = "Debug" }, logs => logs.CreateLogger("Here").LogDebug("a wanted detail"))
            .ShouldContain("DBG a wanted detail");

    private static string Written(Dictionary<string, string?> settings, Action<ILoggerFactory> log)
    {
        var console = Console.Out;
        var written = new StringWriter();
        Console.SetOut(TextWriter.Synchronized(written));
        try
        {
            var builder = WebApplication.CreateBuilder();
            builder.Configuration.AddInMemoryCollection(settings);
            using var services = builder.AddSerilogConsole().Services.BuildServiceProvider();
            log(services.GetRequiredService<ILoggerFactory>());
            return written.ToString();
        }
        finally
        {
            Console.SetOut(console);
        }
    }
}
