namespace PeaceTalks.Api.Datasets;

/// <summary>A revision that did something, and whether it loaded or renewed the data set. If not, a person did it.</summary>
internal sealed record Doing(long Revision, string Author, bool IsOfDataset)
{
    /// <summary>"corrected by Ann in revision 12"</summary>
    public string Words(string did) => $"{did} by {Author} in revision {Revision}";
}

/// <summary>A record that stood for an item of the data set, and what recorded it.</summary>
internal sealed record Standing(Guid Id, Doing Recorded);

/// <summary>What became of an item of the data set in the ledger.</summary>
/// <param name="Records">The record itself and its corrections, in their order. At least one.</param>
/// <param name="Retracted">What retracted the last of them. Null if it is in force.</param>
internal sealed record RecordHistory(IReadOnlyList<Standing> Records, Doing? Retracted)
{
    public Standing Last => Records[^1];

    /// <summary>The id under which an item is recorded again that a renewal retracted and that the data set has once more.</summary>
    public Guid IdOfAnother => Texts.NamedId.For($"{Last.Id}\nagain");

    /// <summary>What a person has done to it: recorded, corrected or retracted it. Null if nothing.</summary>
    public string? ByPerson =>
        Retracted is { IsOfDataset: false } retracted ? retracted.Words("retracted")
        : Records.Index().LastOrDefault(x => !x.Item.Recorded.IsOfDataset) is { Item: { } record } found
            ? record.Recorded.Words(found.Index == 0 ? "recorded" : "corrected")
        : null;
}

internal enum RenewalStep
{
    Nothing,
    Add,
    Correct,
    Retract,
    Keep,
}

/// <summary>What a renewal does about one item.</summary>
/// <param name="Id">The id of the new record, if it is added or a correction. Otherwise that of the record in force.</param>
/// <param name="Reason">Why it is kept.</param>
internal sealed record RecordRenewal(RenewalStep Step, Guid Id, string? Reason = null)
{
    /// <param name="id">The id under which the item is recorded if it is new.</param>
    /// <param name="content">What the data set says. Null if it has the item no longer.</param>
    /// <param name="history">Null if the ledger never had it.</param>
    /// <param name="isSame">Whether the last record says what the data set says.</param>
    /// <param name="citedBy">What cited it for another article, if a person did.</param>
    public static RecordRenewal Decide(Guid id, string? content, RecordHistory? history, bool isSame, Doing? citedBy)
    {
        if (history is null)
        {
            return content is null ? new(RenewalStep.Nothing, id) : new(RenewalStep.Add, id);
        }

        var last = history.Last.Id;
        if (content is null)
        {
            return history.Retracted is not null ? new(RenewalStep.Nothing, last)
                : (history.ByPerson ?? citedBy?.Words("cited")) is { } reason ? new(RenewalStep.Keep, last, reason)
                : new(RenewalStep.Retract, last);
        }

        return history.Retracted is { IsOfDataset: true } ? new(RenewalStep.Add, history.IdOfAnother)
            : history.Retracted is null && isSame ? new(RenewalStep.Nothing, last)
            : history.ByPerson is { } byPerson ? new(RenewalStep.Keep, last, byPerson)
            : new(RenewalStep.Correct, Texts.NamedId.For($"{last}\n{content}"));
    }
}
