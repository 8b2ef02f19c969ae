using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Testing;
using Npgsql;

namespace PeaceTalks.ApiTests;

/// <summary>The plans that the server itself logs (its module auto_explain) while a service of its own asks it.</summary>
public sealed partial class LoggedPlans(WebApplicationFactory<Program> service, string log) : IAsyncDisposable
{
    public WebApplicationFactory<Program> Service => service;

    public static async Task<LoggedPlans> OfAsync(LedgerApp app)
    {
        // A name of its own, so that the service shares no connection with those that were made before.
        var named = new NpgsqlConnectionStringBuilder(app.ConnectionString) { ApplicationName = $"Explained {Guid.NewGuid():N}" };
        named.Options =
            "-c session_preload_libraries=auto_explain -c auto_explain.log_min_duration=0 -c auto_explain.log_analyze=on "
            + "-c auto_explain.log_buffers=on -c auto_explain.log_timing=off -c auto_explain.log_format=json";
        var folder = (await TestCluster.StartedAsync()).DataFolder;
        return new(app.Start(("ConnectionStrings:PeaceTalks", named.ConnectionString)), Path.Combine(folder, "postgres.log"));
    }

    /// <summary>The plans of the statements that were run meanwhile, in their order.</summary>
    public async Task<IReadOnlyList<Plan>> TakeAsync(Func<Task> ask)
    {
        var start = new FileInfo(log).Length;
        await ask();
        await using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = start;
        using var reader = new StreamReader(file);
        return
        [
            .. Logged()
                .Matches(await reader.ReadToEndAsync())
                .Select(x => JsonSerializer.Deserialize<JsonElement>(x.Groups["json"].Value))
                // Not what the instance asks for at its own time, to learn the head or to delete what has expired.
                .Where(x => !OwnTime().IsMatch(x.GetProperty("Query Text").GetString()!))
                .Select(x => new Plan(x.GetProperty("Plan").Clone())),
        ];
    }

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [GeneratedRegex("epoch \\|\\| ' '|kept_answer|DELETE")]
    private static partial Regex OwnTime();

    /// <summary>All but the first line of an entry begin with a tab.</summary>
    [GeneratedRegex(@" ms  plan:\n(?<json>(\t.*\n)+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Logged();
}
