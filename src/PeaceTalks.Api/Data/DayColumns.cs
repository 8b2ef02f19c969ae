using Npgsql;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Data;

/// <summary>The three columns of a day: earliest, latest, basis.</summary>
public static class DayColumns
{
    /// <param name="column">The first of the three.</param>
    public static DateBounds GetDay(this NpgsqlDataReader reader, int column) =>
        new(
            reader.IsDBNull(column) ? null : reader.GetFieldValue<DateOnly>(column),
            reader.GetFieldValue<DateOnly>(column + 1),
            EnumNames.Parse<DateBasis>(reader.GetString(column + 2))
        );
}
