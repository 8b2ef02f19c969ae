using System.Diagnostics;
using Npgsql;

namespace PeaceTalks.ApiTests;

/// <summary>
/// Counts the commands that this process sends to a database, by EF or past it. What a service does at its own time is left out: listen for
/// the head, delete old answers, and save when keys were used.
/// </summary>
public sealed class Statements : IDisposable
{
    private static readonly string[] AtItsOwnTime =
    [
        "LISTEN",
        "SELECT epoch ||",
        "DELETE FROM kept_answer",
        "UPDATE key AS ",
        "INSERT INTO audit_entry",
        "SELECT EXISTS (\n    SELECT 1\n    FROM audit_entry",
    ];

    private readonly ActivityListener listener;
    private int count;

    /// <param name="connectionString">Of the database.</param>
    /// <param name="containing">Counts only those that have this text.</param>
    public Statements(string connectionString, string containing = "")
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString).Database;
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (
                    activity.GetTagItem("db.query.text") is string text
                    && Equals(activity.GetTagItem("db.namespace"), database)
                    && text.Contains(containing, StringComparison.Ordinal)
                    && !AtItsOwnTime.Any(x => text.StartsWith(x, StringComparison.Ordinal))
                )
                {
                    Interlocked.Increment(ref count);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    public int Count => Volatile.Read(ref count);

    public void Dispose() => listener.Dispose();
}
