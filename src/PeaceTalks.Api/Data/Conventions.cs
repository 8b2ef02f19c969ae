using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Parties;
using PeaceTalks.Api.Speakers;

namespace PeaceTalks.Api.Data;

/// <summary>What several tables have alike.</summary>
public static class Conventions
{
    /// <summary>A table of identities: a slug of the one form, and the revision that brought it.</summary>
    public static void IsReferenceItem<T>(this EntityTypeBuilder<T> item) where T : ReferenceItem
    {
        item.HasKey(x => x.Slug);
        item.Property(x => x.Slug).HasMaxLength(Slugs.MaxLength);
        item.HasCheck("slug", $"slug ~ '{Slugs.Pattern}'");
        item.HasOne<Revision>().WithMany().HasForeignKey(x => x.RecordedIn);
    }

    /// <summary>A table of versions, of which one at most is in force.</summary>
    public static void IsVersionOf<T, TItem>(this EntityTypeBuilder<T> version) where T : ReferenceVersion where TItem : ReferenceItem
    {
        version.HasKey(x => new { x.Slug, x.Version });
        version.HasOne<TItem>().WithMany().HasForeignKey(x => x.Slug);
        version.Property(x => x.SupersededIn).IsConcurrencyToken();
        version.HasOne<Revision>().WithMany().HasForeignKey(x => x.RecordedIn);
        version.HasOne<Revision>().WithMany().HasForeignKey(x => x.SupersededIn);
        version.HasIndex(x => x.Slug).IsUnique().HasFilter("superseded_in IS NULL").HasDatabaseName($"ux_{Table<T>()}_in_force");
        version.HasCheck("version", "version >= 1");
        version.HasCheck("superseded_later", "superseded_in > recorded_in");
    }

    /// <summary>What positions and milestones have alike; <paramref name="holder"/> is the column of the party that the record is about.</summary>
    public static void IsRecord<T>(this EntityTypeBuilder<T> record, string holder) where T : Record
    {
        record.HasKey(x => x.Id);
        record.Property(x => x.Id).ValueGeneratedNever();
        record.Property(x => x.Summary).HasMaxLength(Record.SummaryMaxLength);
        record.Ignore(x => x.Day);
        record.HasBoundsChecks("");
        record.Property(x => x.Attribution).HasColumnType("smallint")
            .HasComputedColumnSql($"(CASE WHEN asserted_by IS NULL THEN 2 WHEN asserted_by = {holder} THEN 0 ELSE 1 END)::smallint", stored: true);
        record.Property(x => x.SupersededIn).IsConcurrencyToken();
        record.HasOne<Party>().WithMany().HasForeignKey(x => x.AssertedBy);
        record.HasOne<Speaker>().WithMany().HasForeignKey(x => x.Speaker);
        record.HasOne<Revision>().WithMany().HasForeignKey(x => x.RecordedIn);
        record.HasOne<Revision>().WithMany().HasForeignKey(x => x.SupersededIn);
        record.HasOne<T>().WithMany().HasForeignKey(x => x.Corrects);
        record.HasIndex(x => x.Corrects).IsUnique().HasDatabaseName($"ux_{Table<T>()}_one_successor");
        record.HasIndex(x => new { x.RecordedIn, x.Place }).IsUnique().HasDatabaseName($"ux_{Table<T>()}_place");
        record.HasCheck("superseded_later", "superseded_in > recorded_in");
        record.HasCheck("speaker_asserts", "speaker IS NULL OR asserted_by IS NOT NULL");
        record.HasCheck("outlet_alone", "(mode <> 'OUTLET' OR asserted_by IS NULL)");
        record.HasCheck("summary", "summary <> ''");
    }

    /// <summary>A day in the world as three columns, its bounds in order.</summary>
    public static void HasDay<T>(this EntityTypeBuilder<T> entity, Expression<Func<T, DateBounds?>> property, string prefix) where T : class
    {
        entity.ComplexProperty(property, day =>
        {
            day.Property(x => x.Earliest).HasColumnName($"{prefix}earliest");
            day.Property(x => x.Latest).HasColumnName($"{prefix}latest");
            day.Property(x => x.Basis).HasColumnName($"{prefix}basis");
        });
        entity.HasBoundsChecks(prefix);
    }

    private static void HasBoundsChecks<T>(this EntityTypeBuilder<T> entity, string prefix) where T : class
    {
        entity.HasCheck($"{prefix}bounds", $"{prefix}earliest <= {prefix}latest");
        entity.HasCheck($"{prefix}basis", IsOneOf<DateBasis>($"{prefix}basis"));
    }

    public static void HasCheck<T>(this EntityTypeBuilder<T> entity, string name, string sql) where T : class =>
        entity.ToTable(table => table.HasCheckConstraint($"ck_{Table<T>()}_{name}", sql));

    /// <summary>A column that holds names of the enum alone.</summary>
    public static void HasEnum<T, TEnum>(this EntityTypeBuilder<T> entity, string column) where T : class where TEnum : struct, Enum =>
        entity.HasCheck(column, IsOneOf<TEnum>(column));

    private static string IsOneOf<TEnum>(string column) where TEnum : struct, Enum =>
        $"{column} IN ({string.Join(", ", EnumNames.All<TEnum>().Select(name => $"'{name}'"))})";

    private static string Table<T>() => Npgsql.NameTranslation.NpgsqlSnakeCaseNameTranslator.ConvertToSnakeCase(typeof(T).Name);
}
