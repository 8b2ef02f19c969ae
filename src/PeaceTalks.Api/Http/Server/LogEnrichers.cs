using Serilog.Core;
using Serilog.Events;

namespace PeaceTalks.Api.Http.Server;

/// <summary>
/// Removes what the host adds to each line and the trace id makes redundant. Also removes the path, because it contains what was asked for.
/// </summary>
internal sealed class WithoutNoise : ILogEventEnricher
{
    private static readonly string[] Noise = ["EventId", "RequestId", "ConnectionId", "RequestPath", "SourceContext"];

    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        foreach (var name in Noise)
        {
            logEvent.RemovePropertyIfPresent(name);
        }
    }
}

/// <summary>Cuts long texts, so that nobody can fill the disk with what the service logs of a request.</summary>
internal sealed class BoundedValues : ILogEventEnricher
{
    public const int MaxLength = 1000;

    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        List<LogEventProperty>? cut = null;
        foreach (var (name, value) in logEvent.Properties)
        {
            if (value is ScalarValue { Value: string { Length: > MaxLength } text })
            {
                (cut ??= []).Add(new(name, new ScalarValue($"{text[..MaxLength]}... ({text.Length} characters)")));
            }
        }

        cut?.ForEach(logEvent.AddOrUpdateProperty);
    }
}
