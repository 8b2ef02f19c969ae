using Npgsql;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.HeldPositions;

/// <summary>What a party holds on a target, with the evidence.</summary>
/// <param name="Silence">A silence that is newer, or the held record itself if there is nothing but silence. Otherwise null.</param>
/// <param name="StanceSince">The day of the oldest record of the unbroken run with the same stance.</param>
/// <param name="LastSelfReport">The newest record with a stance that the holder itself asserted.</param>
/// <param name="Alternatives">Newest first.</param>
public sealed record HeldPosition(
    Position Held,
    Position? Silence,
    DateBounds StanceSince,
    SelfReport? LastSelfReport,
    List<Position> Alternatives
)
{
    public TrackKey Key => new(Held.Party, Held.Track.Target, Held.TrackId);
}

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
    public static async Task<HeldPositionRows> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var positions = new CitedPositions(reader);
        var (items, originals) = (new List<HeldPosition>(), new Dictionary<string, string>());
        while (await reader.ReadAsync(cancellation))
        {
            var (position, isNew) = positions.Read();
            if (!reader.IsDBNull(8))
            {
                originals[position.Citations[^1].Article] = reader.GetString(8);
            }

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
                            []
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
    }
}
