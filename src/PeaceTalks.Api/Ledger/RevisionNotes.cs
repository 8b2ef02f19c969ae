using FluentValidation;
using PeaceTalks.Api.Http.Validation;

namespace PeaceTalks.Api.Ledger;

/// <summary>The rule for the note of a write.</summary>
public static class RevisionNotes
{
    public static void RevisionNote<T>(this IRuleBuilder<T, string> note)
    {
        note.NotBlank(Revision.NoteMaxLength)
            .Must(x => !DatasetNote.IsOfRenewal(x))
            .WithMessage("begins like the note of a renewal of a data set, which only the service writes");
    }
}
