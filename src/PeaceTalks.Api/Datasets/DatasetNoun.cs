using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Codings;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Http.Json;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Meetings;
using PeaceTalks.Api.Milestones;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Records;
using PeaceTalks.Api.Remarks;

namespace PeaceTalks.Api.Datasets;

/// <summary>What a data set says under an id, and where.</summary>
/// <param name="Input">As the file has it.</param>
/// <param name="Place">The place in the data set, for messages.</param>
internal sealed record CodedItem(Guid Id, object Input, string Article, string Place)
{
    /// <summary>The same for the same content, whatever its id.</summary>
    public string Content => $"{Article}\n{Without(JsonSerializer.SerializeToNode(Input, Input.GetType(), JsonConventions.Options), "id")}";

    private static string Without(JsonNode? node, string member)
    {
        node!.AsObject().Remove(member);
        return node.ToJsonString();
    }
}

/// <summary>A noun of what a data set records of its articles, for code that does not know the noun.</summary>
internal abstract class DatasetNoun(Noun noun)
{
    /// <summary>All of them, in the order in which they are recorded. A new noun is added here.</summary>
    public static readonly IReadOnlyList<DatasetNoun> All =
    [
        // Positions and milestones refer to them. A state under an id of its own is one of the meeting that the data set knows.
        new DatasetNoun<MeetingInput, Meeting>(
            Noun.Meeting,
            article => article.Meetings ?? [],
            input => input.Id,
            (input, id, further) =>
                input with
                {
                    Id = id,
                    Meeting = input.Meeting ?? (id == input.Id ? null : input.Id),
                    Citations = [.. input.Citations ?? [], .. further],
                },
            (coding, input, at, article) => coding.Add(input, at, article),
            records => records.Include(x => x.Citations),
            (one, other) => one.SaysTheSameAs(other)
        ),
        new DatasetNoun<PositionInput, Position>(
            Noun.Position,
            article => article.Positions,
            input => input.Id,
            (input, id, further) => input with { Id = id, Citations = [.. input.Citations ?? [], .. further] },
            (coding, input, at, article) => coding.Add(input, at, article),
            records => records.Include(x => x.Citations),
            (one, other) => one.SaysTheSameAs(other)
        ),
        new DatasetNoun<MilestoneInput, Milestone>(
            Noun.Milestone,
            article => article.Milestones,
            input => input.Id,
            (input, id, further) => input with { Id = id, Citations = [.. input.Citations ?? [], .. further] },
            (coding, input, at, article) => coding.Add(input, at, article),
            records => records.Include(x => x.Citations),
            (one, other) => one.SaysTheSameAs(other)
        ),
        new DatasetNoun<RemarkInput, Remark>(
            Noun.Remark,
            article => article.Remarks,
            input => input.Id,
            (input, id, _) => input with { Id = id },
            (coding, input, at, article) => coding.Add(input, at, article),
            remarks => remarks,
            (one, other) => one.SaysTheSameAs(other)
        ),
    ];

    public Noun Noun => noun;

    /// <exception cref="InvalidDataException">An item has no id.</exception>
    public abstract IEnumerable<CodedItem> Items(Dataset dataset);

    /// <summary>Adds the item to a coding under an id.</summary>
    /// <param name="further">Citations beside those of the item.</param>
    public abstract void AddTo(Coding coding, CodedItem item, Guid id, IReadOnlyList<CitationInput> further);

    /// <summary>The records with these ids, with their citations.</summary>
    public abstract Task<IReadOnlyDictionary<Guid, IRecorded>> ReadAsync(PeaceTalksDb db, Guid[] ids, CancellationToken cancellation);

    /// <summary>Whether the two say the same, under whatever id and in whatever revision.</summary>
    public abstract bool IsSame(IRecorded one, IRecorded other);
}

/// <param name="key">The id of an input.</param>
/// <param name="under">The input under an id, with further citations.</param>
/// <param name="whole">Includes what belongs to the record.</param>
internal sealed class DatasetNoun<TInput, TRecord>(
    Noun noun,
    Func<CodedArticle, IReadOnlyList<TInput>> inputs,
    Func<TInput, Guid?> key,
    Func<TInput, Guid, IReadOnlyList<CitationInput>, TInput> under,
    Action<Coding, TInput, string, string> add,
    Func<IQueryable<TRecord>, IQueryable<TRecord>> whole,
    Func<TRecord, TRecord, bool> isSame
) : DatasetNoun(noun)
    where TInput : class
    where TRecord : class, IRecorded
{
    public override IEnumerable<CodedItem> Items(Dataset dataset) =>
        from article in dataset.Articles
        from item in inputs(article).Index()
        let place = $"/articles/{article.Article.Slug}/{Noun.Word()}s/{item.Index}"
        select new CodedItem(
            key(item.Item) ?? throw new InvalidDataException($"{dataset.Name}{place}: has no id"),
            item.Item,
            article.Article.Slug,
            place
        );

    public override void AddTo(Coding coding, CodedItem item, Guid id, IReadOnlyList<CitationInput> further) =>
        add(coding, under((TInput)item.Input, id, further), item.Place, item.Article);

    public override async Task<IReadOnlyDictionary<Guid, IRecorded>> ReadAsync(
        PeaceTalksDb db,
        Guid[] ids,
        CancellationToken cancellation
    ) =>
        (await whole(db.Set<TRecord>().AsNoTracking()).Where(x => ids.Contains(x.Id)).ToListAsync(cancellation)).ToDictionary(
            x => x.Id,
            x => (IRecorded)x
        );

    public override bool IsSame(IRecorded one, IRecorded other) => isSame((TRecord)one, (TRecord)other);
}
