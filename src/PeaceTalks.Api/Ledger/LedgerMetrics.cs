using System.Diagnostics.Metrics;
using PeaceTalks.Api.Http.Server;
using PeaceTalks.Api.Ledger.Pins;

namespace PeaceTalks.Api.Ledger;

/// <summary>What the ledger tells those who watch the service.</summary>
public sealed class LedgerMetrics
{
    private static readonly KeyValuePair<string, object?> NotModified = new("source", "not_modified");
    private static readonly KeyValuePair<string, object?> Kept = new("source", "kept");
    private static readonly KeyValuePair<string, object?> Made = new("source", "made");

    private readonly Counter<long> revisions;
    private readonly Histogram<double> counterWait;
    private readonly Counter<long> answers;

    public LedgerMetrics(IMeterFactory meters, HeadListener heads, AnswerCache cache)
    {
        var meter = meters.Create(Telemetry.Meter);
        revisions = meter.CreateCounter<long>("peacetalks.revisions", "{revision}", "Revisions that this instance has committed.");
        counterWait = meter.CreateHistogram<double>(
            "peacetalks.counter.wait",
            "s",
            "How long writes waited for the counter row, which they take one after the other. The round trip is included."
        );
        answers = meter.CreateCounter<long>(
            "peacetalks.answers",
            "{answer}",
            "Reads that may be cached: a 304 without a query, a kept answer, or one that was made."
        );
        meter.CreateObservableGauge("peacetalks.head", () => heads.Latest?.Revision ?? 0, "{revision}", "The newest revision known here.");
        meter.CreateObservableGauge(
            "peacetalks.head.age",
            () => heads.ConfirmedFor?.TotalSeconds ?? double.PositiveInfinity,
            "s",
            "How long ago the database has last confirmed the newest revision. +Inf while it does not announce revisions."
        );
        meter.CreateObservableGauge("peacetalks.answer_cache.size", () => cache.Size, "By", "The memory that kept answers take.");
    }

    public void Written() => revisions.Add(1);

    public void Waited(TimeSpan time) => counterWait.Record(time.TotalSeconds);

    public void AnsweredNotModified() => answers.Add(1, NotModified);

    public void AnsweredFromMemory() => answers.Add(1, Kept);

    public void AnsweredAnew() => answers.Add(1, Made);
}
