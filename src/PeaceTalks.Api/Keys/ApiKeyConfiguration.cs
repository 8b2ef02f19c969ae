using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PeaceTalks.Api.Data;

namespace PeaceTalks.Api.Keys;

public sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> key)
    {
        key.ToTable("key");
        key.HasKey(x => x.Id);
        key.Property(x => x.Id).ValueGeneratedNever();
        key.Property(x => x.Name).HasMaxLength(ApiKey.NameMaxLength);
        key.Property(x => x.Hint).HasMaxLength(Secret.HintLength);
        key.HasEnum<ApiKey, Role>("role");
        key.HasCheck("name", "name <> ''");
        key.HasCheck("hash", $"length(hash) = {Secret.HashLength}");
        key.HasCheck("expires_later", "expires_at > created_at");

        // A key is found by the hint of its secret. The service then compares the hash in constant time.
        key.HasIndex(x => x.Hint).HasDatabaseName("ix_key_hint");
        key.HasIndex(x => x.Hash).IsUnique().HasDatabaseName("ux_key_hash");
        key.HasIndex(x => x.Name).IsUnique().HasFilter("revoked_at IS NULL").HasDatabaseName("ux_key_name");
    }
}

public sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.HasKey(x => x.Id);
        entry.Property(x => x.Id).ValueGeneratedNever();
        entry.Property(x => x.Address).HasMaxLength(AuditEntry.AddressMaxLength);
        entry.Property(x => x.Note).HasMaxLength(AuditEntry.NoteMaxLength);
        entry.HasOne<ApiKey>().WithMany().HasForeignKey(x => x.By);
        entry.HasOne<ApiKey>().WithMany().HasForeignKey(x => x.Key);
        entry.HasEnum<AuditEntry, AuditAction>("action");
        entry.HasCheck("about_a_key", "(action = 'EPOCH_RENEWED') = (key IS NULL)");

        // Lists what was done to and with a key, newest first.
        entry.HasIndex(x => new { x.Key, x.Id }).HasDatabaseName("ix_audit_entry_key");
    }
}

public static class KeyTables
{
    extension(PeaceTalksDb db)
    {
        public DbSet<ApiKey> Keys => db.Set<ApiKey>();
        public DbSet<AuditEntry> Audit => db.Set<AuditEntry>();
    }
}
