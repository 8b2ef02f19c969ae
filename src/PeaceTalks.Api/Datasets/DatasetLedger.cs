using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Datasets;

/// <summary>What the ledger holds of a data set: the revisions that loaded and renewed it, and what became of what they recorded.</summary>
public sealed class DatasetLedger(PeaceTalksDb db, DatabaseSession session)
{
    /// <summary>
    /// The revision that loaded the data set, and those that renewed it, in their order. Empty if the ledger did not begin with it.
    /// </summary>
    /// <remarks>No index has notes, so this reads all revisions. It is asked when an ADMIN renews, or looks whether to.</remarks>
    public async Task<IReadOnlyList<Revision>> RevisionsAsync(string dataset, CancellationToken cancellation)
    {
        var (loading, renewal) = (DatasetNote.Loading(dataset), DatasetNote.Renewal(dataset));
        var found = await db
            .Revisions.AsNoTracking()
            .Where(x =>
                x.Number == 1 && x.Author == ApiKey.Service && x.Note.StartsWith(loading) || x.Number > 1 && x.Note.StartsWith(renewal)
            )
            .OrderBy(x => x.Number)
            .ToListAsync(cancellation);
        return found is [{ Number: 1 }, ..] ? found : [];
    }

    /// <summary>What the revisions added: the noun, and the slug or id.</summary>
    internal async Task<IReadOnlyList<(Noun Noun, string Subject)>> AddedAsync(long[] revisions, CancellationToken cancellation) =>
        [
            .. (
                await db
                    .Changes.Where(x => revisions.Contains(x.Revision) && x.Action == ChangeAction.Added)
                    .Select(x => new { x.Noun, x.Subject })
                    .ToListAsync(cancellation)
            ).Select(x => (x.Noun, x.Subject)),
        ];

    /// <summary>
    /// What became of records, by noun and first id. One that was recorded again after its retraction goes on in the same history.
    /// </summary>
    /// <param name="ids">The ids of the first records. Those that the ledger does not have are left out.</param>
    /// <param name="revisions">The revisions of the data set.</param>
    internal async Task<Dictionary<(Noun Noun, Guid Id), RecordHistory>> HistoriesAsync(
        IReadOnlyCollection<Guid> ids,
        IReadOnlySet<long> revisions,
        CancellationToken cancellation
    )
    {
        var rows = await session.ReadAsync(
            new(
                """
                WITH RECURSIVE line AS (
                    SELECT c.noun, c.subject AS first, c.subject AS id, 0 AS step, c.revision
                    FROM change c WHERE c.subject = ANY({0}) AND c.action = 'ADDED'
                    UNION ALL
                    SELECT l.noun, l.first, c.subject, l.step + 1, c.revision FROM line l JOIN change c ON c.supersedes = l.id)
                SELECT l.noun, l.first::uuid, l.id::uuid, l.revision, r.author, gone.revision, by.author
                FROM line l
                JOIN revision r ON r.number = l.revision
                LEFT JOIN change gone ON gone.subject = l.id AND gone.action = 'RETRACTED'
                LEFT JOIN revision by ON by.number = gone.revision
                ORDER BY l.noun, l.first, l.step
                """,
                [ids.Select(x => x.ToString()).ToArray()]
            ),
            row =>
                (
                    Key: (EnumNames.Parse<Noun>(row.GetString(0)), row.GetGuid(1)),
                    Record: new Standing(row.GetGuid(2), Doing(row.GetInt64(3), row.GetString(4))),
                    Retracted: row.IsDBNull(5) ? null : Doing(row.GetInt64(5), row.GetString(6))
                ),
            cancellation
        );
        var histories = rows.GroupBy(x => x.Key)
            .ToDictionary(x => x.Key, x => new RecordHistory([.. x.Select(y => y.Record)], x.Last().Retracted));
        foreach (var key in histories.Keys.ToList())
        {
            while (
                histories.GetValueOrDefault(key) is { Retracted.IsOfDataset: true } ended
                && histories.Remove((key.Item1, ended.IdOfAnother), out var another)
            )
            {
                histories[key] = new([.. ended.Records, .. another.Records], another.Retracted);
            }
        }

        return histories;

        Doing Doing(long revision, string author) => new(revision, author, revisions.Contains(revision));
    }
}
