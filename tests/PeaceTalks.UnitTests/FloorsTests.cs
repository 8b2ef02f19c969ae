using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using PeaceTalks.Api;

namespace PeaceTalks.UnitTests;

/// <summary>Folders are floors: each uses only those below it (docs/adr/0021). The check is on types, as they are compiled.</summary>
/// <remarks>A constant is compiled into whoever uses it, so a use of a constant alone does not show.</remarks>
public sealed class FloorsTests
{
    private const string Root = "PeaceTalks.Api";

    /// <summary>From the ground up. Folders on one floor do not use each other. A new folder is added here.</summary>
    private static readonly string[][] Floors =
    [
        ["Texts"],
        ["Dates", "Errors"],
        ["Settings"],
        ["Data"],
        ["Http"],
        ["Keys"],
        ["Ledger"],
        ["Idempotency", "Articles"],
        ["Bibliography", "References"],
        ["Processes", "Parties", "Speakers"],
        ["Records", "Issues"],
        ["Meetings"],
        ["Milestones", "Remarks"],
        ["Proposals"],
        ["Positions"],
        ["HeldPositions", "Coverage", "Search", "Reconciliation"],
        ["Diffs", "Matrix", "Timelines"],
        ["Comparisons", "Codings", "Revisions", "Feeds"],
        ["Datasets"],
        ["Setup"],
        ["OpenApi", "Explorer"],
    ];

    private static readonly ArchUnitNET.Domain.Architecture Service = new ArchLoader().LoadAssembly(typeof(Startup).Assembly).Build();

    private static readonly Dictionary<string, int> FloorOf = Floors
        .SelectMany((folders, floor) => folders.Select(folder => (folder, floor)))
        .ToDictionary(x => x.folder, x => x.floor);

    /// <summary>
    /// Each use of one folder by another, with the types that use and are used. Start-up, outside all folders, may use any.
    /// </summary>
    private static IEnumerable<(string From, string To, string Use)> Uses =>
        from type in Service.Types
        let user = FolderOf(type)
        where user is not null
        from dependency in type.Dependencies
        let used = FolderOf(dependency.Target)
        where used is not null && used != user && dependency.Target is not GenericParameter
        select (user, used, $"{type.FullName} uses {dependency.Target.FullName}");

    [Fact]
    public void Each_folder_has_a_floor() =>
        Service.Types.Select(FolderOf).OfType<string>().Distinct().ShouldBe(FloorOf.Keys, ignoreOrder: true);

    [Fact]
    public void A_folder_uses_only_those_below_it() =>
        Uses.Where(x => FloorOf[x.From] <= FloorOf[x.To]).Select(x => x.Use).Distinct().ShouldBeEmpty();

    [Fact]
    public void No_two_folders_use_each_other()
    {
        var pairs = Uses.Select(x => (x.From, x.To)).ToHashSet();

        pairs.Count.ShouldBeGreaterThan(100, "the uses are found at all");
        pairs.Where(x => pairs.Contains((x.To, x.From))).ShouldBeEmpty();
    }

    [Fact]
    public void Only_start_up_knows_the_document_of_the_API() => Uses.Where(x => x.To == "OpenApi").Select(x => x.Use).ShouldBeEmpty();

    /// <summary>Null for start-up, for other assemblies, and for what the compiler makes.</summary>
    private static string? FolderOf(IType type)
    {
        var space = type.Namespace?.FullName ?? "";
        return space.StartsWith($"{Root}.", StringComparison.Ordinal) && !space.Contains(".Migrations", StringComparison.Ordinal)
            ? space.Split('.')[2]
            : null;
    }
}
