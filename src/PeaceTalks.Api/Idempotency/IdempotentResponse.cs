using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Keys;

namespace PeaceTalks.Api.Idempotency;

/// <summary>The answer of a write that was sent with an <c>Idempotency-Key</c>, committed together with what was written.</summary>
public sealed class IdempotentResponse
{
    public const int NameMaxLength = 200;

    /// <summary>For how long a repeat gets the answer; after that it is a new request.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>The key that the request was sent with: what another key's holder calls the same is another request.</summary>
    public required Guid Key { get; init; }

    /// <summary>As the client chose it.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of method, address and body: another request under the name is refused.</summary>
    public required byte[] Fingerprint { get; init; }

    public required DateTimeOffset At { get; init; }

    public required int Status { get; init; }

    public required IReadOnlyList<IdempotentResponseHeader> Headers { get; init; }

    /// <summary>The bytes that were sent; null where the answer holds a secret, which is never kept.</summary>
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

        // What is over.
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
