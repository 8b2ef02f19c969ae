using FluentValidation;
using PeaceTalks.Api.Http.Validation;

namespace PeaceTalks.Api.Keys;

/// <summary>A key to be made.</summary>
/// <param name="Name">Whose it is, or what for. The author of all that it writes.</param>
/// <param name="ExpiresAt">From this instant on it is refused; never, when left out.</param>
public sealed record KeyInput(string Name, Role Role, DateTimeOffset? ExpiresAt = null);

public sealed class KeyInputValidator : AbstractValidator<KeyInput>
{
    public KeyInputValidator(TimeProvider clock)
    {
        RuleFor(x => x.Name).Line(ApiKey.NameMaxLength);
        RuleFor(x => x.ExpiresAt).Must(at => at is null || at > clock.GetUtcNow()).WithMessage("is not in the future");
    }
}

/// <summary>Why a key is revoked, or the epoch renewed; for the audit.</summary>
public sealed record AdminNote(string Note);

public sealed class AdminNoteValidator : AbstractValidator<AdminNote>
{
    public AdminNoteValidator() => RuleFor(x => x.Note).NotBlank(AuditEntry.NoteMaxLength);
}

/// <summary>A key, without its secret.</summary>
/// <param name="Hint">The eight characters of the secret after `pt_`, by which a key that was found somewhere is told.</param>
/// <param name="ExpiresAt">Null for never.</param>
/// <param name="RevokedAt">Null while it is not.</param>
/// <param name="LastUsedAt">To the minute; null for never.</param>
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

/// <summary>A key that was just made.</summary>
/// <param name="Secret">Shown here and never again.</param>
public sealed record NewKeyContract(KeyContract Key, string Secret);

/// <summary>Keys, the newest first.</summary>
/// <param name="NextCursor">Null on the last page.</param>
public sealed record KeyPage(IReadOnlyList<KeyContract> Items, string? NextCursor);

/// <summary>A key by its id and name.</summary>
public sealed record KeyReference(Guid Id, string Name);

/// <summary>A line of the audit.</summary>
/// <param name="By">The key with which it was done; null for the service itself, at its start.</param>
/// <param name="Key">The key that it was done to, or that was used; null where it was about none.</param>
/// <param name="Address">The client's; null for the service itself.</param>
public sealed record AuditEntryContract(
    Guid Id,
    DateTimeOffset At,
    AuditAction Action,
    KeyReference? By,
    KeyReference? Key,
    string? Address,
    string? Note
);

/// <summary>Lines of the audit, the newest first.</summary>
/// <param name="NextCursor">Null on the last page.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntryContract> Items, string? NextCursor);

/// <summary>The epoch of the ledger, in which its numbers have one meaning.</summary>
/// <param name="Previous">Cursors of this one and of those before are 410 from now on.</param>
/// <param name="Head">The number of the last revision.</param>
public sealed record EpochContract(Guid Epoch, Guid Previous, long Head);
