using System.Security.Claims;
using FluentValidation;
using Microsoft.AspNetCore.WebUtilities;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Keys;

namespace PeaceTalks.Api.Ledger;

/// <summary>Something in the ledger, by its slug and by its name at the revision of the answer.</summary>
public sealed record Reference(string Slug, string Name);

/// <summary>A write: what, and why. It becomes one revision, whose author is the name of the key.</summary>
/// <param name="Note">Why, for those who read the history.</param>
/// <param name="Item">The item to write.</param>
public sealed record LedgerWrite<T>(string Note, T Item)
{
    public Authorship By(ClaimsPrincipal author) => new(author.KeyName(), Note, author.KeyId());
}

/// <summary>Addresses that lead on from an answer.</summary>
/// <param name="Self">The same question with its day and revision filled in. It gives the same answer whenever you ask.</param>
public sealed record Links(string Self)
{
    /// <summary>The value of <c>format</c> that asks for the citation of an answer.</summary>
    public const string CitationFormat = "citation";

    /// <summary>The citation of this answer: what was asked, of which ledger, the digest of the answer, and what it is based on.</summary>
    public string Cite => QueryHelpers.AddQueryString(Self, OutputFormats.Parameter, CitationFormat);
}

/// <summary>A page of reference data.</summary>
/// <param name="KnownAt">The revision that the answer was read at.</param>
/// <param name="NextCursor">The cursor of the next page. Null on the last page.</param>
public sealed record KnownPage<T>(long KnownAt, IReadOnlyList<T> Items, string? NextCursor, Links Links) : IPage<T>, ICitable
    where T : IShown
{
    IEnumerable<ShownLine> IShownAnswer.Lines => this.ItemLines();

    (string Parameter, string Value)? IPage.Next => NextCursor is null ? null : ("cursor", NextCursor);

    public IEnumerable<CitedRecord> Cited() => Items.OfType<ICited>().SelectMany(x => x.Cited());
}

/// <summary>A page of what the ledger says as of a day.</summary>
/// <param name="AsOf">The answer is as of the end of this day.</param>
/// <param name="KnownAt">The revision that the answer was read at.</param>
/// <param name="NextCursor">The cursor of the next page. Null on the last page.</param>
public sealed record DatedPage<T>(DateOnly AsOf, long KnownAt, IReadOnlyList<T> Items, string? NextCursor, Links Links) : IPage<T>, ICitable
    where T : IShown
{
    IEnumerable<ShownLine> IShownAnswer.Lines => this.ItemLines();

    DateOnly? IOfDay.Day => AsOf;

    (string Parameter, string Value)? IPage.Next => NextCursor is null ? null : ("cursor", NextCursor);

    public IEnumerable<CitedRecord> Cited() => Items.OfType<ICited>().SelectMany(x => x.Cited());
}

/// <summary>The source of something that reference data says.</summary>
/// <param name="AssertedBy">The party that said so. Null if it is the outlet's own voice.</param>
public sealed record SourceContract(ArticleReference Article, int Paragraph, string? Quote, Reference? AssertedBy);

/// <summary>Checks the note, and leaves the item to its own validator.</summary>
public abstract class LedgerWriteValidator<T> : AbstractValidator<LedgerWrite<T>>
{
    protected LedgerWriteValidator(IValidator<T> item)
    {
        RuleFor(x => x.Note).RevisionNote();
        RuleFor(x => x.Item).Cascade(CascadeMode.Stop).NotNull().WithMessage("must not be null").SetValidator(item);
    }
}
