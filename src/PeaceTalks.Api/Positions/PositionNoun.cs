using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.Positions;

/// <inheritdoc/>
public sealed class PositionNoun() : RecordNoun<Position, PositionContract>(Noun.Position)
{
    public override IQueryable<Position> Whole(IQueryable<Position> positions) => positions.Whole();

    public override PositionContract ToContract(Position position, Guid? successor, Names names) =>
        PositionContract.FromPosition(position, successor, names);
}

public static class PositionSetup
{
    public static void AddPositions(this IServiceCollection services)
    {
        services.AddSingleton<PositionNoun>();
        services.AddCsv<PositionContract, PositionRow>(PositionRow.FromPosition);
    }
}
