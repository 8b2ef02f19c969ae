using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Keys;

namespace PeaceTalks.Api.Idempotency;

/// <summary>
/// The idempotent response of a write that was sent with an <c>Idempotency-Key</c>. It is committed together with what was written.
/// </summary>
public sealed class IdempotentResponse
{
    public const int NameMaxLength = 200;

    /// <summary>How long a repeat gets the stored response. After that, it is a new request.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>
    /// The API key that the request was sent with. The same idempotency key from the holder of another API key is another request.
    /// </summary>
    public required Guid Key { get; init; }

    /// <summary>The idempotency key, as the client chose it.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the method, the address and the body. A different request under the same name is refused.</summary>
    public required byte[] Fingerprint { get; init; }

    public required DateTimeOffset At { get; init; }

    public required int Status { get; init; }

    public required IReadOnlyList<IdempotentResponseHeader> Headers { get; init; }

    /// <summary>The bytes that were sent. Null if the answer has a secret, which is never stored.</summary>
    public required byte[]? Body { get; init; }
}

public sealed record IdempotentResponseHeader(string Name, string Value);

public sealed class IdempotentResponseConfiguration : IEntityTypeConfiguration<IdempotentResponse>
{
    public void Configure(EntityTypeBuilder<IdempotentResponse> answer)
    {
        answer.ToTable("kept_answer");
        answer.HasKey(x => new { x.Key, x.Name });
        answer.Property(x => x.Name).HasMaxLength(IdempotentResponse.NameMaxLength);
        answer.Property(x => x.Headers).IsJsonList();
        answer.HasOne<ApiKey>().WithMany().HasForeignKey(x => x.Key);
        answer.HasCheck("fingerprint", "length(fingerprint) = 32");
        answer.HasCheck("success", "status BETWEEN 200 AND 299");

        // Finds expired responses.
        answer.HasIndex(x => x.At).HasDatabaseName("ix_kept_answer_at");
    }
}

public static class IdempotentResponseTables
{
    extension(PeaceTalksDb db)
    {
        public DbSet<IdempotentResponse> IdempotentResponses => db.Set<IdempotentResponse>();
    }
}
