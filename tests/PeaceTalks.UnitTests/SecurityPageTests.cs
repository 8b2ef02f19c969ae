using System.Text.RegularExpressions;

namespace PeaceTalks.UnitTests;

/// <summary>docs/security.md says which test holds what. Each of them must be there.</summary>
public sealed partial class SecurityPageTests
{
    [Fact]
    public void Every_test_and_script_that_the_page_names_is_there()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "PeaceTalks.sln")))
        {
            root = root.Parent!;
        }

        var page = File.ReadAllText(Path.Combine(root.FullName, "docs", "security.md"));
        var missing = Scripts().Matches(page).Select(x => x.Value).Where(x => !File.Exists(Path.Combine(root.FullName, x))).ToList();
        var (source, named) = ("", 0);
        foreach (var name in Names().Matches(page).Select(x => x.Groups))
        {
            if (name["class"].Success)
            {
                var project = name["unit"].Success ? "PeaceTalks.UnitTests" : "PeaceTalks.ApiTests";
                var file = Path.Combine(root.FullName, "tests", project, $"{name["class"].Value}.cs");
                source = File.Exists(file) ? File.ReadAllText(file) : "";
            }

            named++;
            if (!source.Contains($" {name["method"].Value}(", StringComparison.Ordinal))
            {
                missing.Add(name[0].Value);
            }
        }

        named.ShouldBeGreaterThan(100);
        missing.ShouldBeEmpty();
    }

    [GeneratedRegex(@"tests/scripts/[a-z-]+\.sh")]
    private static partial Regex Scripts();

    /// <summary><c>Folder/ClassTests.Method</c>, or <c>.Method</c> of the class that was named before.</summary>
    [GeneratedRegex("`(?:(?<unit>Unit/)?(?<class>(?:[A-Za-z]+/)*[A-Za-z]+Tests))?\\.(?<method>[A-Za-z0-9_]+_[A-Za-z0-9_]+)`")]
    private static partial Regex Names();
}
