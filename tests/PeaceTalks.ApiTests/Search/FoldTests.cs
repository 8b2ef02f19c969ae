using Npgsql;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.ApiTests.Search;

/// <summary>The function of the database against the code, on every character of the scripts that they know.</summary>
public sealed class FoldTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Fact]
    public async Task The_database_folds_every_character_as_the_code_does()
    {
        List<char> characters =
        [
            .. Enumerable.Range(0x01, 0x52F).Select(x => (char)x),
            .. Enumerable.Range(0x1E00, 0x200).Select(x => (char)x),
            .. Enumerable.Range(0x2000, 0x400).Select(x => (char)x),
            .. Enumerable.Range(0x3000, 0x20).Select(x => (char)x),
            .. "ﬁＡ＇中あ",
        ];
        // Alone, and where an apostrophe, a neighbour or an accent could make a difference.
        string[] texts =
        [
            .. characters.Select(x => $"{x}"),
            .. characters.Select(x => $"I{x}i a{x}s b'{x} y{x}y"),
            "Zelenskyy’s ‘ceasefire’, said 'them' — the U.S.’s",
        ];

        await using var connection = await app.ConnectAsync();
        await using var command = new NpgsqlCommand(
            "SELECT search_fold(t) FROM unnest($1::text[]) WITH ORDINALITY u(t, n) ORDER BY n",
            connection
        );
        command.Parameters.Add(new() { Value = texts });
        List<string> folded = [];
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            folded.Add(reader.GetString(0));
        }

        folded.Count.ShouldBe(texts.Length);
        texts
            .Zip(folded)
            .Where(x => FoldedText.Fold(x.First) != x.Second)
            .Select(x => $"{(int)x.First[0]:X4} {x.First}: {x.Second}")
            .ShouldBeEmpty();
    }
}
