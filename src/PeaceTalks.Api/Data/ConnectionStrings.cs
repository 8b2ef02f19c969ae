using System.Data.Common;
using Npgsql;
using PeaceTalks.Api.Settings;

namespace PeaceTalks.Api.Data;

/// <summary>The section <c>ConnectionStrings</c>.</summary>
public sealed class ConnectionStrings : IConsistentSettings
{
    /// <summary>The connection string of your own PostgreSQL, 15 or later. Without it, the service runs a private one.</summary>
    [ConnectionStringForm]
    public string? PeaceTalks { get; set; }

    /// <summary>
    /// User name and password of another role, which sets up the ledger, so that the role of requests needs few rights. The private server
    /// has two roles by itself.
    /// </summary>
    [ConnectionStringForm]
    public string? Setup { get; set; }

    string? IConsistentSettings.Inconsistency =>
        Setup is not { Length: > 0 } ? null
        : new NpgsqlConnectionStringBuilder(Setup).Username is null ? "ConnectionStrings__Setup needs a Username."
        : PeaceTalks is not { Length: > 0 }
            ? "ConnectionStrings__Setup is for a database that ConnectionStrings__PeaceTalks names. A private server needs none."
        : new NpgsqlConnectionStringBuilder(PeaceTalks).Username is null
            ? "With ConnectionStrings__Setup, ConnectionStrings__PeaceTalks needs a Username too."
        : null;

    /// <summary>The connection string for setting up the ledger. Whatever <see cref="Setup"/> does not name is as for requests.</summary>
    internal string ForSettingUp()
    {
        if (Setup is not { Length: > 0 })
        {
            return PeaceTalks!;
        }

        // The password belongs to the other role.
        var all = new NpgsqlConnectionStringBuilder(PeaceTalks) { Password = null };
        var named = new NpgsqlConnectionStringBuilder(Setup);
        foreach (string name in ((DbConnectionStringBuilder)named).Keys)
        {
            all[name] = named[name];
        }

        return all.ConnectionString;
    }

    private sealed class ConnectionStringFormAttribute : SettingFormAttribute
    {
        public override bool IsSecret => true;

        public override string? Complaint(string text)
        {
            try
            {
                _ = new NpgsqlConnectionStringBuilder(text);
                return null;
            }
            catch (ArgumentException failure)
            {
                return "it is not a connection string such as Host=...;Database=...;Username=...;Password=...: "
                    + failure.Message.TrimEnd('.');
            }
        }
    }
}
