using FluentValidation;
using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.Http.Validation;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Datasets;

/// <summary>Why a data set is renewed. It stands in the note of the revision, behind the name of the data set.</summary>
public sealed record RenewalInput(string Note);

public sealed class RenewalInputValidator : AbstractValidator<RenewalInput>
{
    public RenewalInputValidator() => RuleFor(x => x.Note).NotBlank(DatasetNote.RenewalMaxLength);
}

/// <summary>How many items of a noun a renewal adds, edits, corrects or retracts.</summary>
public sealed record RenewalCount(Noun Noun, ChangeAction Action, int Changes);

/// <summary>Something that the data set says otherwise, and that a renewal leaves as it is in the ledger.</summary>
/// <param name="Subject">Its slug. For records and remarks, the id of the one that stands for it in the ledger.</param>
/// <param name="Reason">Who did what to it, and in which revision; or why a renewal cannot change it.</param>
public sealed record KeptContract(Noun Noun, string Subject, string Reason);

/// <summary>What a renewal has changed, or would.</summary>
/// <param name="Revision">
/// The number of the revision. For a dry run, the number that it would have. Null if there is nothing to do.
/// </param>
/// <param name="DryRun">True if nothing was written.</param>
/// <param name="Dataset">The name of the data set.</param>
/// <param name="Changes">The number of changes.</param>
/// <param name="Counts">The changes by noun and action. Empty if there are none.</param>
/// <param name="Kept">What differs from the data set and stays, because a person has changed it.</param>
/// <param name="Diff">What the renewal changes of what is held today: the first 200 tracks.</param>
/// <param name="DiffLeftOut">How many further tracks change.</param>
public sealed record RenewalContract(
    long? Revision,
    bool DryRun,
    string Dataset,
    int Changes,
    IReadOnlyList<RenewalCount> Counts,
    IReadOnlyList<KeptContract> Kept,
    IReadOnlyList<DiffItem> Diff,
    int DiffLeftOut
);

/// <summary>A data set that comes with this release.</summary>
/// <param name="LoadedIn">The revision that loaded it. Null if the ledger did not begin with it.</param>
/// <param name="RenewedIn">The last revision that renewed it. Null if none did.</param>
/// <param name="RenewalDue">
/// Whether a renewal would change anything. False if the ledger did not begin with the data set.
/// </param>
public sealed record DatasetContract(string Name, string Title, long? LoadedIn, long? RenewedIn, bool RenewalDue);

/// <summary>The data sets that come with this release, by name.</summary>
/// <param name="KnownAt">The revision that the answer was read at.</param>
/// <param name="NextCursor">Always null: there are few data sets.</param>
public sealed record DatasetList(long KnownAt, IReadOnlyList<DatasetContract> Items, string? NextCursor);
