using System.Security.Claims;
using FluentValidation;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;

namespace PeaceTalks.Api.Records;

/// <summary>Addresses that lead on from a record.</summary>
/// <param name="Self">The address of the record.</param>
/// <param name="SupersededBy">The address of the record that replaces it.</param>
public sealed record RecordLinks(string Self, string? SupersededBy)
{
    public static RecordLinks ToRecord(string noun, Guid id, Guid? successor, Pin pin) =>
        new($"{pin.BaseUrl}/api/v1/{noun}/{id}", successor is null ? null : $"{pin.BaseUrl}/api/v1/{noun}/{successor}");
}

/// <summary>A record, as known at a revision.</summary>
public sealed record Known<T>(long KnownAt, T Item, Links Links) : ICitable
    where T : ICited, IShown
{
    string? IShownAnswer.Headline => Item.Headline;

    IEnumerable<ShownLine> IShownAnswer.Lines => Item.Lines;

    IEnumerable<ShownFact> IShownAnswer.Facts => Item.Facts;

    Supersession? ICitable.Superseded => Item.Line.Superseded;

    Correction? ICitable.Correction => Item.Correction;

    bool ICitable.IsRecord => true;

    public IEnumerable<CitedRecord> Cited() => Item.Cited();
}

/// <summary>Retracts a record. The retraction becomes one revision, whose author is the name of the key.</summary>
/// <param name="Note">Why the record is retracted.</param>
public sealed record RetractionInput(string Note)
{
    public Authorship By(ClaimsPrincipal author) => new(author.KeyName(), Note, author.KeyId());
}

public sealed class RetractionInputValidator : AbstractValidator<RetractionInput>
{
    public RetractionInputValidator()
    {
        RuleFor(x => x.Note).RevisionNote();
    }
}
