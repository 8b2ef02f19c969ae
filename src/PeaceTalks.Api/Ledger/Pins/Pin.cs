using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Ledger.Pins;

/// <summary>
/// What a read keeps to in every statement: a day of the world, a revision of the ledger, and the names of that revision.
/// </summary>
/// <param name="AsOf">The answer is as of the end of this day.</param>
/// <param name="Revision">What was known at it; 0 where nothing was.</param>
/// <param name="BaseUrl">
/// What addresses in the answer begin with, where the setting PublicBaseUrl says so; else empty, and they are paths.
/// </param>
public sealed record Pin(DateOnly AsOf, long Revision, Guid Epoch, ReferenceSnapshot Snapshot, string BaseUrl);
