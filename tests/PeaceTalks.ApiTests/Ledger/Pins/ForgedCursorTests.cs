using System.Buffers.Text;
using System.Text.Json;

namespace PeaceTalks.ApiTests.Ledger.Pins;

/// <summary>Cursors that no list has given: they are not secret, so anybody can write one.</summary>
public sealed class ForgedCursorTests(ShippedLedger app) : IClassFixture<ShippedLedger>
{
    /// <summary>
    /// A page starts after any text and any number that the column can have; what it cannot have is no cursor. At another revision there
    /// may be nothing.
    /// </summary>
    [Theory]
    [MemberData(nameof(ListTests.Paths), MemberType = typeof(ListTests))]
    public async Task A_forged_cursor_is_refused_or_starts_somewhere(string list)
    {
        if ((await PageAsync(list)).Text("nextCursor") is not { } cursor)
        {
            return; // a list of one item
        }

        var parts = JsonSerializer.Deserialize<string[]>(Base64Url.DecodeFromChars(cursor))!;
        foreach (
            var (i, forged) in from i in Enumerable.Range(1, parts.Length - 1)
            from forged in new[]
            {
                "\0",
                "a\0",
                "",
                "0",
                "-1",
                "1",
                "3000000000",
                "9223372036854775808",
                "0001-01-01",
                "9999-12-31",
                "donbas",
                Guid.Empty.ToString(),
            }
            select (i, forged)
        )
        {
            var keys = parts.ToArray();
            keys[i] = forged;
            var answer = await AfterAsync(list, keys);

            answer.Status.ShouldBeOneOf([200, 400, 404, 410, 422], $"{forged} as key {i}: {answer.Text}");
            if (forged.Contains('\0'))
            {
                answer.Expect(400);
                answer.ErrorAt("cursor").ShouldContain("is not a cursor");
            }
        }
    }

    /// <summary>A place in a revision is a smaller number than a revision: a greater one must not be cut off.</summary>
    [Theory]
    [InlineData("positions")]
    [InlineData("milestones")]
    [InlineData("remarks")]
    [InlineData("parties/united-states/moods")]
    public async Task A_place_beyond_all_places_is_no_cursor(string list)
    {
        var cursor = (await PageAsync(list)).Text("nextCursor")!;
        var keys = JsonSerializer.Deserialize<string[]>(Base64Url.DecodeFromChars(cursor))!;
        keys[^1] = "4294967297";

        var answer = await AfterAsync(list, keys);

        answer.Expect(400);
        answer.ErrorAt("cursor").ShouldContain("is not a cursor");
    }

    private Task<JsonElement> PageAsync(string list) => app.GetAsync($"/api/v1/{list}{(list.Contains('?') ? '&' : '?')}limit=1");

    private Task<Answer> AfterAsync(string list, string[] keys) =>
        app.SendAsync(
            HttpMethod.Get,
            $"/api/v1/{list}{(list.Contains('?') ? '&' : '?')}limit=1&cursor={Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(keys))}"
        );
}
