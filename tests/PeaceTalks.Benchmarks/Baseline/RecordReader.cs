using System.Text.Json;
using Npgsql;

namespace PeaceTalks.Benchmarks.Baseline;

/// <summary>Reads <see cref="Sql.SaidColumns"/> by their positions.</summary>
internal sealed class RecordReader(NpgsqlDataReader rows, int first)
{
    public Guid Id => rows.GetGuid(first);

    public bool IsThere => !rows.IsDBNull(first);

    /// <summary>The record, still without its citations.</summary>
    public SaidRecord Read() =>
        new()
        {
            Id = Id,
            Stance = rows.GetString(first + 1),
            Conditions = rows.IsDBNull(first + 2)
                ? []
                : JsonSerializer.Deserialize(rows.GetString(first + 2), Columns.Default.ConditionArray)!,
            ConditionNames = rows.IsDBNull(first + 3) ? [] : rows.GetFieldValue<string?[]>(first + 3),
            Terms = rows.IsDBNull(first + 4) ? [] : JsonSerializer.Deserialize(rows.GetString(first + 4), Columns.Default.TermArray)!,
            Summary = rows.GetString(first + 5),
            Day = Bounds(rows, first + 6),
            AssertedBy = TextOrNull(first + 9),
            AsserterName = TextOrNull(first + 10),
            Speaker = TextOrNull(first + 11),
            SpeakerName = TextOrNull(first + 12),
            Mode = rows.GetString(first + 13),
            Attribution = rows.GetInt16(first + 14),
            RecordedIn = rows.GetInt64(first + 15),
            Corrects = rows.IsDBNull(first + 16) ? null : rows.GetGuid(first + 16),
            Meeting = rows.IsDBNull(first + 17) ? null : rows.GetGuid(first + 17),
        };

    public bool IsCited => !rows.IsDBNull(first + 18);

    /// <summary>Adds the citation of this row, if it has one.</summary>
    public void AddCitation(SaidRecord record)
    {
        if (IsCited)
        {
            record.Citations.Add(
                new SaidCitation(Article(rows, first + 21), rows.GetInt32(first + 18), TextOrNull(first + 19), rows.GetInt64(first + 20))
            );
        }
    }

    /// <summary>The article whose columns begin here.</summary>
    public static SaidArticle Article(NpgsqlDataReader rows, int at) =>
        new(
            rows.GetString(at),
            rows.GetString(at + 1),
            rows.IsDBNull(at + 2) ? null : rows.GetString(at + 2),
            rows.IsDBNull(at + 3) ? null : rows.GetString(at + 3),
            Bounds(rows, at + 4),
            rows.IsDBNull(at + 7) ? null : rows.GetString(at + 7)
        );

    public static Bounds Bounds(NpgsqlDataReader rows, int at) =>
        new(rows.IsDBNull(at) ? null : rows.GetFieldValue<DateOnly>(at), rows.GetFieldValue<DateOnly>(at + 1), rows.GetString(at + 2));

    private string? TextOrNull(int at) => rows.IsDBNull(at) ? null : rows.GetString(at);
}

/// <summary>Reads <see cref="Sql.TargetColumns"/> by their positions.</summary>
internal sealed class TargetReader(NpgsqlDataReader rows, int first)
{
    public Target Read(string party)
    {
        var isProposal = rows.GetBoolean(first + 1);
        return new Target(
            party,
            rows.GetString(first),
            isProposal,
            rows.GetString(first + 2),
            rows.GetString(first + 3),
            isProposal ? rows.GetFieldValue<string[]>(first + 4) : [],
            isProposal ? rows.GetFieldValue<string[]>(first + 5) : []
        );
    }
}
