using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Ledger.Pins;

namespace PeaceTalks.Api.Ledger.ReferenceData;

/// <summary>The whole of a reference item as it is written, in a request or in a data set.</summary>
public interface IReferenceInput<TItem, TVersion>
    where TItem : ReferenceItem
    where TVersion : ReferenceVersion
{
    string Slug { get; }

    TItem Identity(long recordedIn);

    TVersion Version(int version, long recordedIn);

    /// <summary>Everything that the input refers to, with places relative to the input.</summary>
    IEnumerable<SlugReference> References();

    /// <summary>Everything that the input gives a name, with places relative to the input.</summary>
    IEnumerable<Naming> Names();
}

/// <summary>Adds and edits reference items. Each noun has its own tables, but the way to write them is the same.</summary>
public sealed class ReferenceWriter(PeaceTalksDb db, LedgerWriter writer, PinReader pins, ReferenceNouns nouns)
{
    /// <exception cref="ProblemException">
    /// 409 if the slug is taken; 422 for what does not exist, and for names that look like others.
    /// </exception>
    public async Task<T> AddAsync<TItem, TVersion, T>(
        ReferenceNoun noun,
        IReferenceInput<TItem, TVersion> input,
        Authorship authorship,
        bool dryRun,
        Func<Pin, TVersion, Task<T>> answer,
        CancellationToken cancellation
    )
        where TItem : ReferenceItem
        where TVersion : ReferenceVersion
    {
        var head = await RequireMentionsAsync(input, cancellation);
        return await writer.WriteAsync(
            authorship,
            dryRun,
            async draft =>
            {
                var alike = await db.SlugsLikeAsync<TItem>(input.Slug, cancellation);
                if (alike.Contains(input.Slug))
                {
                    throw Problems.Conflict($"The {noun.Noun.Word()} '{input.Slug}' already exists.", $"{noun.Noun.Path()}/{input.Slug}");
                }

                if (alike is [var other, ..])
                {
                    throw Problems.Unprocessable(
                        "/item/slug",
                        $"looks like {noun.Noun.Word()} '{other}', written with other characters; choose another"
                    );
                }

                await RequireOwnNamesAsync(noun, input, head, draft, cancellation);
                draft.AddReference(noun, input);
            },
            written => AnswerAsync(written.Pin, input.Slug, answer, cancellation),
            cancellation
        );
    }

    /// <param name="version">The version that the author has read.</param>
    /// <param name="check">Throws if what is recorded rules out the edit. No other writer is at work while it runs.</param>
    /// <exception cref="ProblemException">
    /// 404; 412 if another edit came first; 422 for what does not exist, and for names that look like others.
    /// </exception>
    public async Task<T> EditAsync<TItem, TVersion, T>(
        ReferenceNoun noun,
        string slug,
        long version,
        IReferenceInput<TItem, TVersion> input,
        Authorship authorship,
        bool dryRun,
        Func<Pin, TVersion, Task<T>> answer,
        CancellationToken cancellation,
        Func<Task>? check = null
    )
        where TItem : ReferenceItem
        where TVersion : ReferenceVersion
    {
        if (input.Slug != slug)
        {
            throw Problems.Unprocessable("/item/slug", $"differs from '{slug}' in the address; slugs never change");
        }

        var head = await RequireMentionsAsync(input, cancellation);
        return await writer.WriteAsync(
            authorship,
            dryRun,
            async draft =>
            {
                var current =
                    await db.Set<TVersion>()
                        .AsNoTracking()
                        .SingleOrDefaultAsync(x => x.Slug == slug && x.SupersededIn == null, cancellation)
                    ?? throw Problems.NotFound(noun.Noun.Word(), slug);
                if (current.Version != version)
                {
                    throw Problems.StaleVersion(version, current.Version);
                }

                if (input.SaysTheSameAs(current))
                {
                    return;
                }

                await RequireOwnNamesAsync(noun, input, head, draft, cancellation);
                await (check?.Invoke() ?? Task.CompletedTask);
                draft.EditReference(noun, current, input);
            },
            written => AnswerAsync(written.Pin, slug, answer, cancellation),
            cancellation
        );
    }

    private async Task<Pin> RequireMentionsAsync<TItem, TVersion>(IReferenceInput<TItem, TVersion> input, CancellationToken cancellation)
        where TItem : ReferenceItem
        where TVersion : ReferenceVersion
    {
        var head = await pins.ReadAsync(null, null, cancellation);
        await nouns.RequireAsync(db, head, [.. input.References().Select(x => x with { Pointer = "/item" + x.Pointer })], cancellation);
        return head;
    }

    /// <summary>Runs while no other writer is at work, so that two look-alike names cannot slip in side by side.</summary>
    private async Task RequireOwnNamesAsync<TItem, TVersion>(
        ReferenceNoun noun,
        IReferenceInput<TItem, TVersion> input,
        Pin head,
        Draft draft,
        CancellationToken cancellation
    )
        where TItem : ReferenceItem
        where TVersion : ReferenceVersion
    {
        var last = draft.Number - 1;
        var current = head.Revision == last ? head : await pins.ReadAsync(PinRequest.Newest with { Number = last }, cancellation);
        var names = input.Names().Select(x => x with { Place = "/item" + x.Place });
        var findings = LookAlikes.Find(noun.Noun, names, await noun.NamesAsync(db, current, cancellation)).ToList();
        if (findings.Count > 0)
        {
            throw Problems.Unprocessable(findings);
        }
    }

    private async Task<T> AnswerAsync<TVersion, T>(
        Pin pin,
        string slug,
        Func<Pin, TVersion, Task<T>> answer,
        CancellationToken cancellation
    )
        where TVersion : ReferenceVersion =>
        await answer(pin, await db.Set<TVersion>().AsNoTracking().InForceAt(pin.Revision).SingleAsync(x => x.Slug == slug, cancellation));
}

public static class ReferenceDrafts
{
    public static void AddReference<TItem, TVersion>(this Draft draft, ReferenceNoun noun, IReferenceInput<TItem, TVersion> input)
        where TItem : ReferenceItem
        where TVersion : ReferenceVersion
    {
        draft.Note(ChangeAction.Added, noun.Noun, input.Slug, inSnapshot: noun.IsInSnapshot);
        draft.Add(input.Identity(draft.Number));
        draft.Add(input.Version(1, draft.Number));
    }

    /// <param name="current">The version in force.</param>
    public static void EditReference<TItem, TVersion>(
        this Draft draft,
        ReferenceNoun noun,
        TVersion current,
        IReferenceInput<TItem, TVersion> input
    )
        where TItem : ReferenceItem
        where TVersion : ReferenceVersion
    {
        draft.Supersede(current);
        draft.Note(ChangeAction.Edited, noun.Noun, input.Slug, inSnapshot: noun.IsInSnapshot);
        draft.Add(input.Version(current.Version + 1, draft.Number));
    }

    /// <summary>Whether the input would change nothing of the version.</summary>
    public static bool SaysTheSameAs<TItem, TVersion>(this IReferenceInput<TItem, TVersion> input, TVersion current)
        where TItem : ReferenceItem
        where TVersion : ReferenceVersion =>
        JsonSerializer.Serialize(input.Version(current.Version, current.RecordedIn)) == JsonSerializer.Serialize(current);
}
