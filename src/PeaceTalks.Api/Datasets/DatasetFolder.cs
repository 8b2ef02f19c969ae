using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Datasets;

/// <summary>A folder of data sets: each is a folder in it.</summary>
public sealed record DatasetFolder(string Location)
{
    /// <summary>The data sets that come with this release.</summary>
    public static readonly DatasetFolder OfRelease = new(Path.Combine(AppContext.BaseDirectory, "Datasets"));

    /// <summary>In the order of their names.</summary>
    public IReadOnlyList<string> Names =>
        [.. Directory.EnumerateDirectories(Location).Select(x => Path.GetFileName(x)).Order(StringComparer.Ordinal)];

    public Dataset Read(string name) => Dataset.Read(Path.Combine(Location, name));

    /// <exception cref="ProblemException">404: there is no such data set.</exception>
    public Dataset Require(string name) =>
        Names.Contains(name, StringComparer.Ordinal)
            ? Read(name)
            : throw Problems.NotFound("data set", name, Spelling.Nearest(name, Names), "/api/v1/datasets");
}
