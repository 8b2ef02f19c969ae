namespace PeaceTalks.Api.Ledger.ReferenceData;

/// <summary>
/// One item of reference data as an answer, for its page and its citation. The JSON is the item alone, which names neither its revision nor
/// its address.
/// </summary>
public sealed class ReferenceAnswer(IShown item, long knownAt, Links links) : ICitable
{
    public long KnownAt => knownAt;
    public Links Links => links;
    public object Body => item;

    string? IShownAnswer.Headline => item.Headline;

    IEnumerable<ShownLine> IShownAnswer.Lines => item.Lines;

    IEnumerable<ShownFact> IShownAnswer.Facts => item.Facts;

    public IEnumerable<CitedRecord> Cited() => item is ICited cited ? cited.Cited() : [];

    /// <summary>Whether answers of the type are items that are shown in this way.</summary>
    public static bool Suits(Type answer) => answer.IsAssignableTo(typeof(IVersioned)) && answer.IsAssignableTo(typeof(IShown));

    /// <summary>What a request is answered with. Whoever answers with an item says so with <see cref="Remember"/>.</summary>
    public static ReferenceAnswer FromRequest(HttpContext http) =>
        http.Features.Get<ReferenceAnswer>() ?? throw new InvalidOperationException("The answer is no item of reference data.");

    public void Remember(HttpContext http) => http.Features.Set(this);
}
