using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Http.Formats;

namespace PeaceTalks.ApiTests.Http.Tables;

public sealed record CountedRow(int Number, string Text) : IRow;

public sealed record CountedPage(IReadOnlyList<int> Items, string? NextCursor) : IPage<int>, IOfDay
{
    public DateOnly? Day => new(2026, 1, 31);

    (string Parameter, string Value)? IPage.Next => NextCursor is null ? null : ("cursor", NextCursor);
}

/// <summary>A list of numbers as long as you ask for, that may fail on the way.</summary>
[ApiController, Route("api/v1/numbers")]
public sealed class TryoutTablesController : ControllerBase
{
    /// <summary>The sizes of the pages that were asked for, by the name of the test.</summary>
    public static readonly ConcurrentDictionary<string, ConcurrentQueue<int>> Sizes = [];

    [HttpGet]
    public async Task<CountedPage> List(
        string test,
        [FromQuery] string[] party,
        string? cursor = null,
        [Range(1, 200)] int limit = 50,
        int rows = 2000,
        int breaksAt = int.MaxValue,
        int pause = 0,
        int pauseFrom = 0,
        CancellationToken cancellation = default
    )
    {
        Sizes.GetOrAdd(test, _ => []).Enqueue(limit);
        Response.Headers[ApiHeaders.Revision] = "57";
        var after = Request.CursorKeys(cursor, 1) is [var last] ? int.Parse(last, CultureInfo.InvariantCulture) : 0;
        await Task.Delay(after < pauseFrom ? 0 : pause, cancellation);
        if (after >= breaksAt)
        {
            throw Problems.NotFound("number", $"{breaksAt}");
        }

        var items = Enumerable.Range(after + 1, Math.Min(limit, rows - after)).ToList();
        return new(items, after + limit < rows ? Request.CursorAfter($"{items[^1]}") : null);
    }
}
