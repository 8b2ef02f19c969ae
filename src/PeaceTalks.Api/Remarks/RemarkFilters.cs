using PeaceTalks.Api.Data;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Remarks;

/// <summary>Which remarks you ask for. Several values of one filter are alternatives.</summary>
public sealed class RemarkFilters
{
    /// <summary>The slug of an article.</summary>
    public string[] Article { get; init; } = [];

    /// <summary>Selects remarks by kind.</summary>
    public RemarkKind[] Kind { get; init; } = [];

    /// <summary>Slug of the party whose mood or words they are.</summary>
    public string[] Party { get; init; } = [];

    /// <summary>Slug of whoever said so.</summary>
    public string[] Speaker { get; init; } = [];

    /// <summary>Selects remarks by how the source presents the mood or the words of a party.</summary>
    public AssertionMode[] Mode { get; init; } = [];

    /// <summary>
    /// The revision to read at: its number, or an instant, which stands for the last revision not after it. A day stands for its end,
    /// UTC. Defaults to the newest revision.
    /// </summary>
    public string? KnownAt { get; init; }

    /// <remarks>A single value is compared with `=`, because only then does an index have the remarks in the order of the list.</remarks>
    public IQueryable<Remark> Apply(PeaceTalksDb db, Pin pin)
    {
        pin.Snapshot.Require("party", Noun.Party, Party);
        pin.Snapshot.Require("speaker", Noun.Speaker, Speaker);
        var found = db.Remarks.InForceAt(pin.Revision);
        found = Article.Length == 0 ? found : found.Where(x => Article.Contains(x.Article));
        found = Kind.Length == 0 ? found : found.Where(x => Kind.Contains(x.Kind));
        found = Party switch
        {
            [] => found,
            [var only] => found.Where(x => x.Party == only),
            _ => found.Where(x => Party.Contains(x.Party)),
        };
        found = Speaker switch
        {
            [] => found,
            [var only] => found.Where(x => x.Speaker == only),
            _ => found.Where(x => Speaker.Contains(x.Speaker)),
        };
        return Mode switch
        {
            [] => found,
            [var only] => found.Where(x => x.Mode == only),
            _ => found.Where(x => Mode.Contains(x.Mode!.Value)),
        };
    }
}
