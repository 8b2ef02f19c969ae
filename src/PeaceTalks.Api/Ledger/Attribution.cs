using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Ledger;

/// <summary>Who asserted a record, seen from its holder; in the order in which otherwise equal records take precedence.</summary>
public enum Attribution : short
{
    /// <summary>The holder asserted it.</summary>
    Self = 0,

    /// <summary>Another party asserted it of the holder: known only through that party.</summary>
    OtherParty = 1,

    /// <summary>No party asserted it: the outlet's own voice, or a source it does not name.</summary>
    Unattributed = 2,
}

/// <summary>How the source carries what was asserted.</summary>
[SchemaName("Mode")]
public enum AssertionMode
{
    /// <summary>In the speaker's own words, inside quotation marks.</summary>
    DirectQuote,

    /// <summary>In the outlet's words, ascribed to a speaker or party.</summary>
    Paraphrase,

    /// <summary>From a document that a party issued.</summary>
    Document,

    /// <summary>From a source that the outlet does not name.</summary>
    AnonymousSource,

    /// <summary>In the article's own voice, ascribed to nobody.</summary>
    Outlet,
}
