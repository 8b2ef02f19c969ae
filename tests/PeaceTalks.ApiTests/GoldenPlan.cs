using System.Runtime.CompilerServices;
using System.Text;
using PeaceTalks.Api.Data;
using PeaceTalks.ApiTests.LocalPostgres;

namespace PeaceTalks.ApiTests;

/// <summary>Compares a statement and its plan with the file that is in the repository.</summary>
public static class GoldenPlan
{
    private const string PlanOf = "-- Plan of PostgreSQL ";

    public static async Task CompareAsync(LedgerApp app, string name, SqlStatement statement, Plan plan, [CallerFilePath] string test = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(test)!, "..", "Plans", $"{name}.sql");
        var version = (string)
            (await Sql.ScalarAsync(app.ConnectionString, "SELECT split_part(current_setting('server_version'), '.', 1)"))!;
        var sql = string.Join('\n', statement.Text.Split('\n').Select(x => x.Trim()).Where(x => x.Length > 0));
        var text = new StringBuilder($"{sql}\n\n{PlanOf}{version}\n");
        Write(plan, 0, text);
        if (Environment.GetEnvironmentVariable("UPDATE_PLANS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, text.ToString());
            return;
        }

        var golden = (await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n");
        var parts = golden.Split($"\n\n{PlanOf}");
        sql.ShouldBe(parts[0], $"the statement of {name}: renew the file with UPDATE_PLANS=1 if it is meant");
        if (parts[1].StartsWith($"{version}\n", StringComparison.Ordinal))
        {
            text.ToString().ShouldBe(golden, $"the plan of {name}: renew the file with UPDATE_PLANS=1 if it is meant");
        }
    }

    /// <summary>The nodes with their tables and indexes, without anything that differs from run to run.</summary>
    private static void Write(Plan node, int depth, StringBuilder text)
    {
        text.Append("-- ").Append(' ', 2 * depth).Append(node.Type);
        text.Append(node.IndexName is { } index ? $" {index}" : "").Append(node.Table is { } table ? $" on {table}" : "").Append('\n');
        foreach (var child in node.Children)
        {
            Write(child, depth + 1, text);
        }
    }
}
