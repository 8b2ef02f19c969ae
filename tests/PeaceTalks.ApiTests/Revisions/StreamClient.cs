using System.Net.Http.Headers;
using System.Text.Json;

namespace PeaceTalks.ApiTests.Revisions;

/// <param name="Id">The cursor after it.</param>
public sealed record StreamedEvent(string Id, string Name, JsonElement Data)
{
    public SeenChange Change => SeenChange.Of(Data.GetProperty("revision").GetProperty("number").GetInt64(), Data.GetProperty("change"));
}

/// <summary>Reads server-sent events as they come; to dispose of it is to cut the connection.</summary>
public sealed class StreamClient : IDisposable
{
    private readonly HttpResponseMessage response;
    private readonly StreamReader reader;

    private StreamClient(HttpResponseMessage response, StreamReader reader) => (this.response, this.reader) = (response, reader);

    public int Heartbeats { get; private set; }

    /// <summary>Where the stream said that this client is, with an event or without one.</summary>
    public List<string> Ids { get; } = [];

    public HttpResponseHeaders Headers => response.Headers;

    /// <summary>A stream that must start, beyond its event "start".</summary>
    public static async Task<StreamClient> FollowAsync(
        HttpClient http,
        string query = "",
        string? lastEventId = null,
        CancellationToken cancellation = default
    )
    {
        var client = await OpenAsync(http, query, lastEventId, cancellation);
        (await client.NextAsync(cancellation))!.Name.ShouldBe("start");
        return client;
    }

    public static async Task<StreamClient> OpenAsync(
        HttpClient http,
        string query = "",
        string? lastEventId = null,
        CancellationToken cancellation = default
    )
    {
        var response = await AskAsync(http, query, lastEventId, cancellation);
        ((int)response.StatusCode).ShouldBe(200);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return new StreamClient(response, new StreamReader(await response.Content.ReadAsStreamAsync(cancellation)));
    }

    public static async Task<HttpResponseMessage> AskAsync(
        HttpClient http,
        string query = "",
        string? lastEventId = null,
        CancellationToken cancellation = default
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/revisions/stream{query}");
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    /// <summary>What comes in ten seconds; null at the end of the stream.</summary>
    public async Task<StreamedEvent?> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        return await NextAsync(patience.Token);
    }

    /// <summary>Null at the end of the stream.</summary>
    public async Task<StreamedEvent?> NextAsync(CancellationToken cancellation)
    {
        var fields = new Dictionary<string, string>();
        while (await reader.ReadLineAsync(cancellation) is { } line)
        {
            if (line.Length > 0)
            {
                Heartbeats += line[0] == ':' ? 1 : 0;
                var colon = line.IndexOf(':');
                fields[line[..colon]] = line[(colon + 1)..].TrimStart();
            }
            else
            {
                if (fields.TryGetValue("id", out var id))
                {
                    Ids.Add(id);
                }

                if (!fields.Remove("data", out var data))
                {
                    continue;
                }

                return new StreamedEvent(fields["id"], fields["event"], JsonSerializer.Deserialize<JsonElement>(data));
            }
        }

        return null;
    }

    /// <summary>The next so many changes.</summary>
    public async Task<List<StreamedEvent>> NextAsync(int count)
    {
        List<StreamedEvent> events = [];
        while (events.Count < count)
        {
            var next = (await NextAsync()).ShouldNotBeNull();
            next.Name.ShouldBe("change");
            events.Add(next);
        }

        return events;
    }

    public void Dispose()
    {
        reader.Dispose();
        response.Dispose();
    }
}
