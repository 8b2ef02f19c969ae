using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Issues;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Meetings;
using PeaceTalks.Api.Parties;
using PeaceTalks.Api.Proposals;
using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.Positions;

public sealed class TrackConfiguration : IEntityTypeConfiguration<Track>
{
    public void Configure(EntityTypeBuilder<Track> track)
    {
        track.HasKey(x => x.Id);
        track.Property(x => x.Id).ValueGeneratedNever();
        track.HasAlternateKey(x => new { x.Id, x.Party });
        track.HasOne<Party>().WithMany().HasForeignKey(x => x.Party);
        track.HasOne<Issue>().WithMany().HasForeignKey(x => new { x.Issue, x.Process }).HasPrincipalKey(x => new { x.Slug, x.Process });
        track
            .HasOne<Proposal>()
            .WithMany()
            .HasForeignKey(x => new { x.Proposal, x.Process })
            .HasPrincipalKey(x => new { x.Slug, x.Process });
        track.Property(x => x.Target).HasMaxLength(Slugs.MaxLength).HasComputedColumnSql("coalesce(issue, proposal)", stored: true);
        track.HasCheck("one_target", "num_nonnulls(issue, proposal) = 1");

        // One track for each party and target. The index starts with the target, for questions about an issue or proposal.
        track.HasIndex(x => new { x.Issue, x.Party }).IsUnique().HasDatabaseName("ux_track_issue");
        track.HasIndex(x => new { x.Proposal, x.Party }).IsUnique().HasDatabaseName("ux_track_proposal");

        // The order in which tracks are listed.
        track
            .HasIndex(x => new
            {
                x.Party,
                x.Target,
                x.Id,
            })
            .HasDatabaseName("ix_track_order");
    }
}

public sealed class PositionConfiguration : IEntityTypeConfiguration<Position>
{
    public void Configure(EntityTypeBuilder<Position> position)
    {
        position.IsRecord(holder: "party");
        position.HasOne(x => x.Track).WithMany().HasForeignKey(x => new { x.TrackId, x.Party }).HasPrincipalKey(x => new { x.Id, x.Party });
        position.HasOne<Meeting>().WithMany().HasForeignKey(x => x.Meeting);
        position.HasMany(x => x.Citations).WithOne().HasForeignKey(x => x.Position);
        position.Property(x => x.Conditions).IsJsonList();
        position.Property(x => x.Terms).IsJsonList();
        position.HasEnum<Position, Stance>("stance");
        position.HasEnum<Position, AssertionMode>("mode");
        position.HasCheck(
            "conditional_has_condition",
            "(stance = 'CONDITIONAL') = jsonb_path_exists(conditions, '$[*] ? (@.kind != \"CONTINGENT_EVENT\")')"
        );
        position.HasCheck(
            "silence_has_none",
            "stance NOT IN ('UNDISCLOSED', 'DECLINED', 'NO_RESPONSE') OR (conditions = '[]' AND terms = '[]')"
        );
        position.HasCheck(
            "term_values",
            "NOT jsonb_path_exists(terms, '$[*] ? (@.comparator == \"SAME_AS_OTHER_SIDE\" && @.value != null || @.comparator != \"SAME_AS_OTHER_SIDE\" && @.value == null)')"
        );

        // The covering index of the as-of probe: the records of a track in the order of the rule (TrackRule). An unknown earliest day sorts
        // lowest.
        position.Property<DateOnly>("InForceFrom").HasComputedColumnSql("coalesce(earliest, '-infinity'::date)", stored: true);
        position
            .HasIndex("TrackId", "InForceFrom", "Latest", "Attribution", "RecordedIn", "Place")
            .IsDescending(false, true, false, false, true, true)
            .IncludeProperties("Id", "Stance", "SupersededIn")
            .HasDatabaseName("ix_position_rule");

        // For lists by day, and for the tracks that have a record dated in a window.
        position
            .HasIndex(x => new
            {
                x.Latest,
                x.RecordedIn,
                x.Place,
            })
            .IncludeProperties(x => x.TrackId)
            .HasDatabaseName("ix_position_day");

        // For lists of a party by day. The stance and the mode are in it, so that a filter skips the others without reading them.
        position
            .HasIndex(x => new
            {
                x.Party,
                x.Latest,
                x.RecordedIn,
                x.Place,
                x.Stance,
                x.Mode,
            })
            .HasDatabaseName("ix_position_party");

        // For lists by stance or mode, and for the tracks with such a record.
        position
            .HasIndex(x => new
            {
                x.Stance,
                x.Latest,
                x.RecordedIn,
                x.Place,
            })
            .IncludeProperties(x => x.TrackId)
            .HasDatabaseName("ix_position_stance");
        position
            .HasIndex(x => new
            {
                x.Mode,
                x.Latest,
                x.RecordedIn,
                x.Place,
            })
            .HasDatabaseName("ix_position_mode");

        // For lists of superseded records, and for feeds.
        position
            .HasIndex(x => new
            {
                x.Latest,
                x.RecordedIn,
                x.Place,
                x.Party,
            })
            .HasFilter("superseded_in IS NOT NULL")
            .HasDatabaseName("ix_position_superseded_day");
        position.HasIndex(x => x.SupersededIn).HasFilter("superseded_in IS NOT NULL").HasDatabaseName("ix_position_superseded");

        // For what was said at a meeting.
        position
            .HasIndex(x => new
            {
                x.Meeting,
                x.Latest,
                x.RecordedIn,
                x.Place,
            })
            .HasFilter("meeting IS NOT NULL")
            .HasDatabaseName("ix_position_meeting");

        // For lists by who asserted it, and for the tracks with such a record. A further index, ix_position_vague, covers bounds as ranges.
        // EF cannot express it: see the migration of that name.
        position
            .HasIndex(x => new { x.AssertedBy, x.Latest })
            .IncludeProperties(x => x.TrackId)
            .HasDatabaseName("ix_position_asserted_by");
        position.HasIndex(x => new { x.Speaker, x.Latest }).IncludeProperties(x => x.TrackId).HasDatabaseName("ix_position_speaker");
    }
}

public static class PositionTables
{
    extension(PeaceTalksDb db)
    {
        public DbSet<Track> Tracks => db.Set<Track>();
        public DbSet<Position> Positions => db.Set<Position>();
    }
}
