using FluentValidation;
using FluentValidation.Validators;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Http.Validation;

/// <summary>Rules for texts. Their limits are also those of the columns, and the OpenAPI document takes them from here.</summary>
public static class TextRules
{
    /// <summary>Running text, in any language.</summary>
    public static IRuleBuilderOptions<T, string?> NotBlank<T>(this IRuleBuilder<T, string?> rule, int maxLength) =>
        rule.NotEmpty().WithMessage("is empty").AtMost(maxLength).Without(HiddenCharacters.InRunningText);

    /// <summary>Null, or running text.</summary>
    public static IRuleBuilderOptions<T, string?> NullOrNotBlank<T>(this IRuleBuilder<T, string?> rule, int maxLength) =>
        rule.NotEmptyUnlessNull().AtMost(maxLength).Without(HiddenCharacters.InRunningText);

    /// <summary>A title or another text of one line.</summary>
    public static IRuleBuilderOptions<T, string?> Line<T>(this IRuleBuilder<T, string?> rule, int maxLength) =>
        rule.NotEmpty().WithMessage("is empty").AtMost(maxLength).Without(HiddenCharacters.InName);

    /// <summary>Null, or a text of one line.</summary>
    public static IRuleBuilderOptions<T, string?> NullOrLine<T>(this IRuleBuilder<T, string?> rule, int maxLength) =>
        rule.NotEmptyUnlessNull().AtMost(maxLength).Without(HiddenCharacters.InName);

    /// <summary>A name: each of its words is in one alphabet.</summary>
    public static IRuleBuilderOptions<T, string?> Name<T>(this IRuleBuilder<T, string?> rule, int maxLength) =>
        rule.Line(maxLength).Without(Alphabets.Mixed);

    /// <param name="maxLength">In Unicode characters.</param>
    public static IRuleBuilderOptions<T, string?> AtMost<T>(this IRuleBuilder<T, string?> rule, int maxLength) =>
        rule.SetValidator(new LongestText<T>(maxLength));

    /// <param name="complaint">Gives null if nothing is wrong.</param>
    public static IRuleBuilderOptions<T, string?> Without<T>(this IRuleBuilder<T, string?> rule, Func<string, string?> complaint) =>
        rule.SetValidator(new Clear<T>(complaint));

    private static IRuleBuilderOptions<T, string?> NotEmptyUnlessNull<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text is null || !string.IsNullOrWhiteSpace(text)).WithMessage("is empty; leave it out or say something");

    private sealed class LongestText<T>(int max) : PropertyValidator<T, string?>, ILengthValidator
    {
        public override string Name => nameof(LongestText<>);

        public int Min => 0;

        public int Max => max;

        public override bool IsValid(ValidationContext<T> context, string? value) => value is null || TextLength.CharactersIn(value) <= max;

        protected override string GetDefaultMessageTemplate(string errorCode) => $"must have at most {max} characters";
    }

    private sealed class Clear<T>(Func<string, string?> complaint) : PropertyValidator<T, string?>
    {
        private const string Complaint = "Complaint";

        public override string Name => nameof(Clear<>);

        public override bool IsValid(ValidationContext<T> context, string? value)
        {
            var found = value is null ? null : complaint(value);
            context.MessageFormatter.AppendArgument(Complaint, found);
            return found is null;
        }

        protected override string GetDefaultMessageTemplate(string errorCode) => $"{{{Complaint}}}";
    }
}
