using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Keys;

namespace PeaceTalks.ApiTests;

/// <summary>The program in a process of its own, as an operator starts it. None of these may make anything.</summary>
public sealed class CommandLineTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory();

    [Theory]
    [InlineData(
        "ConnectionStrings__PeaceTalk",
        "Host=db",
        "ConnectionStrings__PeaceTalk is not a setting; did you mean ConnectionStrings__PeaceTalks?"
    )]
    [InlineData("Reads__Opne", "false", "Reads__Opne is not a setting; did you mean Reads__Open?")]
    [InlineData("Reads__Open", "no", "Reads__Open is 'no': it takes true or false.")]
    [InlineData("Serilog__MinimumLevel", "Verbos", "Serilog cannot use its section: The value Verbos is not a valid Serilog level.")]
    [InlineData(
        "PublicBaseUrl",
        "example.org",
        "PublicBaseUrl is 'example.org': it takes an address such as https://talks.example.org, without a query."
    )]
    public async Task A_wrong_setting_ends_the_start_with_one_message_before_anything_is_made(string name, string value, string says)
    {
        var ended = await RunAsync([], (name, value));

        ended.Code.ShouldBe(78);
        ended.Lines.ShouldHaveSingleItem().ShouldEndWith($"FTL {says}");
        home.EnumerateFileSystemInfos().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_port_that_is_taken_ends_the_start_before_anything_is_made()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://{taken.LocalEndpoint}";

        var ended = await RunAsync([], ("Urls", address));

        ended.Code.ShouldBe(1);
        ended.Lines.Length.ShouldBe(2, ended.Text);
        ended.Lines[1].ShouldEndWith($"FTL Cannot listen on {address}: another program listens there. Set Urls to another address.");
        home.EnumerateFileSystemInfos().ShouldBeEmpty();
    }

    [Fact]
    public async Task With_logs_as_JSON_a_wrong_setting_is_told_so_too()
    {
        var ended = await RunAsync([], ("Logs__Format", "Json"), ("Datset", ""));

        JsonDocument
            .Parse(ended.Lines.ShouldHaveSingleItem())
            .RootElement.GetProperty("@m")
            .GetString()!
            .ShouldContain("did you mean Dataset?");
    }

    [Fact]
    public async Task Check_settings_says_whether_they_are_right()
    {
        (await RunAsync(["check-settings"])).ShouldBe((0, "The settings are right."));
        (await RunAsync(["check-settings", "--Reads:Opne=true"])).Code.ShouldBe(78);
        home.EnumerateFileSystemInfos().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("help")]
    public async Task Help_lists_verbs_and_settings_with_defaults_and_meanings(string verb)
    {
        var (code, text) = await RunAsync([verb]);

        code.ShouldBe(0);
        text.ShouldContain("new-key");
        text.ShouldContain("  Urls (default http://localhost:5080)");
        text.ShouldContain("  Reads__Open (true or false; default true)\n      Whether anyone can read. If not, reading needs a key.");
    }

    [Theory]
    [InlineData("--version")]
    [InlineData("version")]
    public async Task Version_says_release_and_commit(string verb) => (await RunAsync([verb])).ShouldBe((0, Release.Text));

    [Fact]
    public async Task New_key_prints_a_secret() =>
        Secret.TryParse((await RunAsync(["new-key"])).Text, out _, out var complaint).ShouldBeTrue(complaint);

    [Fact]
    public async Task An_unknown_verb_starts_nothing()
    {
        (await RunAsync(["newkey"])).ShouldBe((64, "'newkey' is not a verb; did you mean new-key?"));
        home.EnumerateFileSystemInfos().ShouldBeEmpty();
    }

    public void Dispose() => home.Delete(recursive: true);

    private async Task<Ended> RunAsync(string[] arguments, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "PeaceTalks.Api.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["HOME"] = home.FullName, ["LocalPostgres__DataFolder"] = Path.Combine(home.FullName, "data") },
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        var (output, errors) = (
            process.StandardOutput.ReadToEndAsync(patience.Token),
            process.StandardError.ReadToEndAsync(patience.Token)
        );
        await process.WaitForExitAsync(patience.Token);
        return new Ended(process.ExitCode, (await output + await errors).TrimEnd());
    }

    private sealed record Ended(int Code, string Text)
    {
        public string[] Lines => Text.Split('\n');

        public void ShouldBe((int Code, string Text) wanted) => (Code, Text).ShouldBe(wanted);
    }
}
