using FluentValidation;
using PeaceTalks.Api.Http.Validation;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Records;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Remarks;

/// <summary>A remark, as you write it. The service fills in what you leave out where it can, and the answer lists it.</summary>
/// <param name="Paragraph">The number of the paragraph, from 1.</param>
/// <param name="Party">
/// Slug of the party whose mood or words they are. Defaults to the party that the speaker speaks for, or to none.
/// </param>
/// <param name="Speaker">Slug of whoever said so. Leave it out if the article names nobody.</param>
/// <param name="Mode">
/// How the source presents the mood or the words. Defaults to PARAPHRASE with a speaker, to OUTLET with a party alone, and to null with
/// neither.
/// </param>
/// <param name="Article">Slug of the article. Leave it out if the write itself is about one article.</param>
/// <param name="Id">Set it for remarks that must have the same id everywhere. Defaults to a new id.</param>
public sealed record RemarkInput(
    [FromOne] int Paragraph,
    RemarkKind Kind,
    string Text,
    string? Party = null,
    string? Speaker = null,
    AssertionMode? Mode = null,
    string? Article = null,
    Guid? Id = null
);

public sealed class RemarkInputValidator : AbstractValidator<RemarkInput>
{
    public RemarkInputValidator()
    {
        RuleFor(x => x.Article).SlugOfAnother();
        RuleFor(x => x.Paragraph).Paragraph();
        RuleFor(x => x.Text).NotBlank(Remark.TextMaxLength);
        RuleFor(x => x.Party).SlugOfAnother();
        RuleFor(x => x.Speaker).SlugOfAnother();
        RuleFor(x => x.Mode)
            .Must((x, mode) => mode is null || (x.Party ?? x.Speaker) is not null)
            .WithMessage("says how a party's mood or words are presented, but neither party nor speaker is given");
        RuleFor(x => x.Mode)
            .Must((x, mode) => mode is not AssertionMode.DirectQuote || x.Speaker is not null || x.Party is null)
            .WithMessage("is DIRECT_QUOTE, but no speaker is named");
        RuleFor(x => x.Mode)
            .Must((x, mode) => mode is not AssertionMode.Outlet || x.Speaker is null)
            .WithMessage("is OUTLET, the article's own voice, but a speaker is named");
        RuleFor(x => x.Mode)
            .Must((x, mode) => mode is not AssertionMode.AnonymousSource || x.Speaker is null)
            .WithMessage("is ANONYMOUS_SOURCE, but a speaker is named");
    }
}

public sealed class RemarkWriteValidator(IValidator<RemarkInput> item) : LedgerWriteValidator<RemarkInput>(item);

/// <summary>What a paragraph says if it is neither a position nor a milestone nor the state of a meeting, and why.</summary>
/// <param name="Article">The article that the remark is about.</param>
/// <param name="Party">The party whose mood or words they are. Null if the remark is about none.</param>
/// <param name="Mode">How the source presents the mood or the words. Null if there is no party.</param>
/// <param name="Text">What the paragraph says.</param>
public sealed record RemarkContract(
    Guid Id,
    ArticleReference Article,
    int Paragraph,
    RemarkKind Kind,
    Reference? Party,
    Reference? Speaker,
    AssertionMode? Mode,
    string Text,
    long RecordedIn
) : ICited, IShown
{
    ShownLine IShown.Line =>
        new(
            $"{EnumNames.InWords(Kind)}: {(Party is null ? "" : $"{Party.Name}: ")}{Text}"
                + (Mode is { } mode ? $" ({StatementFacts.WhoseWord(null, Speaker, mode)})" : ""),
            Noun.Remark.Path(Id.ToString())
        )
        {
            Records = Cited(),
        };

    public static RemarkContract FromRemark(Remark remark, Names names) =>
        new(
            remark.Id,
            names.Article(remark.Article),
            remark.Paragraph,
            remark.Kind,
            names.PartyOrNull(remark.Party),
            names.SpeakerOrNull(remark.Speaker),
            remark.Mode,
            remark.Text,
            remark.RecordedIn
        );

    public IEnumerable<CitedRecord> Cited() =>
        [new(Noun.Remark, Id.ToString(), Text, null, null, null, [new CitationContract(Article, Paragraph, null, RecordedIn)])];
}
