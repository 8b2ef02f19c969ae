using FluentValidation;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Http.Validation;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Parties;

/// <summary>A party, as you write it.</summary>
/// <param name="Slug">The slug. It never changes.</param>
/// <param name="Aliases">Other names, in any language.</param>
/// <param name="Memberships">The groups and alliances that it belongs to. None of them may belong to it, by way of others either.</param>
public sealed record PartyInput(
    string Slug,
    string Name,
    PartyKind Kind,
    IReadOnlyList<Alias>? Aliases = null,
    IReadOnlyList<Membership>? Memberships = null
) : IReferenceInput<Party, PartyVersion>
{
    public Party Identity(long recordedIn) => new() { Slug = Slug, RecordedIn = recordedIn };

    public PartyVersion Version(int version, long recordedIn) =>
        new()
        {
            Slug = Slug,
            Version = version,
            RecordedIn = recordedIn,
            Name = Name,
            Kind = Kind,
            Aliases = Aliases ?? [],
            Memberships = Memberships ?? [],
        };

    public IEnumerable<SlugReference> References() =>
        (Memberships ?? []).SelectMany(
            (x, i) =>
                SlugReference
                    .FromSource($"/memberships/{i}", x.Source)
                    .Prepend(new SlugReference($"/memberships/{i}/group", Noun.Party, x.Group))
        );

    public IEnumerable<Naming> Names() => LookAlikes.InInput(Name, Aliases);
}

public sealed class PartyInputValidator : AbstractValidator<PartyInput>
{
    public PartyInputValidator()
    {
        RuleFor(x => x.Slug).Slug();
        RuleFor(x => x.Name).Name(ReferenceVersion.NameMaxLength);
        RuleFor(x => x.Aliases).Distinct(x => (x.Name, x.Language), "alias").AtMost(200);
        RuleForEach(x => x.Aliases).SetValidator(new AliasValidator());
        RuleFor(x => x.Memberships).AtMost(200);
        RuleForEach(x => x.Memberships)
            .ChildRules(membership =>
            {
                membership.RuleFor(x => x.Group).SlugOfAnother();
                membership.RuleFor(x => x.Source!).SetValidator(new SourceValidator()).When(x => x.Source is not null);
                membership
                    .RuleFor(x => x.Until)
                    .Must((x, until) => until is null || x.From?.Earliest is not { } from || from <= until.Latest)
                    .WithMessage("is before from");
            });
        RuleForEach(x => x.Memberships)
            .Must((party, membership) => membership.Group != party.Slug)
            .WithMessage("makes the party a member of itself");
    }
}

public sealed class PartyWriteValidator(IValidator<PartyInput> item) : LedgerWriteValidator<PartyInput>(item);

/// <summary>A party's membership of a group. It says nothing about the positions of either.</summary>
public sealed record MembershipContract(Reference Group, MembershipRole Role, DateBounds? From, DateBounds? Until, SourceContract? Source);

/// <summary>A side in the talks, or anyone else whose position matters to them.</summary>
/// <param name="Version">The number of this version. An edit states it as `If-Match`, in quotation marks, or sends the ETag of a read.</param>
/// <param name="RecordedIn">The revision that recorded this version.</param>
public sealed record PartyContract(
    string Slug,
    string Name,
    PartyKind Kind,
    IReadOnlyList<Alias> Aliases,
    IReadOnlyList<MembershipContract> Memberships,
    int Version,
    long RecordedIn
) : ICited, IVersioned, IShown
{
    ShownLine IShown.Line => new(Name, Noun.Party.Path(Slug)) { Records = Cited() };

    IEnumerable<ShownFact> IShown.Facts =>
        [
            new("Kind", EnumNames.InWords(Kind)),
            .. Aliases.Select(x => new ShownFact("Also called", $"{x.Name} ({x.Language})")),
            .. Memberships.Select(x => new ShownFact(
                "Member of",
                $"{x.Group.Name} ({EnumNames.InWords(x.Role)}{Cells.Span(x.From, x.Until)})",
                Noun.Party.Path(x.Group.Slug)
            )),
            ShownFact.SeeAlso("What it holds", $"/api/v1/held-positions?party={Slug}"),
            ShownFact.SeeAlso("How its positions have developed", $"{Noun.Party.Path(Slug)}/timeline"),
            ShownFact.SeeAlso("What it was said to feel", $"{Noun.Party.Path(Slug)}/moods"),
        ];

    public static PartyContract FromParty(PartyVersion party, Names names) =>
        new(
            party.Slug,
            party.Name,
            party.Kind,
            party.Aliases,
            [
                .. party.Memberships.Select(x => new MembershipContract(
                    names.Party(x.Group),
                    x.Role,
                    x.From,
                    x.Until,
                    names.Source(x.Source)
                )),
            ],
            party.Version,
            party.RecordedIn
        );

    public IEnumerable<CitedRecord> Cited() =>
        CitedRecord.FromSources(Noun.Party, Slug, Name, RecordedIn, Memberships.Select(x => x.Source));

    public static IEnumerable<string> ArticlesOf(PartyVersion party) => party.Memberships.Select(x => x.Source?.Article).OfType<string>();
}
