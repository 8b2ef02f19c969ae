using PeaceTalks.Api.Data;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.Positions;

/// <inheritdoc/>
public sealed class PositionNoun(DatabaseSession session, PinReader pins) : RecordNoun<Position, PositionContract>(Noun.Position, pins)
{
    public override async Task<IReadOnlyDictionary<Guid, PositionContract>> ReadAsync(
        IReadOnlyCollection<Guid> ids,
        Pin pin,
        CancellationToken cancellation
    )
    {
        if (ids.Count == 0)
        {
            return new Dictionary<Guid, PositionContract>();
        }

        var found = await session.ReadAllAsync(PositionStatement.ByIds([.. ids], pin.Revision), CitedPositions.ReadAllAsync, cancellation);
        var names = new Names(pin, found.Articles);
        return found.Positions.ToDictionary(x => x.Id, x => PositionContract.FromPosition(x, found.Successors.Successor(x.Id), names));
    }
}

public static class PositionSetup
{
    public static void AddPositions(this IServiceCollection services)
    {
        services.AddScoped<PositionNoun>();
        services.AddTable<PositionContract, PositionRow>(PositionRow.FromPosition);
    }
}
