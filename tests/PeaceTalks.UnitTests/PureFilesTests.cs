using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.UnitTests;

/// <summary>What decides is pure: neither the database nor the web reaches into it.</summary>
public sealed partial class PureFilesTests
{
    /// <summary>Folders and files under src/PeaceTalks.Api. A new pure file is added here; a folder takes in all its files.</summary>
    private static readonly string[] Pure =
    [
        "Comparisons/DaysApart.cs",
        "Comparisons/HeldPair.cs",
        "Comparisons/SideBySide.cs",
        "Coverage/CoveredArticles.cs",
        "Dates",
        "Diffs/DiffCause.cs",
        "Diffs/DiffCertainty.cs",
        "Diffs/DiffWords.cs",
        "Diffs/DiffWindow.cs",
        "Diffs/PositionDiff.cs",
        "Diffs/StateDiff.cs",
        "Diffs/TrackState.cs",
        "Diffs/WordDiff.cs",
        "HeldPositions/Headline.cs",
        "HeldPositions/Word.cs",
        "Issues/IssueOrder.cs",
        "Ledger/Attribution.cs",
        "Meetings/MeetingRule.cs",
        "Matrix/GridCell.cs",
        "Matrix/GridParty.cs",
        "Matrix/GridRow.cs",
        "Positions/Condition.cs",
        "Positions/Corroboration.cs",
        "Positions/Quantity.cs",
        "Positions/Stance.cs",
        "Positions/Term.cs",
        "Positions/TrackRule.cs",
        "Texts",
    ];

    private const BindingFlags Declares =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static TheoryData<string> PureFiles() => [.. Pure.SelectMany(FilesOf).Select(file => Path.GetRelativePath(Source(), file))];

    [Fact]
    public void Each_pure_file_and_folder_is_there() => Pure.ShouldAllBe(path => FilesOf(path).Any(File.Exists));

    [Theory]
    [MemberData(nameof(PureFiles))]
    public void A_pure_file_names_neither_database_nor_web(string file) =>
        Impure().Matches(File.ReadAllText(Path.Combine(Source(), file))).Select(match => match.Value).ShouldBeEmpty();

    /// <summary>The web SDK's implicit usings let a file name a framework's types without saying where they come from.</summary>
    [Theory]
    [MemberData(nameof(PureFiles))]
    public void A_pure_file_has_no_type_of_a_framework_in_its_members(string file)
    {
        var text = File.ReadAllText(Path.Combine(Source(), file));
        var space = Namespace().Match(text).Groups[1].Value;
        var names = Declared().Matches(text).Select(match => $"{space}.{match.Groups[1].Value}").ToList();

        names.ShouldNotBeEmpty();
        names
            .SelectMany(name => TypesIn(typeof(Stance).Assembly.GetType(name).ShouldNotBeNull(name)))
            .ShouldAllBe(type => !Impure().IsMatch(type.ToString()));
    }

    private static IEnumerable<Type> TypesIn(Type type) =>
        [
            .. type.GetFields(Declares).Select(field => field.FieldType),
            .. type.GetConstructors(Declares).SelectMany(made => made.GetParameters()).Select(parameter => parameter.ParameterType),
            .. type.GetMethods(Declares).Select(method => method.ReturnType),
            .. type.GetMethods(Declares).SelectMany(method => method.GetParameters()).Select(parameter => parameter.ParameterType),
            .. type.GetMethods(Declares)
                .SelectMany(method => method.GetMethodBody()?.LocalVariables ?? [])
                .Select(local => local.LocalType),
        ];

    private static IEnumerable<string> FilesOf(string path)
    {
        var full = Path.Combine(Source(), path);
        return Path.HasExtension(path) ? [full] : Directory.EnumerateFiles(full, "*.cs", SearchOption.AllDirectories);
    }

    private static string Source([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../src/PeaceTalks.Api"));

    [GeneratedRegex(
        @"\b(Microsoft|Npgsql|FluentValidation|Serilog|Swashbuckle|PeaceTalks\.Api\.(Http|Data|Keys|Idempotency|OpenApi))\.\w+|\bPeaceTalks\.Api\.(Http|Data)\b"
    )]
    private static partial Regex Impure();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^(?:public|internal) (?:\w+ )*(?:class|record|enum|struct|interface) (\w+)\b(?!<)", RegexOptions.Multiline)]
    private static partial Regex Declared();
}
