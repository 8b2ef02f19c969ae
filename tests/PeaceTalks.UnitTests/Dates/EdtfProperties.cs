using FsCheck;
using FsCheck.Fluent;
using PeaceTalks.Api.Dates;

namespace PeaceTalks.UnitTests.Dates;

public sealed class EdtfProperties
{
    /// <summary>Few years, with and without a leap day and at both ends of the calendar; mostly first and last days.</summary>
    private static readonly Gen<DateOnly> Day =
        from year in Gen.Elements(1, 1900, 2000, 2024, 2025, 9999)
        from month in Gen.Elements(1, 2, 3, 4, 11, 12)
        from place in Gen.Choose(0, 6)
        select new DateOnly(year, month, place < 4 ? place + 1 : DateTime.DaysInMonth(year, month) - (place - 4));

    private static readonly Gen<Span> Span = Gen.Frequency(
        (2, from day in Day select new Span(day, day)),
        (2, from day in Day select new Span(new(day.Year, day.Month, 1), EndOfMonth(day))),
        (2, from day in Day select new Span(new(day.Year, 1, 1), new(day.Year, 12, 31))),
        (2, from day in Day select new Span(null, day)),
        (3, from days in Gen.Two(Day) select Between(days.Item1, days.Item2))
    );

    /// <summary>A text of any form, in which a span may be written longer than need be.</summary>
    private static readonly Gen<string> Text =
        from first in Gen.OneOf(Gen.Constant(""), Part)
        from last in Part
        from set in Gen.Choose(0, 3)
        select set == 0 ? last : $"[{first}..{last}]";

    private static Gen<string> Part => from day in Day from length in Gen.Elements(4, 7, 10) select $"{day:yyyy-MM-dd}"[..length];

    [Fact]
    public void What_is_written_reads_back_as_the_same_days() =>
        Always.Holds(
            Span.ToArbitrary(),
            span =>
            {
                Edtf.TryRead(Edtf.Write(span.Earliest, span.Latest), out var earliest, out var latest).ShouldBeTrue();
                new Span(earliest, latest).ShouldBe(span);
            }
        );

    [Fact]
    public void What_was_read_is_written_in_one_form_that_reads_and_writes_as_itself() =>
        Always.Holds(
            Readable(),
            text =>
            {
                var written = Rewritten(text);
                Rewritten(written).ShouldBe(written);
            }
        );

    [Fact]
    public void Equal_bounds_have_one_text_however_they_were_written_and_other_bounds_have_others() =>
        Always.Holds(
            (
                from one in Readable().Generator
                from other in Gen.OneOf(Readable().Generator, Gen.Constant(InFull(one)))
                select (One: one, Other: other)
            ).ToArbitrary(),
            texts => (Rewritten(texts.One) == Rewritten(texts.Other)).ShouldBe(Read(texts.One) == Read(texts.Other))
        );

    [Fact]
    public void A_text_that_is_read_never_runs_backwards() =>
        Always.Holds(
            Text.ToArbitrary(),
            text =>
            {
                if (Edtf.TryRead(text, out var earliest, out var latest))
                {
                    (earliest ?? latest).ShouldBeLessThanOrEqualTo(latest);
                }
            }
        );

    [Fact]
    public void One_stroke_more_is_refused() =>
        Always.Holds(
            (
                from text in Readable().Generator
                from at in Gen.Choose(0, text.Length)
                from stroke in Gen.Elements(' ', '\n', '\t', '[', '.', '\u0661', 'x')
                select text.Insert(at, stroke.ToString())
            ).ToArbitrary(),
            text => Edtf.TryRead(text, out _, out _).ShouldBeFalse()
        );

    private static Arbitrary<string> Readable() => Text.Where(text => Edtf.TryRead(text, out _, out _)).ToArbitrary();

    private static Span Read(string text)
    {
        Edtf.TryRead(text, out var earliest, out var latest).ShouldBeTrue();
        return new Span(earliest, latest);
    }

    private static string Rewritten(string text) => Edtf.Write(Read(text).Earliest, Read(text).Latest);

    private static string InFull(string text) => $"[{Read(text).Earliest:yyyy-MM-dd}..{Read(text).Latest:yyyy-MM-dd}]";

    private static Span Between(DateOnly one, DateOnly other) => one < other ? new Span(one, other) : new Span(other, one);

    private static DateOnly EndOfMonth(DateOnly day) => new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));
}

/// <summary>The days between two ends; the first may be unknown.</summary>
internal sealed record Span(DateOnly? Earliest, DateOnly Latest)
{
    public override string ToString() => $"{Earliest:yyyy-MM-dd} to {Latest:yyyy-MM-dd}";
}
