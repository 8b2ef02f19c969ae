using Npgsql;
using PeaceTalks.Api.Errors;

namespace PeaceTalks.Api.Setup;

/// <summary>
/// What the role that answers requests may do, where another role sets up the ledger (docs/adr/0028): what the service does, and nothing
/// else.
/// </summary>
/// <remarks>A new table is added here.</remarks>
public static class RequestRights
{
    private static readonly string[] Added =
    [
        "revision",
        "change",
        "track",
        "process",
        "party",
        "speaker",
        "issue",
        "proposal",
        "article",
        "audit_entry",
        "former_epoch",
    ];

    private static readonly string[] AddedAndSuperseded =
    [
        "process_version",
        "party_version",
        "speaker_version",
        "issue_version",
        "proposal_version",
        "article_version",
        "position",
        "milestone",
        "meeting",
        "citation",
        "remark",
    ];

    private static readonly (string Table, string Privilege, string Columns)[] All =
    [
        ("\"__EFMigrationsHistory\"", "SELECT", ""),
        ("ledger", "SELECT", ""),
        ("ledger", "UPDATE", "(epoch, head, head_at)"),
        .. ((string[])[.. Added, .. AddedAndSuperseded, "key", "kept_answer"]).SelectMany(x =>
            new[] { (x, "SELECT", ""), (x, "INSERT", "") }
        ),
        .. AddedAndSuperseded.Select(x => (x, "UPDATE", "(superseded_in)")),
        ("key", "UPDATE", "(last_used_at, revoked_at)"),
        // Rows are locked before they are deleted, which needs a right to update.
        ("kept_answer", "UPDATE", "(at)"),
        ("kept_answer", "DELETE", ""),
    ];

    /// <summary>Whether the role has all that it needs, and does not own the ledger.</summary>
    /// <param name="connection">Of a ledger with all migrations.</param>
    public static async Task<bool> AreGrantedAsync(NpgsqlConnection connection, string role, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT bool_and(CASE x.columns
                    WHEN '' THEN has_table_privilege(r.oid, x.name, x.privilege)
                    ELSE (SELECT bool_and(has_column_privilege(r.oid, x.name, c, x.privilege))
                        FROM regexp_split_to_table(trim(x.columns, '()'), ', ') c) END)
                AND NOT pg_has_role(r.oid, (SELECT relowner FROM pg_class WHERE oid = 'ledger'::regclass), 'USAGE')
            FROM pg_roles r, unnest($2::text[], $3::text[], $4::text[]) AS x(name, privilege, columns)
            WHERE r.rolname = $1 GROUP BY r.oid
            """,
            connection
        );
        command.Parameters.Add(new() { Value = role });
        command.Parameters.Add(new() { Value = All.Select(x => x.Table).ToArray() });
        command.Parameters.Add(new() { Value = All.Select(x => x.Privilege).ToArray() });
        command.Parameters.Add(new() { Value = All.Select(x => x.Columns).ToArray() });
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    /// <summary>Gives the role what it needs, and takes away what it was given before.</summary>
    /// <exception cref="CannotStartException">The role owns the ledger, so that it may do everything anyway.</exception>
    public static async Task GrantAsync(string connectionString, string role, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellation);
        await using var owns = new NpgsqlCommand(
            """
            SELECT pg_has_role(oid, (SELECT relowner FROM pg_class WHERE oid = 'ledger'::regclass), 'USAGE')
            FROM pg_roles WHERE rolname = $1
            """,
            connection
        );
        owns.Parameters.Add(new() { Value = role });
        if (await owns.ExecuteScalarAsync(cancellation) is true)
        {
            throw new CannotStartException(
                $"The role {role} of ConnectionStrings:PeaceTalks owns the ledger, or is a superuser, so ConnectionStrings:Setup "
                    + "would keep nothing from it. docs/operations.md says how to give the ledger to the role of the set-up."
            );
        }

        var name = new NpgsqlCommandBuilder().QuoteIdentifier(role);
        // All of it or nothing: statements in one command are one transaction.
        await using var grant = new NpgsqlCommand(
            $"REVOKE ALL ON {string.Join(", ", All.Select(x => x.Table).Distinct())} FROM {name}; GRANT USAGE ON SCHEMA public TO {name}; "
                + string.Concat(All.Select(x => $"GRANT {x.Privilege} {x.Columns} ON {x.Table} TO {name}; ")),
            connection
        );
        await grant.ExecuteNonQueryAsync(cancellation);
    }
}
