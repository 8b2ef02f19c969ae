using PeaceTalks.Api.Http.Formats;

namespace PeaceTalks.Api.Matrix;

public static class MatrixSetup
{
    public static void AddMatrix(this IServiceCollection services)
    {
        services.AddSingleton<IForm>(new Csv<MatrixContract, MatrixCellRow>(matrix => matrix.Cells.Select(MatrixCellRow.Of)));
    }
}
