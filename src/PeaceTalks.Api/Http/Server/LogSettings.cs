using Serilog.Events;

namespace PeaceTalks.Api.Http.Server;

/// <summary>The section <c>Logs</c>.</summary>
public sealed class LogSettings
{
    /// <summary><c>Text</c> for people; <c>Json</c> for one JSON object a line, with the client and its key.</summary>
    public LogFormat Format { get; set; } = LogFormat.Text;

    /// <summary>The least severe level that is logged.</summary>
    public LogEventLevel Level { get; set; } = LogEventLevel.Information;
}

/// <summary>How log entries are written.</summary>
public enum LogFormat
{
    Text,
    Json,
}
