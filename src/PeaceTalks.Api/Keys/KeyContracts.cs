using FluentValidation;
using PeaceTalks.Api.Http.Validation;

namespace PeaceTalks.Api.Keys;

/// <summary>A key to create.</summary>
/// <param name="Name">
/// Whose key it is, or what it is for. The name is the author of everything that is written with the key, so it must not look like the name
/// of another key, or of the service. The successor of a revoked key may have its name.
/// </param>
/// <param name="ExpiresAt">The key is refused from this instant on. Defaults to never.</param>
public sealed record KeyInput(string Name, Role Role, DateTimeOffset? ExpiresAt = null);

public sealed class KeyInputValidator : AbstractValidator<KeyInput>
{
    public KeyInputValidator(TimeProvider clock)
    {
        RuleFor(x => x.Name).Name(ApiKey.NameMaxLength);
        RuleFor(x => x.ExpiresAt).Must(at => at is null || at > clock.GetUtcNow()).WithMessage("must be in the future");
    }
}

/// <summary>Why a key is revoked, or why the epoch is renewed. Kept in the audit.</summary>
public sealed record AdminNote(string Note);

public sealed class AdminNoteValidator : AbstractValidator<AdminNote>
{
    public AdminNoteValidator() => RuleFor(x => x.Note).NotBlank(AuditEntry.NoteMaxLength);
}

/// <summary>A key, without its secret.</summary>
/// <param name="Hint">
/// The eight characters that follow `pt_` in the secret. They tell you which key it is, should you find a secret somewhere.
/// </param>
/// <param name="ExpiresAt">Null if it never expires.</param>
/// <param name="RevokedAt">When it was revoked. Null if it was not.</param>
/// <param name="LastUsedAt">When it was last used, to the minute. Null if it never was.</param>
public sealed record KeyContract(
    Guid Id,
    string Name,
    Role Role,
    string Hint,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt,
    DateTimeOffset? LastUsedAt
)
{
    public static KeyContract FromKey(ApiKey key) =>
        new(key.Id, key.Name, key.Role, key.Hint, key.CreatedAt, key.ExpiresAt, key.RevokedAt, key.LastUsedAt);
}

/// <summary>A key that was just created.</summary>
/// <param name="Secret">The secret of the key. It is shown here and never again.</param>
public sealed record NewKeyContract(KeyContract Key, string Secret);

/// <summary>A page of keys, newest first.</summary>
/// <param name="NextCursor">The cursor of the next page. Null on the last page.</param>
public sealed record KeyPage(IReadOnlyList<KeyContract> Items, string? NextCursor);

/// <summary>A key by its id and name.</summary>
public sealed record KeyReference(Guid Id, string Name);

/// <summary>An entry of the audit.</summary>
/// <param name="By">The key with which it was done. Null if the service did it itself, at its start.</param>
/// <param name="Key">The key that it was done to, or that was used. Null if no key was affected.</param>
/// <param name="Address">The client's address. Null if the service did it itself.</param>
public sealed record AuditEntryContract(
    Guid Id,
    DateTimeOffset At,
    AuditAction Action,
    KeyReference? By,
    KeyReference? Key,
    string? Address,
    string? Note
);

/// <summary>A page of the audit, newest first.</summary>
/// <param name="NextCursor">The cursor of the next page. Null on the last page.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntryContract> Items, string? NextCursor);

/// <summary>The epoch of the ledger. Revision numbers have one meaning within an epoch.</summary>
/// <param name="Previous">The epoch before. From now on, its cursors and those of earlier epochs are refused with 410.</param>
/// <param name="Head">The number of the newest revision.</param>
public sealed record EpochContract(Guid Epoch, Guid Previous, long Head);
