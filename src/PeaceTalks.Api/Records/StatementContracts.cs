using FluentValidation;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Http.Validation;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Records;

/// <summary>A place in an article that reports a record, as you write it.</summary>
/// <param name="Article">Slug of the article.</param>
/// <param name="Paragraph">The number of the paragraph, from 1.</param>
/// <param name="Quote">The quoted words, if there are any.</param>
public sealed record CitationInput(string Article, [FromOne] int Paragraph, string? Quote = null);

/// <summary>Who said it, when, and where it is reported: the input that records have in common.</summary>
public interface IStatementInput
{
    /// <summary>Null for the day of publication.</summary>
    DateBounds? Day { get; }

    string? Speaker { get; }

    /// <summary>Null for the party that the speaker speaks for.</summary>
    string? AssertedBy { get; }

    /// <summary>Null for the mode that follows from the quote and the speaker.</summary>
    AssertionMode? Mode { get; }

    /// <summary>Null if the write itself is about one article.</summary>
    string? Article { get; }

    int Paragraph { get; }
    string? Quote { get; }

    /// <summary>Further citations.</summary>
    IReadOnlyList<CitationInput>? Citations { get; }
}

/// <summary>Validation rules for <see cref="IStatementInput"/>.</summary>
public static class StatementRules
{
    public static void AddStatementRules<T>(this AbstractValidator<T> validator)
        where T : IStatementInput
    {
        validator.RuleFor(x => x.Speaker).SlugOfAnother();
        validator.RuleFor(x => x.AssertedBy).SlugOfAnother();
        validator.RuleFor(x => x.Article).SlugOfAnother();
        validator.RuleFor(x => x.Paragraph).Paragraph();
        validator.RuleFor(x => x.Quote).NullOrNotBlank(Citation.QuoteMaxLength);
        validator.RuleFor(x => x.Citations).AtMost(100);
        validator.RuleForEach(x => x.Citations).SetValidator(new CitationInputValidator());
        validator
            .RuleFor(x => x.Mode)
            .Must((x, mode) => mode is not AssertionMode.DirectQuote || x.Quote is not null)
            .WithMessage("is DIRECT_QUOTE, but there is no quote");
        validator
            .RuleFor(x => x.Mode)
            .Must((x, mode) => mode is not AssertionMode.Outlet || (x.Speaker ?? x.AssertedBy) is null)
            .WithMessage("is OUTLET, the article's own voice, but a speaker or party is named");
        validator
            .RuleFor(x => x.Mode)
            .Must(
                (x, mode) => mode is not (AssertionMode.DirectQuote or AssertionMode.Paraphrase) || (x.Speaker ?? x.AssertedBy) is not null
            )
            .WithMessage("says that somebody is quoted or paraphrased, but neither speaker nor assertedBy is given");
        validator
            .RuleFor(x => x.Mode)
            .Must((x, mode) => mode is not AssertionMode.AnonymousSource || x.Speaker is null)
            .WithMessage("is ANONYMOUS_SOURCE, but a speaker is named");
    }
}

public sealed class CitationInputValidator : AbstractValidator<CitationInput>
{
    public CitationInputValidator()
    {
        RuleFor(x => x.Article).SlugOfAnother();
        RuleFor(x => x.Paragraph).Paragraph();
        RuleFor(x => x.Quote).NullOrNotBlank(Citation.QuoteMaxLength);
    }
}

public sealed class CitationWriteValidator(IValidator<CitationInput> item) : LedgerWriteValidator<CitationInput>(item);
