using PeaceTalks.Api.Http;
using PeaceTalks.Api.Http.Server;

namespace PeaceTalks.Api.Keys;

/// <summary>What requests of an ADMIN have in common.</summary>
internal static class AuditRequests
{
    private static readonly Guid AboveAll = new("ffffffff-ffff-ffff-ffff-ffffffffffff");

    /// <summary>An entry that says who did it, and from where.</summary>
    public static AuditEntry Audited(this HttpContext http, AuditAction action, Guid? key, string? note, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            At = now,
            Action = action,
            By = http.User.KeyId(),
            Key = key,
            Address = http.ClientAddress()?.ToString(),
            Note = note,
        };

    /// <summary>The id below which a page, newest first, continues. Without a cursor, an id above all others.</summary>
    public static Guid IdBefore(this HttpRequest request, string? cursor) =>
        request.CursorKeys(cursor, 1) switch
        {
            null => AboveAll,
            [var id] when Guid.TryParseExact(id, "D", out var before) => before,
            _ => throw CursorRequests.NoCursor(),
        };
}
