using FluentValidation;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Http;

/// <summary>What validators say again and again.</summary>
public static class Rules
{
    /// <summary>Some text, with a limit that is the column's.</summary>
    public static IRuleBuilderOptions<T, string> NotBlank<T>(this IRuleBuilder<T, string> rule, int maxLength) =>
        rule.NotEmpty().WithMessage("is empty").MaximumLength(maxLength).WithMessage($"must have at most {maxLength} characters");

    /// <summary>No text, or some.</summary>
    public static IRuleBuilderOptions<T, string?> NullOrNotBlank<T>(this IRuleBuilder<T, string?> rule, int maxLength) =>
        rule.Must(text => text is null || !string.IsNullOrWhiteSpace(text)).WithMessage("is empty; leave it out or say something")
            .MaximumLength(maxLength).WithMessage($"must have at most {maxLength} characters");

    public static IRuleBuilderOptions<T, string> Slug<T>(this IRuleBuilder<T, string> rule) =>
        rule.MaximumLength(Slugs.MaxLength).WithMessage($"must have at most {Slugs.MaxLength} characters")
            .Matches(Slugs.Form()).WithMessage("is not a slug; write lower-case words and digits with single hyphens between, as in 'donbas-territory'");

    /// <summary>A language by its BCP 47 tag.</summary>
    public static IRuleBuilderOptions<T, string> LanguageTag<T>(this IRuleBuilder<T, string> rule) =>
        rule.Matches("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\\z").WithMessage("is not a language tag (BCP 47); write en, uk or uk-Latn")
            .MaximumLength(Alias.LanguageMaxLength).WithMessage($"must have at most {Alias.LanguageMaxLength} characters");

    /// <summary>The number of a paragraph, from 1.</summary>
    public static IRuleBuilderOptions<T, int> Paragraph<T>(this IRuleBuilder<T, int> rule) =>
        rule.GreaterThanOrEqualTo(1).WithMessage("must be 1 or more");

    /// <summary>A list whose elements differ in what <paramref name="key"/> gives.</summary>
    public static IRuleBuilderOptions<T, IReadOnlyList<TItem>?> Distinct<T, TItem, TKey>(
        this IRuleBuilder<T, IReadOnlyList<TItem>?> rule, Func<TItem, TKey> key, string what) =>
        rule.Must(items => items is null || items.Select(key).Distinct().Count() == items.Count).WithMessage($"names the same {what} twice");

    public static IRuleBuilderOptions<T, IReadOnlyList<TItem>?> AtMost<T, TItem>(this IRuleBuilder<T, IReadOnlyList<TItem>?> rule, int count) =>
        rule.Must(items => items is null || items.Count <= count).WithMessage($"has more than {count} entries");
}

/// <summary>Checks the values that reference data have alike.</summary>
public sealed class AliasValidator : AbstractValidator<Alias>
{
    public AliasValidator()
    {
        RuleFor(x => x.Name).NotBlank(ReferenceVersion.NameMaxLength);
        RuleFor(x => x.Language).LanguageTag();
    }
}

public sealed class SourceValidator : AbstractValidator<Source>
{
    public SourceValidator()
    {
        RuleFor(x => x.Article).Slug();
        RuleFor(x => x.Paragraph).Paragraph();
        RuleFor(x => x.Quote).NullOrNotBlank(Citation.QuoteMaxLength);
    }
}
