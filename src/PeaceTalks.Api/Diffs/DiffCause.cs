using PeaceTalks.Api.Dates;

namespace PeaceTalks.Api.Diffs;

/// <summary>Why the ledger says something else than before. The first cause that applies is given.</summary>
public enum DiffCause
{
    /// <summary>The record held before has been retracted.</summary>
    Retracted,

    /// <summary>The record held before has been corrected, or the record held now is a correction.</summary>
    Corrected,

    /// <summary>The record held now was stated after the day of the earlier end: the party has moved.</summary>
    PartyMoved,

    /// <summary>The record held now was stated by the day of the earlier end, but the ledger has only learned of it since.</summary>
    NewlyReported,

    /// <summary>The bounds of the day leave the cause open.</summary>
    Unknown,
}

/// <summary>What has happened to a record by the later end.</summary>
public enum RecordState
{
    InForce,

    /// <summary>Superseded in the window by a record that is in force, or by one that was itself corrected.</summary>
    Corrected,

    /// <summary>Superseded in the window, and nothing is left of it, perhaps after a correction.</summary>
    Retracted,
}

/// <summary>A record that is held at an end, or the silence there. Causes are decided from these.</summary>
/// <param name="Corrects">Whether it came in the window and supersedes another record.</param>
public sealed record EndRecord(Guid Id, DateBounds Day, RecordState State = RecordState.InForce, bool Corrects = false);

/// <summary>Decides why a track holds something else at the later end.</summary>
public static class Causes
{
    /// <param name="before">The record that is held at the earlier end, and the silence there.</param>
    /// <param name="after">The record that is held at the later end, and the silence there.</param>
    /// <param name="from">The day of the earlier end.</param>
    public static DiffCause Between(IReadOnlyCollection<EndRecord> before, IReadOnlyCollection<EndRecord> after, DateOnly from)
    {
        var gone = before.ExceptBy(after.Select(x => x.Id), x => x.Id).ToList();
        var come = after.ExceptBy(before.Select(x => x.Id), x => x.Id).ToList();
        return gone.Any(x => x.State == RecordState.Retracted) ? DiffCause.Retracted
            : gone.Any(x => x.State == RecordState.Corrected) || come.Any(x => x.Corrects) ? DiffCause.Corrected
            : come.Any(x => x.Day.Earliest > from) ? DiffCause.PartyMoved
            : come.Count > 0 && come.All(x => x.Day.Latest <= from) ? DiffCause.NewlyReported
            : DiffCause.Unknown;
    }
}
