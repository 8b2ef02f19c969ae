using Microsoft.Extensions.Configuration;
using PeaceTalks.Api;
using PeaceTalks.Api.Settings;
using PeaceTalks.ApiTests.OpenApi;

namespace PeaceTalks.ApiTests.Settings;

public sealed class SettingsTableTests
{
    private const string Begin = "<!-- settings -->\n";
    private const string End = "<!-- end of settings -->";

    private static readonly IReadOnlyList<SettingsHelp.Entry> Entries =
    [
        .. new SettingsHelp(
            Startup.NewBuilder([]).Services.SettingsSections(),
            new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json").Build()
        ).Entries(),
    ];

    [Fact]
    public void The_table_in_docs_lists_the_settings_that_there_are()
    {
        var file = DescribedApp.RepositoryFile("docs", "operations.md");
        var text = File.ReadAllText(file).ReplaceLineEndings("\n");
        var (start, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        if (DescribedApp.Renew)
        {
            File.WriteAllText(file, text[..start] + Table() + text[end..]);
            return;
        }

        text[start..end].ShouldBe(Table(), "Renew docs/operations.md with UPDATE_OPENAPI=1.");
    }

    [Fact]
    public void Every_setting_has_a_meaning() =>
        Entries.Where(x => string.IsNullOrWhiteSpace(x.Meaning)).Select(x => x.Variable).ShouldBeEmpty();

    private static string Table() =>
        "| setting | default | takes | meaning |\n|---|---|---|---|\n"
        + string.Concat(Entries.Select(x => $"| `{x.Variable}` | {x.Default ?? "none"} | {x.Takes} | {x.Meaning.Replace("|", "\\|")} |\n"));
}
