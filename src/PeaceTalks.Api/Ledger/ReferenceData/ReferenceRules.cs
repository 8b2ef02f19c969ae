using FluentValidation;
using PeaceTalks.Api.Http.Validation;

namespace PeaceTalks.Api.Ledger.ReferenceData;

/// <summary>Validation rules for slugs and languages.</summary>
public static class ReferenceRules
{
    public static IRuleBuilderOptions<T, string?> Slug<T>(this IRuleBuilder<T, string?> rule) =>
        rule.AtMost(Slugs.MaxLength)
            .Matches(Slugs.Form())
            .WithMessage("is not a slug; write lower-case words and digits with single hyphens between, as in 'donbas-territory'");

    /// <summary>
    /// A reference to another item by its slug, or null. The ledger checks whether it exists, and suggests what was meant.
    /// </summary>
    public static IRuleBuilderOptions<T, string?> SlugOfAnother<T>(this IRuleBuilder<T, string?> rule) => rule.AtMost(Slugs.MaxLength);

    /// <summary>A language by its BCP 47 tag.</summary>
    public static IRuleBuilderOptions<T, string?> LanguageTag<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Matches("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\\z")
            .WithMessage("is not a language tag (BCP 47); write it like en, uk or uk-Latn")
            .AtMost(Alias.LanguageMaxLength);
}

public sealed class AliasValidator : AbstractValidator<Alias>
{
    public AliasValidator()
    {
        RuleFor(x => x.Name).Name(ReferenceVersion.NameMaxLength);
        RuleFor(x => x.Language).LanguageTag();
    }
}

public sealed class SourceValidator : AbstractValidator<ReferenceSource>
{
    public SourceValidator()
    {
        RuleFor(x => x.Article).Slug();
        RuleFor(x => x.Paragraph).Paragraph();
        RuleFor(x => x.Quote).NullOrNotBlank(ReferenceSource.QuoteMaxLength);
        RuleFor(x => x.AssertedBy).SlugOfAnother();
    }
}
