using FluentValidation;
using FluentValidation.Validators;

namespace PeaceTalks.Api.Http.Validation;

/// <summary>Rules that validators have in common. For texts, see <see cref="TextRules"/>.</summary>
public static class Rules
{
    /// <summary>The number of a paragraph, from 1.</summary>
    public static IRuleBuilderOptions<T, int> Paragraph<T>(this IRuleBuilder<T, int> rule) =>
        rule.GreaterThanOrEqualTo(1).WithMessage("must be 1 or more");

    /// <summary>A list whose elements all differ in <paramref name="key"/>.</summary>
    public static IRuleBuilderOptions<T, IReadOnlyList<TItem>?> Distinct<T, TItem, TKey>(
        this IRuleBuilder<T, IReadOnlyList<TItem>?> rule,
        Func<TItem, TKey> key,
        string what
    ) =>
        rule.Must(items => items is null || items.Select(key).Distinct().Count() == items.Count)
            .WithMessage($"names the same {what} twice");

    public static IRuleBuilderOptions<T, IReadOnlyList<TItem>?> AtMost<T, TItem>(
        this IRuleBuilder<T, IReadOnlyList<TItem>?> rule,
        int count
    ) => rule.SetValidator(new LongestList<T, TItem>(count));

    private sealed class LongestList<T, TItem>(int max) : PropertyValidator<T, IReadOnlyList<TItem>?>, IListLimit
    {
        public override string Name => nameof(LongestList<,>);

        public int Max => max;

        public override bool IsValid(ValidationContext<T> context, IReadOnlyList<TItem>? value) => value is null || value.Count <= max;

        protected override string GetDefaultMessageTemplate(string errorCode) => $"has more than {max} entries";
    }
}

/// <summary>A rule for the maximum number of entries of a list, for the OpenAPI document.</summary>
public interface IListLimit
{
    int Max { get; }
}
