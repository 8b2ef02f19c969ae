using FluentValidation;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Http.Validation;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Speakers;

/// <summary>A speaker, as you write it.</summary>
/// <param name="Slug">The slug. It never changes.</param>
/// <param name="Aliases">Other names and spellings.</param>
/// <param name="Mandates">At least one: the party that the speaker speaks for, in what office, and when.</param>
public sealed record SpeakerInput(
    string Slug,
    string Name,
    SpeakerKind Kind,
    IReadOnlyList<Mandate> Mandates,
    IReadOnlyList<Alias>? Aliases = null
) : IReferenceInput<Speaker, SpeakerVersion>
{
    public Speaker Identity(long recordedIn) => new() { Slug = Slug, RecordedIn = recordedIn };

    public SpeakerVersion Version(int version, long recordedIn) =>
        new()
        {
            Slug = Slug,
            Version = version,
            RecordedIn = recordedIn,
            Name = Name,
            Kind = Kind,
            Aliases = Aliases ?? [],
            Mandates = Mandates,
        };

    public IEnumerable<SlugReference> References() =>
        Mandates.SelectMany(
            (x, i) =>
                SlugReference.FromSource($"/mandates/{i}", x.Source).Prepend(new SlugReference($"/mandates/{i}/party", Noun.Party, x.Party))
        );

    public IEnumerable<Naming> Names() => LookAlikes.InInput(Name, Aliases);
}

public sealed class SpeakerInputValidator : AbstractValidator<SpeakerInput>
{
    public SpeakerInputValidator()
    {
        RuleFor(x => x.Slug).Slug();
        RuleFor(x => x.Name).Name(ReferenceVersion.NameMaxLength);
        RuleFor(x => x.Aliases).Distinct(x => (x.Name, x.Language), "alias").AtMost(200);
        RuleForEach(x => x.Aliases).SetValidator(new AliasValidator());
        RuleFor(x => x.Mandates).NotEmpty().WithMessage("is empty; a speaker needs at least one mandate");
        RuleFor(x => x.Mandates).AtMost(200);
        RuleForEach(x => x.Mandates)
            .ChildRules(mandate =>
            {
                mandate.RuleFor(x => x.Party).SlugOfAnother();
                mandate.RuleFor(x => x.Office).Line(Mandate.OfficeMaxLength);
                mandate.RuleFor(x => x.Source!).SetValidator(new SourceValidator()).When(x => x.Source is not null);
                mandate
                    .RuleFor(x => x.Until)
                    .Must((x, until) => until is null || x.From?.Earliest is not { } from || from <= until.Latest)
                    .WithMessage("is before from");
            });
    }
}

public sealed class SpeakerWriteValidator(IValidator<SpeakerInput> item) : LedgerWriteValidator<SpeakerInput>(item);

/// <summary>For whom a speaker speaks, as what, and when.</summary>
/// <param name="From">When it began. Null if that is not known.</param>
/// <param name="Until">When it ended. Null while it lasts, or if that is not known.</param>
public sealed record MandateContract(Reference Party, string Office, DateBounds? From, DateBounds? Until, SourceContract? Source);

/// <summary>A person or an institution that speaks for a party.</summary>
/// <param name="Version">The number of this version. An edit states it as `If-Match`, in quotation marks, or sends the ETag of a read.</param>
/// <param name="RecordedIn">The revision that recorded this version.</param>
public sealed record SpeakerContract(
    string Slug,
    string Name,
    SpeakerKind Kind,
    IReadOnlyList<Alias> Aliases,
    IReadOnlyList<MandateContract> Mandates,
    int Version,
    long RecordedIn
) : ICited, IVersioned, IShown
{
    ShownLine IShown.Line => new(Name, Noun.Speaker.Path(Slug)) { Records = Cited() };

    IEnumerable<ShownFact> IShown.Facts =>
        [
            new("Kind", EnumNames.InWords(Kind)),
            .. Aliases.Select(x => new ShownFact("Also called", $"{x.Name} ({x.Language})")),
            .. Mandates.Select(x => new ShownFact(
                "Speaks for",
                $"{x.Party.Name} ({x.Office}{Cells.Span(x.From, x.Until)})",
                Noun.Party.Path(x.Party.Slug)
            )),
            ShownFact.SeeAlso("Positions in the words of this speaker", $"{Noun.Position.Path()}?speaker={Slug}"),
        ];

    public static SpeakerContract FromSpeaker(SpeakerVersion speaker, Names names) =>
        new(
            speaker.Slug,
            speaker.Name,
            speaker.Kind,
            speaker.Aliases,
            [.. speaker.Mandates.Select(x => new MandateContract(names.Party(x.Party), x.Office, x.From, x.Until, names.Source(x.Source)))],
            speaker.Version,
            speaker.RecordedIn
        );

    public IEnumerable<CitedRecord> Cited() =>
        CitedRecord.FromSources(Noun.Speaker, Slug, Name, RecordedIn, Mandates.Select(x => x.Source));

    public static IEnumerable<string> ArticlesOf(SpeakerVersion speaker) =>
        speaker.Mandates.Select(x => x.Source?.Article).OfType<string>();
}
