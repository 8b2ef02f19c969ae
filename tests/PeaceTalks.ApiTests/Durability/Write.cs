using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PeaceTalks.ApiTests.Durability;

/// <summary>Something to be written to the shipped ledger once, told from all else by its text.</summary>
/// <param name="Noun">As paths have it: positions, remarks or parties.</param>
/// <param name="Key">Of idempotency; null for a client that goes without.</param>
public sealed record Write(int Number, string Noun, string? Key)
{
    public const string Mark = "Durable write ";

    private const string Article = "unnamed-2026-01-davos-talks-on-territory";

    private static readonly string[] Parties = ["ukraine", "russia", "united-states"];

    public string Text => $"{Mark}{Number}";

    public string Body => JsonSerializer.Serialize(LedgerApp.Write(Item()));

    /// <summary>A mix of all three nouns, of parties the fewest: each makes the names be read anew.</summary>
    public static Write Keyed(int number) =>
        new(
            number,
            (number % 10) switch
            {
                0 => "parties",
                < 6 => "positions",
                _ => "remarks",
            },
            $"{Guid.NewGuid()}"
        );

    /// <summary>Nothing with a slug, which would tell the second from the first.</summary>
    public static Write Unkeyed(int number) => new(number, number % 2 == 0 ? "positions" : "remarks", null);

    public HttpRequestMessage Request()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/{Noun}")
        {
            Content = new StringContent(Body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Authorization", $"Bearer {WithKey.AdminSecret}");
        if (Key is not null)
        {
            request.Headers.Add("Idempotency-Key", Key);
        }

        return request;
    }

    private object Item() =>
        Noun switch
        {
            "positions" => new
            {
                party = Parties[Number % Parties.Length],
                proposal = "mutual-pullback-donetsk",
                stance = "OPEN",
                summary = Text,
                article = Article,
                paragraph = 20,
            },
            "remarks" => new
            {
                article = Article,
                paragraph = 1,
                kind = "CONTEXT",
                text = Text,
            },
            _ => new
            {
                slug = $"durable-{Number}",
                name = Text,
                kind = "STATE",
            },
        };
}

/// <summary>A write that was answered with 201.</summary>
/// <param name="Id">Or slug.</param>
public sealed record Acknowledged(Write Write, string Id, long Revision, bool IsRepeat, string Body)
{
    public static async Task<Acknowledged> ReadAsync(Write write, HttpResponseMessage response, CancellationToken end)
    {
        var body = await response.Content.ReadAsStringAsync(end);
        var json = JsonSerializer.Deserialize<JsonElement>(body);
        var (id, revision) =
            write.Noun == "parties"
                ? (json.Text("slug"), long.Parse(response.Headers.GetValues("Ledger-Revision").Single(), CultureInfo.InvariantCulture))
                : (json.GetProperty("item").Text("id"), json.GetProperty("revision").GetInt64());
        return new Acknowledged(write, id!, revision, response.Headers.Contains("Idempotency-Replayed"), body);
    }
}
