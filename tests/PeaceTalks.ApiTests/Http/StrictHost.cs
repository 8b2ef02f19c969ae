using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Http.ErrorHandling;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Http.RateLimiting;
using PeaceTalks.Api.Http.Tables;
using PeaceTalks.ApiTests.Http.Tables;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Display;

namespace PeaceTalks.ApiTests.Http;

/// <summary>The HTTP layer alone on a real server (the limits are the server's), with <see cref="TryoutController"/> behind it.</summary>
public sealed class StrictHost : IAsyncLifetime
{
    private WebApplication app = null!;

    public HttpClient Client { get; private set; } = null!;

    public ConcurrentQueue<LogLine> Log { get; } = new();

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSerilog(
            new LoggerConfiguration()
                .MinimumLevel.Verbose()
                .MinimumLevel.Override("Microsoft", LogEventLevel.Error)
                .WriteTo.Sink(new Recorder(Log))
                .CreateLogger(),
            dispose: true
        );
        builder
            .Services.AddStrictHttp()
            .ConfigureApplicationPartManager(parts =>
            {
                parts.ApplicationParts.Clear();
                parts.ApplicationParts.Add(new AssemblyPart(typeof(TryoutController).Assembly));
                parts.FeatureProviders.Clear();
                parts.FeatureProviders.Add(new OnlyTryout());
            });
        builder.Services.AddValidatorsFromAssembly(typeof(TryoutController).Assembly, includeInternalTypes: true);
        builder.Services.Configure<ConstraintMessages>(all => all.Add("ak_parties_slug", "/slug", "another party has this slug"));
        builder.Services.AddSingleton<IOutputFormat>(new TextFormat<Formed>("csv", "text/csv", "As CSV.", x => $"a,{x.Text}"));
        builder.Services.AddSingleton<IOutputFormat>(
            new TextFormat<Formed>("shout", "text/plain", "Aloud.", x => x.Text.ToUpperInvariant())
        );
        builder.Configuration["Limits:ReadSeconds"] = "3";
        builder.Services.AddLimits().AddTables();
        builder.Services.AddTable<int, CountedRow>(x => new(x, $"number {x}"));
        app = builder.Build();
        app.UseStrictHttp();
        app.UseRequestTimeouts();
        app.UseResponseCompression();
        app.MapControllers();
        await app.StartAsync();
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }

    public async Task<Answer> Get(string path, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return await Send(request);
    }

    public Task<Answer> Post(string path, string json) => Post(path, Encoding.UTF8.GetBytes(json), "application/json");

    public async Task<Answer> Post(string path, byte[] body, string? contentType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        if (contentType is not null)
        {
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        return await Send(request);
    }

    public async Task<Answer> Send(HttpRequestMessage request)
    {
        using var response = await Client.SendAsync(request);
        return await Answer.Of(response);
    }

    /// <summary>What is answered to bytes that no client would send.</summary>
    public async Task<string> Raw(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Client.BaseAddress!.Host, Client.BaseAddress.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        // Until the problem's last member is there: the server may keep the connection to see whether the body still comes.
        while (!answer.ToString().Contains("traceId"))
        {
            var read = await stream.ReadAsync(buffer, patience.Token);
            if (read == 0)
            {
                break;
            }

            answer.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        return answer.ToString();
    }

    private sealed class OnlyTryout : ControllerFeatureProvider
    {
        protected override bool IsController(System.Reflection.TypeInfo typeInfo) =>
            typeInfo == typeof(TryoutController) || typeInfo == typeof(TryoutTablesController);
    }

    private sealed class Recorder(ConcurrentQueue<LogLine> log) : ILogEventSink
    {
        private static readonly MessageTemplateTextFormatter Text = new("{Message:lj}");

        public void Emit(LogEvent logEvent)
        {
            var text = new StringWriter();
            Text.Format(logEvent, text);
            log.Enqueue(
                new(
                    LevelConvert.ToExtensionsLevel(logEvent.Level),
                    $"{text}",
                    logEvent.Properties.ToDictionary(x => x.Key, x => (x.Value as ScalarValue)?.Value),
                    logEvent.Exception
                )
            );
        }
    }
}

public sealed record LogLine(LogLevel Level, string Text, IReadOnlyDictionary<string, object?> Values, Exception? Exception);

/// <summary>A response that is at hand as a whole.</summary>
public sealed record Answer(int Status, string? MediaType, IReadOnlyDictionary<string, string> Headers, string Text)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public static async Task<Answer> Of(HttpResponseMessage response) =>
        new(
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            response
                .Headers.Concat(response.Content.Headers)
                .ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase),
            await response.Content.ReadAsStringAsync()
        );

    /// <summary>The only message at a place.</summary>
    public string Error(string place) => Json.GetProperty("errors").GetProperty(place).EnumerateArray().ShouldHaveSingleItem().GetString()!;

    public string[] Places => [.. Json.GetProperty("errors").EnumerateObject().Select(e => e.Name)];

    /// <summary>Every problem has all of this, whatever found it.</summary>
    public Answer ShouldBeProblem(int status, string code)
    {
        Status.ShouldBe(status, Text);
        MediaType.ShouldBe("application/problem+json");
        Json.GetProperty("type").GetString().ShouldBe($"/problems/{code}");
        Json.GetProperty("status").GetInt32().ShouldBe(status);
        Json.GetProperty("title").GetString().ShouldNotBeNullOrWhiteSpace();
        Json.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace();
        Json.GetProperty("instance").GetString()!.ShouldStartWith("/");
        Json.GetProperty("instance").GetString()!.ShouldNotContain("?");
        Json.GetProperty("traceId").GetString()!.Length.ShouldBe(32);
        Text.ShouldNotContain("System.");
        Text.ShouldNotContain("PeaceTalks.Api");
        return this;
    }
}
