using PeaceTalks.Api.Diffs;
using PeaceTalks.UnitTests.Dates;

namespace PeaceTalks.UnitTests.Diffs;

public sealed class CauseTests
{
    private static readonly DateOnly From = new(2026, 1, 10);

    /// <summary>
    /// By what has become of the record held before (rows) and by the one held after (columns), where there is one of each at most.
    /// </summary>
    private const string Causes = """
                   nothing    after       atMost         open        correction
        nothing    Unknown    PartyMoved  NewlyReported  Unknown     Corrected
        stays      Unknown    PartyMoved  NewlyReported  Unknown     Corrected
        displaced  Unknown    PartyMoved  NewlyReported  Unknown     Corrected
        corrected  Corrected  Corrected   Corrected      Corrected   Corrected
        retracted  Retracted  Retracted   Retracted      Retracted   Retracted
        """;

    /// <summary>The days of a record that came, by what they tell when the earlier end is on 2026-01-10.</summary>
    private static readonly (string Column, string[] Days)[] Days =
    [
        ("after", ["2026-01-11", "[2026-01-11..2026-01-20]", "2026-02"]),
        ("atMost", ["2026-01-10", "2026-01-09", "[2026-01-01..2026-01-10]", "[..2026-01-10]", "2025"]),
        ("open", ["[2026-01-10..2026-01-11]", "[2026-01-09..2026-01-20]", "[..2026-01-11]", "2026-01"]),
    ];

    /// <summary>
    /// What may happen to the record held, or to the silence beside it: its lines at both ends, and where the table has it.
    /// </summary>
    private static IEnumerable<(string Row, string Column, EndRecord? Before, EndRecord? After)> Happenings()
    {
        (string Row, EndRecord? Before)[] befores =
        [
            ("nothing", null),
            ("displaced", Record("2026-01-01")),
            ("corrected", Record("2026-01-01", RecordState.Corrected)),
            ("retracted", Record("2026-01-01", RecordState.Retracted)),
        ];
        (string Column, EndRecord? After)[] afters =
        [
            ("nothing", null),
            .. Days.SelectMany(x => x.Days, (x, day) => (x.Column, (EndRecord?)Record(day))),
            .. Days.SelectMany(x => x.Days, (_, day) => ("correction", (EndRecord?)Record(day, corrects: true))),
        ];
        foreach (var (row, before) in befores)
        {
            foreach (var (column, after) in afters)
            {
                yield return (row, column, before, after);
            }
        }

        // What stays was perhaps itself a correction of before the window, and its day tells nothing.
        foreach (var day in Days.SelectMany(x => x.Days))
        {
            var record = Record(day);
            yield return ("stays", "nothing", record, record with { });
        }
    }

    [Fact]
    public void Each_fate_and_each_coming_have_their_cause()
    {
        foreach (var (row, column, before, after) in Happenings())
        {
            Between([before], [after]).ShouldBe(InTable(row, column), $"{row}, {column}: {after}");
        }
    }

    [Fact]
    public void Of_a_record_and_a_silence_the_cause_that_comes_first_is_the_cause()
    {
        foreach (var record in Happenings())
        {
            foreach (var silence in Happenings())
            {
                var quiet = (
                    Before: silence.Before is null ? null : silence.Before with { Id = Of(silence.Before.Id) },
                    After: silence.After is null ? null : silence.After with { Id = Of(silence.After.Id) }
                );

                Between([record.Before, quiet.Before], [record.After, quiet.After])
                    .ShouldBe(First((record.Row, record.Column), (silence.Row, silence.Column)), $"{record}; {silence}");
            }
        }

        static Guid Of(Guid id) => new([.. id.ToByteArray().Reverse()]);
    }

    [Fact]
    public void The_order_in_which_records_stand_does_not_matter() =>
        Between([Record("2026-01-01", RecordState.Corrected), Record("2026-01-02", RecordState.Retracted)], [])
            .ShouldBe(Between([Record("2026-01-02", RecordState.Retracted), Record("2026-01-01", RecordState.Corrected)], []));

    [Fact]
    public void What_stays_is_no_cause_whatever_its_fate()
    {
        var stays = Record("2026-01-20", RecordState.Retracted, corrects: true);

        Between([stays], [stays, Record("2026-01-05")]).ShouldBe(DiffCause.NewlyReported);
    }

    private static DiffCause Between(EndRecord?[] before, EndRecord?[] after) =>
        PeaceTalks.Api.Diffs.Causes.Between([.. before.OfType<EndRecord>()], [.. after.OfType<EndRecord>()], From);

    /// <summary>
    /// Retracted, corrected, moved; one whose day is open leaves it open what the other shows to be late; and nothing shows nothing.
    /// </summary>
    private static DiffCause First((string Row, string Column) record, (string Row, string Column) silence)
    {
        var causes = new[] { InTable(record.Row, record.Column), InTable(silence.Row, silence.Column) };
        foreach (var cause in new[] { DiffCause.Retracted, DiffCause.Corrected, DiffCause.PartyMoved })
        {
            if (causes.Contains(cause))
            {
                return cause;
            }
        }

        var isOpen = record.Column == "open" || silence.Column == "open";
        return !isOpen && causes.Contains(DiffCause.NewlyReported) ? DiffCause.NewlyReported : DiffCause.Unknown;
    }

    private static DiffCause InTable(string row, string column) => Table[(row, column)];

    private static readonly Dictionary<(string Row, string Column), DiffCause> Table = Read([
        .. Causes.Split('\n').Select(x => x.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
    ]);

    private static Dictionary<(string Row, string Column), DiffCause> Read(string[][] lines) =>
        (from line in lines.Skip(1) from column in lines[0].Index() select (line, column)).ToDictionary(
            x => (x.line[0], x.column.Item),
            x => Enum.Parse<DiffCause>(x.line[1 + x.column.Index])
        );

    private static int last;

    private static EndRecord Record(string day, RecordState fate = RecordState.InForce, bool corrects = false) =>
        new(new Guid(++last, 0, 0, new byte[8]), Bounds.Of(day), fate, corrects);
}
