namespace PeaceTalks.Api.Ledger.ReferenceData;

/// <summary>An answer that is one item of reference data. Its ETag ends in its version. An edit sends either as <c>If-Match</c>.</summary>
public interface IVersioned
{
    int Version { get; }
}
