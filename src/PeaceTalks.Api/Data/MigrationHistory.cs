using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace PeaceTalks.Api.Data;

/// <summary>
/// Which migrations a database has. EF can tell that too, but it learns the whole model first, which takes a second of a start.
/// </summary>
public static class MigrationHistory
{
    private static readonly Lazy<IReadOnlyCollection<string>> All = new(() =>
        [.. typeof(MigrationHistory).Assembly.GetTypes().Select(x => x.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>()]
    );

    /// <summary>The migrations of this version, in no order.</summary>
    public static IReadOnlyCollection<string> Known => All.Value;

    /// <summary>The migrations that the database has. None if it has never been migrated.</summary>
    public static async Task<IReadOnlyList<string>> AppliedAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        try
        {
            await using var command = new NpgsqlCommand("""SELECT "MigrationId" FROM "__EFMigrationsHistory" """, connection);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            List<string> applied = [];
            while (await reader.ReadAsync(cancellation))
            {
                applied.Add(reader.GetString(0));
            }

            return applied;
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return [];
        }
    }
}
