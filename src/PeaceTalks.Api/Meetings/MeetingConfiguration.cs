using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Processes;
using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.Meetings;

public sealed class MeetingConfiguration : IEntityTypeConfiguration<Meeting>
{
    public void Configure(EntityTypeBuilder<Meeting> meeting)
    {
        // Whoever took part says so of itself.
        meeting.IsRecordOf("participants @> ('[{\"party\": \"' || asserted_by || '\"}]')::jsonb");
        meeting.HasMany(x => x.Citations).WithOne().HasForeignKey(x => x.Meeting);
        meeting.HasOne<Meeting>().WithMany().HasForeignKey(x => x.MeetingId);
        meeting.HasOne<Meeting>().WithMany().HasForeignKey(x => x.PartOf);
        meeting.HasOne<Process>().WithMany().HasForeignKey(x => x.Process);
        meeting.Property(x => x.Name).HasMaxLength(Meeting.NameMaxLength);
        meeting.Property(x => x.Venue).HasMaxLength(Meeting.VenueMaxLength);
        meeting.Property(x => x.Participants).IsJsonList();
        meeting.Property(x => x.Issues).IsJsonList();
        meeting.Property(x => x.Proposals).IsJsonList();
        meeting.Ignore(x => x.HeldOn);
        meeting.HasBoundsChecks("held_");
        meeting.HasCheck("held_whole", "num_nonnulls(held_latest, held_basis) <> 1 AND (held_earliest IS NULL OR held_latest IS NOT NULL)");
        meeting.HasCheck("held_has_day", "state <> 'HELD' OR held_latest IS NOT NULL");
        meeting.HasCheck("name", "name <> ''");
        meeting.HasEnum<Meeting, MeetingKind>("kind");
        meeting.HasEnum<Meeting, MeetingState>("state");
        meeting.HasEnum<Meeting, AssertionMode>("mode");

        // The states of a meeting in the order of the rule (MeetingRule). An unknown earliest day sorts lowest.
        meeting.Property<DateOnly>("InForceFrom").HasComputedColumnSql("coalesce(earliest, '-infinity'::date)", stored: true);
        meeting
            .HasIndex("MeetingId", "InForceFrom", "Latest", "RecordedIn", "Place")
            .IsDescending(false, true, false, true, true)
            .IncludeProperties("Id", "SupersededIn")
            .HasDatabaseName("ix_meeting_rule");

        // For lists by the day on which meetings take place, and for timelines. An unknown day is still to come.
        meeting.Property<DateOnly>("ListedOn").HasComputedColumnSql("coalesce(held_latest, 'infinity'::date)", stored: true);
        meeting.HasIndex("ListedOn", "RecordedIn", "Place").HasDatabaseName("ix_meeting_day");
        meeting.HasIndex("Process", "ListedOn", "RecordedIn", "Place").HasDatabaseName("ix_meeting_process");
        meeting.HasIndex(x => x.PartOf).HasFilter("part_of IS NOT NULL").HasDatabaseName("ix_meeting_part_of");

        // For lists by participant, by subject and by state, where few meetings match.
        meeting.HasIndex(x => x.Participants).HasMethod("gin").HasOperators("jsonb_path_ops").HasDatabaseName("ix_meeting_participants");
        meeting.HasIndex(x => x.Issues).HasMethod("gin").HasDatabaseName("ix_meeting_issues");
        meeting.HasIndex(x => x.Proposals).HasMethod("gin").HasDatabaseName("ix_meeting_proposals");
        meeting.HasIndex("State", "ListedOn", "RecordedIn", "Place").HasDatabaseName("ix_meeting_state");

        // For feeds.
        meeting.HasIndex(x => x.SupersededIn).HasFilter("superseded_in IS NOT NULL").HasDatabaseName("ix_meeting_superseded");

        // For events. A further index, ix_meeting_vague, covers bounds as ranges, as for the other records.
        meeting
            .HasIndex(x => new
            {
                x.Latest,
                x.RecordedIn,
                x.Place,
            })
            .HasDatabaseName("ix_meeting_stated");
    }
}

public static class MeetingTables
{
    extension(PeaceTalksDb db)
    {
        public DbSet<Meeting> Meetings => db.Set<Meeting>();
    }
}
