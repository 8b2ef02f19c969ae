using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Ledger.Pins;

/// <summary>
/// What a read is pinned to in every statement: a day in the world, a revision of the ledger, and the names of that revision.
/// </summary>
/// <param name="AsOf">The read is as of the end of this day.</param>
/// <param name="Revision">The read shows what was known at this revision. 0 if nothing was known.</param>
/// <param name="BaseUrl">
/// The prefix of addresses in the answer, from the setting PublicBaseUrl. If it is empty, the addresses are paths.
/// </param>
public sealed record Pin(DateOnly AsOf, long Revision, Guid Epoch, ReferenceSnapshot Snapshot, string BaseUrl);
