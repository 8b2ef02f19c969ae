using PeaceTalks.Api.Http.Formats;

namespace PeaceTalks.Api.Matrix;

public static class MatrixSetup
{
    public static void AddMatrix(this IServiceCollection services) => services.AddTable(new MatrixTable());
}
