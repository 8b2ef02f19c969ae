using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Http.Json;

namespace PeaceTalks.ApiTests;

/// <summary>The service on a database of its own, cloned for one test class: empty, with the key of an ADMIN.</summary>
public class EmptyLedger() : LedgerApp(dataset: "");

/// <summary>The service on a database of its own with the shipped data set in revision 1 and the key of an ADMIN.</summary>
public sealed class ShippedLedger() : LedgerApp(dataset: "russia-ukraine-2025");

/// <summary>An empty one whose writers wait for each other as long as it takes, on a machine however busy.</summary>
public sealed class PatientLedger()
    : LedgerApp(dataset: "", ("Database:LockSeconds", "60"), ("Database:StatementSeconds", "60"), ("Database:ConnectSeconds", "60"));

public abstract class LedgerApp(string dataset, params (string Name, string Value)[] settings) : IAsyncLifetime
{
    private static readonly SemaphoreSlim OneTemplateAtATime = new(1);
    private static readonly Dictionary<string, string> Templates = [];

    /// <summary>As the superuser, for what a test does past the service.</summary>
    public string ConnectionString { get; private set; } = null!;

    /// <summary>As the role that answers requests.</summary>
    public string RequestConnectionString { get; private set; } = null!;

    public WebApplicationFactory<Program> Factory { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        ConnectionString = await TestCluster.CloneAsync(await TemplateAsync());
        var name = new NpgsqlConnectionStringBuilder(ConnectionString).Database!;
        RequestConnectionString = (await TestCluster.StartedAsync()).ServiceConnectionStringTo(name);
        Factory = Start(settings);
        Client = Factory.CreateDefaultClient(new WithKey());
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Factory.DisposeAsync();
    }

    /// <summary>Another instance of the service on the same database.</summary>
    public WebApplicationFactory<Program> Start(params (string Name, string Value)[] others) =>
        new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseSetting("ConnectionStrings:PeaceTalks", RequestConnectionString);
            // A test that names another role has it do everything.
            host.UseSetting("ConnectionStrings:Setup", others.Any(x => x.Name == "ConnectionStrings:PeaceTalks") ? "" : ConnectionString);
            host.UseSetting("Dataset", "");
            host.UseSetting("Keys:Admin", WithKey.AdminSecret);
            host.UseSetting("Urls", "http://127.0.0.1:0");
            host.UseSetting("Serilog:MinimumLevel", "Warning");

            // Tests ask as fast as they can, and all from one place.
            host.UseSetting("Limits:Enabled", "false");

            // On a busy machine, a read may take long.
            host.UseSetting("Limits:ReadSeconds", "60");

            // What an instance knows of the head, it was told.
            host.UseSetting("HeadWatch:PollSeconds", "3600");
            foreach (var (name, value) in others)
            {
                host.UseSetting(name, value);
            }
        });

    /// <summary>What a GET that must succeed answers.</summary>
    public async Task<JsonElement> GetAsync(string path) => (await SendAsync(HttpMethod.Get, path)).Expect(200);

    /// <summary>The bytes of an answer that must be 200.</summary>
    public async Task<string> GetTextAsync(string path, string accept = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", accept);
        using var response = await Client.SendAsync(request);
        ((int)response.StatusCode).ShouldBe(200, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadAsStringAsync();
    }

    /// <param name="body">A string is sent as it stands, anything else as JSON.</param>
    /// <param name="key">The secret to send; without it writes are sent with the ADMIN's, and reads with none.</param>
    public async Task<Answer> SendAsync(
        HttpMethod method,
        string path,
        object? body = null,
        string? ifMatch = null,
        string? key = null,
        string? idempotencyKey = null
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = body is string text
                ? new StringContent(text, Encoding.UTF8, "application/json")
                : JsonContent.Create(body, options: JsonConventions.Options);
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        }

        if (idempotencyKey is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        }

        using var response = await Client.SendAsync(request);
        return await Answer.OfAsync(response);
    }

    public Task<Answer> PostAsync(string path, object item) => SendAsync(HttpMethod.Post, path, Write(item));

    public Task<Answer> PutAsync(string path, object item, string? ifMatch) => SendAsync(HttpMethod.Put, path, Write(item), ifMatch);

    /// <summary>Makes a key, and gives its secret.</summary>
    public async Task<string> KeyAsync(string role, string? name = null) =>
        (await SendAsync(HttpMethod.Post, "/api/v1/keys", new { name = name ?? $"{role} {Guid.NewGuid()}", role }))
            .Expect(201)
            .GetProperty("secret")
            .GetString()!;

    public static object Write(object item) => new { note = "For a test", item };

    /// <summary>The number of the last revision.</summary>
    public async Task<long> HeadAsync() => (await GetAsync("/api/v1/revisions?limit=1")).GetProperty("head").GetInt64();

    public async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public AsyncServiceScope Scope() => Factory.Services.CreateAsyncScope();

    private async Task<string> TemplateAsync()
    {
        await OneTemplateAtATime.WaitAsync();
        try
        {
            if (!Templates.TryGetValue(dataset, out var name))
            {
                name = $"template_{dataset.Replace('-', '_')}";
                await MakeTemplateAsync(name);
                Templates.Add(dataset, name);
            }

            return name;
        }
        finally
        {
            OneTemplateAtATime.Release();
        }
    }

    private async Task MakeTemplateAsync(string name)
    {
        var server = await TestCluster.StartedAsync();
        var connection = new NpgsqlConnectionStringBuilder(server.ConnectionStringTo(name)) { Pooling = false }.ConnectionString;
        await using (var db = new PeaceTalksDb(new DbContextOptionsBuilder<PeaceTalksDb>().UseNpgsql(connection).Options))
        {
            await db.Database.MigrateAsync();
        }

        if (dataset.Length > 0)
        {
            await using var loader = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
            {
                host.UseSetting("ConnectionStrings:PeaceTalks", connection);
                host.UseSetting("Dataset", dataset);
                host.UseSetting("Keys:Admin", WithKey.AdminSecret);
            });
            loader.CreateClient().Dispose();
        }
    }
}

/// <param name="Json">Undefined where the content is no JSON object.</param>
public sealed record Answer(int Status, JsonElement Json, string Text, string? ETag, string? Location)
{
    public static async Task<Answer> OfAsync(HttpResponseMessage response)
    {
        var content = await response.Content.ReadAsStringAsync();
        return new Answer(
            (int)response.StatusCode,
            content.StartsWith('{') ? JsonSerializer.Deserialize<JsonElement>(content) : default,
            content,
            response.Headers.ETag?.ToString(),
            response.Headers.Location?.ToString()
        );
    }

    public JsonElement Expect(int status)
    {
        Status.ShouldBe(status, Text);
        return Json;
    }

    /// <summary>The messages at a pointer or parameter; none where nothing is said of it.</summary>
    public string At(string place) =>
        Json.TryGetProperty("errors", out var errors) && errors.TryGetProperty(place, out _) ? ErrorAt(place) : "";

    /// <summary>The messages at a pointer or parameter of a problem.</summary>
    public string ErrorAt(string place) =>
        string.Join(" | ", Json.GetProperty("errors").GetProperty(place).EnumerateArray().Select(x => x.GetString()));
}
