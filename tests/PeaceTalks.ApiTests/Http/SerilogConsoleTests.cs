using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PeaceTalks.Api.Http.Server;

namespace PeaceTalks.ApiTests.Http;

/// <summary>They take the console of the whole process.</summary>
[Collection(NotParallel.Name)]
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

    [Fact]
    public void The_time_is_in_UTC_and_says_so() =>
        Written([], logs => logs.CreateLogger("Here").LogInformation("Now"))
            .ShouldMatch($"^{DateTime.UtcNow:yyyy-MM-dd} [0-9:.]+Z INF Now");

    [Fact]
    public void The_level_is_a_setting_of_its_own() =>
        Written(new() { ["Logs:Level"] = "Warning" }, logs => logs.CreateLogger("Here").LogInformation("not severe")).ShouldBeEmpty();

    [Fact]
    public void As_JSON_each_entry_is_an_object_on_one_line()
    {
        var line = Written(
            new() { ["Logs:Format"] = "Json" },
            logs => logs.CreateLogger("Here").LogWarning(new IOException("two\nlines"), "Loaded {Records} records", 80)
        );

        line.TrimEnd().ShouldNotContain('\n');
        var entry = JsonDocument.Parse(line).RootElement;
        entry.GetProperty("@m").GetString().ShouldBe("Loaded 80 records");
        entry.GetProperty("@l").GetString().ShouldBe("Warning");
        entry.GetProperty("Records").GetInt32().ShouldBe(80);
        entry.GetProperty("@x").GetString()!.ShouldContain("two\nlines");
    }

    [Theory]
    [InlineData("Text")]
    [InlineData("Json")]
    public void A_value_is_cut_when_it_is_too_long(string format)
    {
        var line = Written(
            new() { ["Logs:Format"] = format },
            logs => logs.CreateLogger("Here").LogInformation("Refused {What}", new string('x', 20_000))
        );

        line.Length.ShouldBeInRange(1000, 2500);
        line.ShouldContain("xxx... (20000 characters)");
    }

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
