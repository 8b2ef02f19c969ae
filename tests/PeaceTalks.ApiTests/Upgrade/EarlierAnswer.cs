using System.Security.Cryptography;
using System.Text;

namespace PeaceTalks.ApiTests.Upgrade;

/// <summary>What an earlier service answered at an address: its bytes or, of a long answer, its length and digest.</summary>
/// <param name="File">With the bytes; with <c>.sha256</c> behind its name, what is known of them.</param>
public sealed record EarlierAnswer(string Address, string File)
{
    /// <summary>Where the answer of today differs, and how; null where it is the same.</summary>
    public async Task<string?> DifferenceAsync(HttpClient client)
    {
        using var response = await client.GetAsync(Address);
        var text = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync());
        var today = Encoding.UTF8.GetBytes(await EvidenceAsItWas.OfAsync(client, Address, text));
        var (expected, actual) = System.IO.File.Exists(File)
            ? (Encoding.UTF8.GetString(await System.IO.File.ReadAllBytesAsync(File)), Encoding.UTF8.GetString(today))
            : (
                await System.IO.File.ReadAllTextAsync($"{File}.sha256"),
                $"{today.Length} {Convert.ToHexStringLower(SHA256.HashData(today))}\n"
            );
        if (expected == actual)
        {
            return null;
        }

        var at = expected.Zip(actual).TakeWhile(x => x.First == x.Second).Count();
        return $"{Path.GetFileName(File)} ({(int)response.StatusCode} at {Address}), character {at}:\n was {Around(at, expected)}\n is  {Around(at, actual)}";
    }

    private static string Around(int at, string text)
    {
        var start = Math.Max(0, at - 60);
        return text[start..Math.Min(text.Length, start + 160)];
    }
}
