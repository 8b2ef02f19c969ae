using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Ledger;

/// <summary>Who asserted a record, seen from its holder. Among otherwise equal records, the earlier value takes precedence.</summary>
public enum Attribution : short
{
    /// <summary>The holder asserted it.</summary>
    Self = 0,

    /// <summary>Another party asserted it. It is known only through that party.</summary>
    OtherParty = 1,

    /// <summary>No party asserted it: it is the outlet's own voice, or a source that it does not name.</summary>
    Unattributed = 2,
}

/// <summary>How the source presents what was asserted.</summary>
[SchemaName("Mode")]
public enum AssertionMode
{
    /// <summary>In the speaker's own words, in quotation marks.</summary>
    DirectQuote,

    /// <summary>In the outlet's words, attributed to a speaker or party.</summary>
    Paraphrase,

    /// <summary>From a document that a party issued.</summary>
    Document,

    /// <summary>From a source that the outlet does not name.</summary>
    AnonymousSource,

    /// <summary>In the article's own voice, attributed to nobody.</summary>
    Outlet,
}
