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

    // Counted at each read that may be cached: an addition costs less than a measurement, and is measured when somebody asks.
    private long notModified;
    private long kept;
    private long made;

    public LedgerMetrics(IMeterFactory meters, HeadListener heads, AnswerCache cache)
    {
        var meter = meters.Create(Telemetry.Meter);
        revisions = meter.CreateCounter<long>("peacetalks.revisions", "{revision}", "Revisions that this instance has committed.");
        counterWait = meter.CreateHistogram<double>(
            "peacetalks.counter.wait",
            "s",
            "How long writes waited for each other, to take their revision numbers one after the other. The round trip is included.",
            advice: new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] }
        );
        meter.CreateObservableCounter<long>(
            "peacetalks.answers",
            () => [new(notModified, NotModified), new(kept, Kept), new(made, Made)],
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

    public void AnsweredNotModified() => Interlocked.Increment(ref notModified);

    public void AnsweredFromMemory() => Interlocked.Increment(ref kept);

    public void AnsweredAnew() => Interlocked.Increment(ref made);
}
