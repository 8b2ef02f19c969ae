using System.Globalization;
using System.Text;
using PeaceTalks.Benchmarks.Compare;
using PeaceTalks.Benchmarks.Load;
using PeaceTalks.Benchmarks.Rivals;
using static PeaceTalks.Benchmarks.Report.MarkdownTable;

namespace PeaceTalks.Benchmarks.Report;

/// <summary>Writes what was measured as Markdown.</summary>
/// <param name="builds">The names of the builds of the service.</param>
internal sealed class MarkdownReport(
    ComparisonOptions options,
    string postgres,
    IReadOnlyList<string> builds,
    IReadOnlyList<MeasuredLedger> ledgers,
    IReadOnlyList<MeasuredStart> starts
)
{
    private const string Baseline = "baseline";
    private const string Bare = "bare";

    private MeasuredLedger Full => ledgers.Single(x => x.InFull);

    public string Text()
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"""
            # What a read costs

            {Machine.Describe(postgres)}. {options.Rounds} rounds of {options.Seconds} s, wrk with 16 connections, settings:
            {(
                options.Settings.Count == 0
                    ? "none but `Limits__Enabled=false`"
                    : string.Join(", ", options.Settings.Select(x => $"`{x.Key}={x.Value}`"))
            )}.

            ```bash
            dotnet run -c Release --project tests/PeaceTalks.Benchmarks -- compare
            ```

            **How to read it.** The service and the load share the cores of one machine, and its speed changes from minute to minute. So only
            ratios of the same round mean anything: compare those, and not the levels. A ratio is the median of the rounds; the ratios of all
            rounds stand in brackets. *Baseline* is what an expert would write for these questions alone: bare Kestrel, one prepared statement a
            request, JSON by hand, with two indexes of its own (`tests/PeaceTalks.Benchmarks/Baseline`). It is checked to give the same bytes
            before it is timed. *Bare* is Kestrel with these bytes in memory. *pgbench* runs the baseline's statement alone. CPU is
            microseconds a request, of the server and of PostgreSQL.


            """
        );
        Fresh(text);
        Kept(text, "Pinned, against bare Kestrel with the same bytes", x => x.Pinned);
        Kept(text, "304, against a bare 304", x => x.NotModified);
        Growth(text);
        Starts(text);
        return text.ToString().TrimEnd() + "\n";
    }

    private void Fresh(StringBuilder text)
    {
        var ratios = new MarkdownTable([
            "question",
            "kB",
            .. builds.Select(x => $"{x} / baseline"),
            "bare / baseline",
            "pgbench / baseline",
        ]);
        var levels = new MarkdownTable("question", "server", "requests/s", "p50 ms", "p99 ms", "CPU server", "CPU PostgreSQL");
        foreach (var measured in Full.Questions)
        {
            var name = measured.Question.Name;
            string[] others = [.. builds, Bare, LedgerRun.PgBenchName];
            ratios.Add([
                name,
                Number(measured.Bytes / 1024.0),
                .. others.Select(x => Ratios(measured.Fresh, x, Baseline, brackets: builds.Contains(x))),
            ]);
            foreach (var series in measured.Fresh)
            {
                levels.Add(
                    name,
                    series.Name,
                    Number(series.PerSecond),
                    Figure(series.P50),
                    Figure(series.P99),
                    Number(series.Cpu),
                    Number(series.DatabaseCpu)
                );
            }
        }

        text.Append(CultureInfo.InvariantCulture, $"## Fresh answers, {Full.Size.Positions:N0} positions\n\n{ratios}{levels}");
        if (options.PostGraphile)
        {
            Rival(text);
        }

        if (builds.Count > 1)
        {
            var versus = new MarkdownTable(["question", .. builds.Skip(1).Select(x => $"{x} / {builds[0]}")]);
            foreach (var measured in Full.Questions)
            {
                versus.Add([measured.Question.Name, .. builds.Skip(1).Select(x => Ratios(measured.Fresh, x, builds[0]))]);
            }

            text.Append(versus);
        }
    }

    private void Rival(StringBuilder text)
    {
        var table = new MarkdownTable(["question", .. builds.Select(x => $"{x} / {PostGraphile.Name}")]);
        foreach (var measured in Full.Questions)
        {
            table.Add([measured.Question.Name, .. builds.Select(x => Ratios(measured.Fresh, x, PostGraphile.Name))]);
        }

        text.Append(
            CultureInfo.InvariantCulture,
            $"""
            PostGraphile 5 answers in GraphQL from the same tables, with functions in SQL for what is held. Its answers have the records with
            their names and citations, and not the headlines, alternatives, evidence, cursors and links. It cannot express what is left empty.

            {table}
            """
        );
    }

    private void Kept(StringBuilder text, string title, Func<MeasuredQuestion, IReadOnlyList<Series>> which)
    {
        var table = new MarkdownTable([
            "question",
            .. builds.SelectMany(x => (string[])[$"{x} / bare", $"CPU {x}", $"p99 ms {x}"]),
            "CPU bare",
        ]);
        foreach (var measured in Full.Questions)
        {
            var series = which(measured);
            table.Add([
                measured.Question.Name,
                .. builds.SelectMany(x => (string[])[Ratios(series, x, Bare), Number(Of(series, x)!.Cpu), Figure(Of(series, x)!.P99)]),
                Number(Of(series, Bare)!.Cpu),
            ]);
        }

        text.Append(CultureInfo.InvariantCulture, $"## {title}\n\n{table}");
    }

    private void Growth(StringBuilder text)
    {
        var small = $"{builds[0]} on {ledgers[0].Size.Name}";
        var table = new MarkdownTable(["ledger", "positions", .. Full.Questions.Select(x => x.Question.Name)]);
        foreach (var ledger in ledgers.Skip(1))
        {
            table.Add([
                ledger.Size.Name,
                Number(ledger.Size.Positions),
                .. ledger.Questions.Select(x =>
                    Ratios(x.Fresh, small, builds[0], brackets: false)
                    + (x.Question.HasBaseline ? $" ({Ratios(x.Fresh, builds[0], Baseline, brackets: false)})" : "")
                ),
            ]);
        }

        if (ledgers.Count > 1)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"""
                ## Growth

                How many times as long an answer takes as on the ledger {ledgers[
                    0
                ].Size.Name}, by requests/s in the same rounds. In brackets: {builds[0]}
                / baseline. `deep` has 1,000 records a track, `reference` 100,000 entries of reference data.

                {table}
                """
            );
        }
    }

    private void Starts(StringBuilder text)
    {
        var table = new MarkdownTable("start on existing data", "first answer s", "MB idle", "MB after load");
        foreach (var start in starts)
        {
            table.Add(start.Name, Figure(start.FirstAnswer), Number(start.Idle), Number(start.Loaded));
        }

        text.Append(CultureInfo.InvariantCulture, $"## Start and memory\n\n{table}");
    }

    private static string Ratios(IReadOnlyList<Series> all, string name, string to, bool brackets = true)
    {
        if (Of(all, name) is not { } series || Of(all, to) is not { } other)
        {
            return "";
        }

        var ratios = series.RatiosTo(other);
        return $"**{Figure(Series.MedianOf(ratios))}**" + (brackets ? $" ({string.Join(' ', ratios.Select(Figure))})" : "");
    }

    private static Series? Of(IReadOnlyList<Series> all, string name) => all.FirstOrDefault(x => x.Name == name);
}
