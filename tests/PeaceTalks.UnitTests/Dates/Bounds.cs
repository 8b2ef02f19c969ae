using PeaceTalks.Api.Dates;

namespace PeaceTalks.UnitTests.Dates;

internal static class Bounds
{
    public static DateBounds Of(string edtf, DateBasis basis = DateBasis.Stated) =>
        Edtf.TryRead(edtf, out var earliest, out var latest)
            ? new DateBounds(earliest, latest, basis)
            : throw new ArgumentException($"'{edtf}' is no EDTF.", nameof(edtf));

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
}
