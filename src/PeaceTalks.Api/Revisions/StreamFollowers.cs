using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using PeaceTalks.Api.Http.Server;
using PeaceTalks.Api.Ledger.Pins;

namespace PeaceTalks.Api.Revisions;

/// <summary>The clients that follow the stream, and how far each has come, for those who watch the service.</summary>
public sealed class StreamFollowers
{
    private readonly ConcurrentDictionary<Follower, bool> all = new();
    private readonly HeadListener heads;

    public StreamFollowers(IMeterFactory meters, HeadListener heads)
    {
        this.heads = heads;
        var meter = meters.Create(Telemetry.Meter);
        meter.CreateObservableGauge("peacetalks.stream.clients", () => all.Count, description: "Clients that follow the stream.");
        meter.CreateObservableGauge(
            "peacetalks.stream.lag",
            () => Lag,
            description: "How many revisions the slowest client of the stream is behind the head."
        );
    }

    /// <summary>How many revisions the slowest is behind the head. 0 if nobody follows.</summary>
    public long Lag => all.Keys.Select(x => Math.Max(0, (heads.Latest?.Revision ?? 0) - x.Revision)).DefaultIfEmpty(0).Max();

    /// <param name="revision">The last revision that the client has.</param>
    /// <returns>Disposed of when the client no longer follows.</returns>
    public Follower Begin(long revision)
    {
        var follower = new Follower(this) { Revision = revision };
        all[follower] = true;
        return follower;
    }

    public sealed class Follower(StreamFollowers followers) : IDisposable
    {
        private long revision;

        /// <summary>The last revision that was sent to the client.</summary>
        public long Revision
        {
            get => Volatile.Read(ref revision);
            set => Volatile.Write(ref revision, value);
        }

        public void Dispose() => followers.all.TryRemove(this, out _);
    }
}
