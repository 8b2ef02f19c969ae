using Npgsql;

namespace PeaceTalks.Api.Data;

/// <summary>
/// The transaction of a request, while it writes. What it reads then, it reads in the transaction. It stands beside the context of EF, so
/// that a request that needs none makes none.
/// </summary>
public sealed class CurrentTransaction
{
    /// <summary>Null if none is under way.</summary>
    public NpgsqlTransaction? UnderWay { get; internal set; }

    /// <summary>Whether the request has committed a transaction. What fails after that is no longer the write.</summary>
    public bool HasCommitted { get; internal set; }
}
