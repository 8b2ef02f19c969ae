namespace PeaceTalks.Api.Ledger.ReferenceData;

/// <summary>An answer that is one item of reference data. Its version is its ETag, which an edit sends as <c>If-Match</c>.</summary>
public interface IVersioned
{
    int Version { get; }
}
