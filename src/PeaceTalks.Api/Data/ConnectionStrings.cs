using System.Data.Common;
using Npgsql;

namespace PeaceTalks.Api.Data;

/// <summary>The section <c>ConnectionStrings</c>.</summary>
public sealed class ConnectionStrings
{
    /// <summary>Where the ledger is. None by default, as an empty one: then the service runs a private PostgreSQL.</summary>
    public string? PeaceTalks { get; set; }

    /// <summary>
    /// As whom the ledger is set up: a user name and a password. Whatever else it does not name is as in <see cref="PeaceTalks"/>. None by
    /// default: then the role that answers requests also sets up the ledger.
    /// </summary>
    public string? Setup { get; set; }

    internal string? Complaint
    {
        get
        {
            if (Setup is not { Length: > 0 })
            {
                return null;
            }

            try
            {
                return new NpgsqlConnectionStringBuilder(Setup).Username is null ? "Setup needs a Username."
                    : PeaceTalks is not { Length: > 0 } ? "Setup is for a database that PeaceTalks names. A private server needs none."
                    : new NpgsqlConnectionStringBuilder(PeaceTalks).Username is null ? "with Setup, PeaceTalks needs a Username too."
                    : null;
            }
            catch (ArgumentException failure)
            {
                return $"Setup or PeaceTalks is not a connection string such as Username=...;Password=...: {failure.Message}";
            }
        }
    }

    /// <summary>The connection string for setting up the ledger.</summary>
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
}
