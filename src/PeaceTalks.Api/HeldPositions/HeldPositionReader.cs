using Npgsql;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.HeldPositions;

/// <summary>What a party holds on a target, with the evidence.</summary>
/// <param name="Silence">A silence that is newer, or the held record itself if there is nothing but silence. Otherwise null.</param>
/// <param name="StanceSince">The day of the oldest record of the unbroken run with the same stance.</param>
/// <param name="LastSelfReport">The newest record with a stance that the holder itself asserted.</param>
/// <param name="Alternatives">Newest first.</param>
/// <param name="Earlier">The other records of the run, newest first: at most <see cref="Corroboration.MaxRecords"/>.</param>
/// <param name="Fragility">Null if the stance does not hang on one article, or if nobody asked.</param>
public sealed record HeldPosition(
    Position Held,
    Position? Silence,
    DateBounds StanceSince,
    SelfReport? LastSelfReport,
    List<Position> Alternatives,
    List<CitingRecord> Earlier,
    Fragility? Fragility
)
{
    public TrackKey Key => new(Held.Party, Held.Track.Target, Held.TrackId);
}

/// <summary>An article without which another stance would be held, nothing but silence, or nothing.</summary>
/// <param name="Otherwise">What would be held, and in which record. Null if nothing would.</param>
public sealed record Fragility(string Article, (Stance Stance, Guid Position)? Otherwise);

/// <summary>Held positions, and the articles that report them, by slug.</summary>
/// <param name="Originals">For each article that retells another, the one that it ultimately retells.</param>
public sealed record HeldPositionRows(
    List<HeldPosition> Items,
    IReadOnlyDictionary<string, ArticleReference> Articles,
    IReadOnlyDictionary<string, string> Originals
);

/// <summary>Reads the rows of <see cref="HeldPositionStatement"/>.</summary>
public static class HeldPositionReader
{
    public static Task<HeldPositionRows> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellation) =>
        ReadAsync(reader, fragility: false, cancellation);

    /// <param name="fragility">Whether the rows have the columns that say so.</param>
    public static async Task<HeldPositionRows> ReadAsync(NpgsqlDataReader reader, bool fragility, CancellationToken cancellation)
    {
        var positions = new CitedPositions(reader);
        var (items, originals) = (new List<HeldPosition>(), new Dictionary<string, string>());
        while (await reader.ReadAsync(cancellation))
        {
            if (reader.GetInt64(0) >= HeldPositionStatement.FirstOfRun)
            {
                AddToRun(items[^1].Earlier, reader.GetGuid(8), positions.ReadArticle());
                ReadOriginal();
                continue;
            }

            var (position, isNew) = positions.Read();
            ReadOriginal();
            if (!isNew)
            {
                continue;
            }

            switch (reader.GetInt64(0))
            {
                case 0:
                    items.Add(
                        new(
                            position,
                            position.Stance.IsSilence() ? position : null,
                            reader.GetDay(1),
                            reader.IsDBNull(4) ? null : new SelfReport(reader.GetGuid(4), reader.GetDay(5)),
                            [],
                            [],
                            fragility ? ReadFragility(reader) : null
                        )
                    );
                    break;
                case 1:
                    items[^1] = items[^1] with { Silence = position };
                    break;
                default:
                    items[^1].Alternatives.Add(position);
                    break;
            }
        }

        return new(items, positions.Articles, originals);

        void ReadOriginal()
        {
            if (!reader.IsDBNull(9))
            {
                var original = ReadOriginalOf(reader);
                originals[positions.ReadArticle()!] = original.Slug;
                positions.Add(original);
            }
        }
    }

    private static void AddToRun(List<CitingRecord> run, Guid record, string? article)
    {
        if (run is not [.., var last] || last.Id != record)
        {
            run.Add(last = new CitingRecord(record, []));
        }

        if (article is not null)
        {
            last.Articles.Add(article);
        }
    }

    /// <summary>Reads <see cref="CorroborationSql.OriginalColumns"/>. What is ultimately retold retells nothing itself.</summary>
    private static ArticleReference ReadOriginalOf(NpgsqlDataReader reader) =>
        new(reader.GetString(9), reader.GetString(10), Text(reader, 11), Text(reader, 12), reader.GetDay(13), RewriteOf: null);

    /// <summary>Reads <see cref="CorroborationSql.FragilityColumns"/>.</summary>
    private static Fragility? ReadFragility(NpgsqlDataReader reader) =>
        reader.IsDBNull(16)
            ? null
            : new(reader.GetString(16), reader.IsDBNull(18) ? null : (EnumNames.Parse<Stance>(reader.GetString(17)), reader.GetGuid(18)));

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
