using System.Text;

namespace PeaceTalks.LocalPostgres.Clusters;

/// <summary>The server's settings, in a file of their own that <c>postgresql.conf</c> includes last.</summary>
internal static class ClusterSettings
{
    public const string FileName = "peacetalks.conf";

    public const string IncludeLine = $"\ninclude_if_exists = '{FileName}'\n";

    public static string Text(Endpoint endpoint, IReadOnlyDictionary<string, string> own)
    {
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["listen_addresses"] = endpoint.IsSocket ? "" : endpoint.Host,
            ["port"] = $"{endpoint.Port}",
            ["unix_socket_directories"] = endpoint.IsSocket ? endpoint.Host : "",
            ["unix_socket_permissions"] = "0700",
            ["max_connections"] = "100",
            ["shared_buffers"] = "128MB",
            ["jit"] = "off", // not in every package, and of no use to short queries
            ["timezone"] = "UTC",
            ["log_timezone"] = "UTC",
            ["log_line_prefix"] = "%m [%p] ",
            ["log_checkpoints"] = "off", // the file is only cut at a start: few lines, and no statements with what users entered
            ["log_min_error_statement"] = "panic",
            ["log_error_verbosity"] = "terse",
        };
        foreach (var (name, value) in own)
        {
            settings[name] = value;
        }

        var text = new StringBuilder("# Written by the service at each start. Settings of your own: ALTER SYSTEM SET ...\n");
        foreach (var (name, value) in settings)
        {
            text.Append($"{name} = '{value.Replace("\\", "\\\\").Replace("'", "''")}'\n");
        }

        return text.ToString();
    }
}
