using PeaceTalks.Benchmarks.Ledgers;

namespace PeaceTalks.Benchmarks.Writes;

/// <summary>A position with two citations, for a ledger that is generated. The same number gives the same position.</summary>
internal sealed class GeneratedPosition
{
    private static readonly string[] Stances = ["SUPPORTS", "OPPOSES", "OPEN", "NEUTRAL", "SCEPTICAL"];

    public GeneratedPosition(LedgerSize size, int number)
    {
        // Scattered over the tracks, as what is reported is.
        var hash = (uint)number * 2654435761;
        Party = $"party-{1 + hash % size.Parties}";
        Issue = $"issue-{1 + hash / 7 % size.Issues}";
        Stance = Stances[hash / 11 % Stances.Length];
        Article = $"article-{1 + hash / 13 % LedgerSize.Articles}";
        OtherArticle = $"article-{1 + (hash / 13 + 1) % LedgerSize.Articles}";
        Paragraph = (int)(1 + hash / 17 % 30);
        StatedOn = new DateOnly(2024, 12, 1).AddDays((int)(hash / 19 % 300));
    }

    public string Party { get; }

    public string Issue { get; }

    public string Stance { get; }

    public string Article { get; }

    public string OtherArticle { get; }

    public int Paragraph { get; }

    public DateOnly StatedOn { get; }

    public string Summary => "The party said once more what it thinks of this.";

    public Guid Track => Api.Positions.Track.IdOf(Party, Issue, null);

    /// <summary>A party that nothing refers to, as it is sent to the service.</summary>
    public static object NewParty(int number) =>
        new
        {
            slug = $"new-party-{number}",
            name = $"New party {number}",
            kind = "STATE",
        };

    /// <summary>As it is sent to the service.</summary>
    public object Body =>
        new
        {
            party = Party,
            issue = Issue,
            stance = Stance,
            summary = Summary,
            article = Article,
            paragraph = Paragraph,
            statedOn = new { edtf = $"{StatedOn:yyyy-MM-dd}", basis = "STATED" },
            assertedBy = Party,
            citations = new[] { new { article = OtherArticle, paragraph = Paragraph } },
        };
}
