using FluentValidation;
using PeaceTalks.Api.Http.Validation;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Remarks;

/// <summary>A remark, as you write it.</summary>
/// <param name="Paragraph">The number of the paragraph, from 1.</param>
/// <param name="Article">Slug of the article. Leave it out if the write itself is about one article.</param>
/// <param name="Id">Set it for remarks that must have the same id everywhere. Defaults to a new id.</param>
public sealed record RemarkInput([FromOne] int Paragraph, RemarkKind Kind, string Text, string? Article = null, Guid? Id = null);

public sealed class RemarkInputValidator : AbstractValidator<RemarkInput>
{
    public RemarkInputValidator()
    {
        RuleFor(x => x.Article).SlugOfAnother();
        RuleFor(x => x.Paragraph).Paragraph();
        RuleFor(x => x.Text).NotBlank(Remark.TextMaxLength);
    }
}

public sealed class RemarkWriteValidator(IValidator<RemarkInput> item) : LedgerWriteValidator<RemarkInput>(item);

/// <summary>What a paragraph says if it is neither a position nor a milestone nor the state of a meeting, and why.</summary>
public sealed record RemarkContract(Guid Id, ArticleReference Article, int Paragraph, RemarkKind Kind, string Text, long RecordedIn)
    : ICited
{
    public static RemarkContract FromRemark(Remark remark, Names names) =>
        new(remark.Id, names.Article(remark.Article), remark.Paragraph, remark.Kind, remark.Text, remark.RecordedIn);

    public IEnumerable<CitedRecord> Cited() =>
        [new(Noun.Remark, Id.ToString(), Text, null, null, null, [new CitationContract(Article, Paragraph, null, RecordedIn)])];
}
