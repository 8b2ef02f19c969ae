using System.Security.Claims;
using FluentValidation;
using PeaceTalks.Api.Citations;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Keys;

namespace PeaceTalks.Api.Ledger;

/// <summary>Addresses to go on from.</summary>
/// <param name="Self">The record.</param>
/// <param name="SupersededBy">The record that replaces it.</param>
public sealed record RecordLinks(string Self, string? SupersededBy)
{
    public static RecordLinks Of(string noun, Guid id, Guid? successor, Pin pin) =>
        new($"{pin.BaseUrl}/api/v1/{noun}/{id}", successor is null ? null : $"{pin.BaseUrl}/api/v1/{noun}/{successor}");
}

/// <summary>One record, as known at a revision.</summary>
public sealed record Known<T>(long KnownAt, T Item, Links Links) : ICitable where T : ICited
{
    string? ICitable.Headline => Cited().First().Headline;

    public IEnumerable<CitedRecord> Cited() => Item.Cited();
}

/// <summary>What a write has recorded.</summary>
/// <param name="Revision">Its number; the one it would have, where it is a dry run.</param>
/// <param name="DryRun">Nothing was written.</param>
/// <param name="Derived">What was left out and has been worked out, by JSON pointer.</param>
/// <param name="Diff">What the write changes of what is held today.</param>
public sealed record Written<T>(
    long Revision, bool DryRun, T Item, IReadOnlyList<string> Derived, IReadOnlyList<Diffs.DiffItem> Diff);

/// <summary>That a record is taken back. It becomes one revision, whose author is the name of the key.</summary>
/// <param name="Note">Why.</param>
public sealed record RetractionInput(string Note)
{
    public Authorship By(ClaimsPrincipal author) => new(author.KeyName(), Note, author.KeyId());
}

public sealed class RetractionInputValidator : AbstractValidator<RetractionInput>
{
    public RetractionInputValidator()
    {
        RuleFor(x => x.Note).NotBlank(Revision.NoteMaxLength);
    }
}
