using System.Text.Json;
using PeaceTalks.Api.Dates;

namespace PeaceTalks.ApiTests.Diffs;

/// <summary>
/// A service with talks written at random: a small world, so that ties, silences, corrections and retractions on one track are many.
/// </summary>
public sealed class RandomLedger : EmptyLedger, IAsyncLifetime
{
    private const int Writes = 110;
    private readonly Random random = new(20260107);
    private readonly Random bases = new(20260123);
    private readonly List<Guid> positions = [];
    private readonly List<Guid> milestones = [];
    private int day = 10;
    private int editions = 1;

    public Scene Scene { get; private set; } = null!;

    /// <summary>The revision before the first record.</summary>
    public long First { get; private set; }

    public long Last { get; private set; }

    public const int FirstDay = -1;
    public const int LastDay = 50;

    public new async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Scene = await Scene.BeginAsync(this, day);
        await Scene.Talks.AddAsync(
            "proposals",
            Scene.Talks.With(
                Scene.Talks.ProposalBody($"{Scene.Talks.Proposal}-2", Scene.Talks.Land, Scene.Talks.Border),
                """{"relations": [{"type": "REVISION_OF", "proposal": "$proposal"}]}"""
            )
        );
        await Scene.Talks.AddAsync(
            "articles",
            Scene.Talks.ArticleBody($"{Scene.Talks.Article}-3", "2026-03-12", $"{Scene.Talks.Article}-2")
        );
        First = await HeadAsync();
        for (var i = 0; i < Writes; i++)
        {
            await Scene.GoOnToAsync(day += random.Next(5) == 0 ? random.Next(1, 4) : 0);
            await WriteAsync();
        }

        Last = await HeadAsync();
    }

    /// <summary>
    /// The two ends of a window of revisions or of days, in order, for the addresses of diffs; and of what is held at each.
    /// </summary>
    public (string Window, string Before, string After) RandomWindow(Random random, bool recorded)
    {
        if (recorded)
        {
            var (from, to) = InOrder(random.NextInt64(First, Last + 1), random.NextInt64(First, Last + 1));
            var asOf = Scene.Day(random.Next(FirstDay, LastDay));
            return ($"axis=recorded&from={from}&to={to}&asOf={asOf}", $"asOf={asOf}&knownAt={from}", $"asOf={asOf}&knownAt={to}");
        }

        var (first, last) = InOrder(random.Next(FirstDay, LastDay), random.Next(FirstDay, LastDay));
        var knownAt = random.NextInt64(First, Last + 1);
        return (
            $"from=@{first}&to=@{last}&knownAt={knownAt}".Replace("@-1", Scene.Day(-1), StringComparison.Ordinal),
            $"asOf={Scene.Day(first)}&knownAt={knownAt}",
            $"asOf={Scene.Day(last)}&knownAt={knownAt}"
        );
    }

    /// <summary>What is held, by track, in the order of lists.</summary>
    internal Task<Dictionary<string, Held>> HeldAsync(string end) => HeldAsync(end, Held.Of);

    /// <summary>Whether what is held is contested, and the number of its independent sources, by track.</summary>
    internal Task<Dictionary<string, (bool Contested, int Sources)>> EvidenceAsync(string end) =>
        HeldAsync(
            end,
            x => (x.GetProperty("contested").GetBoolean(), x.GetProperty("evidence").GetProperty("independentSources").GetInt32())
        );

    private async Task<Dictionary<string, T>> HeldAsync<T>(string end, Func<JsonElement, T> what) =>
        (await this.AllPagesAsync(Scene.Fill($"/api/v1/held-positions?process=$process&{end}"), 200)).Items.ToDictionary(
            x => $"{x.Slug("party")} {x.Slug("target")}",
            what
        );

    private static (T, T) InOrder<T>(T one, T other)
        where T : IComparable<T> => one.CompareTo(other) <= 0 ? (one, other) : (other, one);

    private async Task WriteAsync()
    {
        switch (random.Next(100))
        {
            case < 12 when positions.Count > 0:
                await CorrectAsync("positions", positions, Position());
                break;
            case < 18 when positions.Count > 0:
                var moved = Position();
                moved["party"] = Any(Scene.Talks.North, Scene.Talks.South);
                await CorrectAsync("positions", positions, moved);
                break;
            case < 27 when positions.Count > 0:
                await Scene.RetractAsync(Taken(positions));
                break;
            case < 36 when positions.Count > 0:
                await PostAsync(
                    $"/api/v1/positions/{Any([.. positions])}/citations",
                    new { article = Article(), paragraph = random.Next(1, 11) }
                );
                break;
            case < 39:
                var edited = Scene.Talks.With(
                    Scene.Talks.ArticleBody(Scene.Talks.Article, "2026-03-10"),
                    $$"""{"outlet": "{{Any("The Test", "Other")}}", "title": "Edition {{++editions}}"}"""
                );
                (await PutAsync($"/api/v1/articles/{Scene.Talks.Article}", edited, $"\"{editions - 1}\"")).Expect(200);
                break;
            case < 43:
                milestones.Add(await AddAsync("milestones", Milestone()));
                break;
            case < 45 when milestones.Count > 0:
                await CorrectAsync("milestones", milestones, Milestone());
                break;
            case < 46 when milestones.Count > 0:
                await Scene.RetractAsync(Taken(milestones), "milestones");
                break;
            case < 48 when milestones.Count > 0:
                await PostAsync(
                    $"/api/v1/milestones/{Any([.. milestones])}/citations",
                    new { article = Article(), paragraph = random.Next(1, 11) }
                );
                break;
            default:
                positions.Add(await AddAsync("positions", Position()));
                break;
        }
    }

    /// <summary>One that happens to change nothing is refused, and the record stays.</summary>
    private async Task CorrectAsync(string noun, List<Guid> records, object body)
    {
        var id = Taken(records);
        var answer = await PostAsync($"/api/v1/{noun}/{id}/correction", body);
        records.Add(answer.Status == 422 ? id : IdOf(answer.Expect(201)));
    }

    private async Task<Guid> AddAsync(string noun, object body) => IdOf((await PostAsync($"/api/v1/{noun}", body)).Expect(201));

    private static Guid IdOf(JsonElement written) => written.GetProperty("item").GetProperty("id").GetGuid();

    private Guid Taken(List<Guid> records)
    {
        var id = records[random.Next(records.Count)];
        records.Remove(id);
        return id;
    }

    private Dictionary<string, object?> Position()
    {
        var stance = Any(
            "SUPPORTS",
            "SUPPORTS",
            "CONDITIONAL",
            "CONDITIONAL",
            "OPEN",
            "NEUTRAL",
            "SCEPTICAL",
            "OPPOSES",
            "DECLINED",
            "NO_RESPONSE",
            "UNDISCLOSED"
        );
        var isSilent = stance is "DECLINED" or "NO_RESPONSE" or "UNDISCLOSED";
        string?[] conditions =
        [
            stance == "CONDITIONAL"
                ? $$"""{"kind": "{{Any("RECIPROCAL", "EXCHANGE")}}", "key": "same", "text": "{{Any("South does", "the other side does")}}", "by": {{Any("null", "\"$south\"")}}}"""
                : null,
            !isSilent && random.Next(4) == 0 ? """{"kind": "CONTINGENT_EVENT", "key": "event", "text": "it ends"}""" : null,
        ];
        string?[] terms =
        [
            isSilent
                ? null
                : Any(
                    null,
                    null,
                    "\"distance <= 10 km\"",
                    "\"distance <= 10000 m\"",
                    "\"distance <= 40 km\"",
                    "\"distance same as other side\""
                ),
            isSilent ? null : Any(null, null, "\"duration = 1 year\"", "\"duration = 12 months\""),
        ];
        return Scene.Position(
            stance,
            "2026",
            $$"""
            {
              "statedOn": {{Dated()}}, "party": "{{Any("$north", "$north", "$south")}}", {{Any(
                "\"proposal\": \"$proposal\"",
                "\"proposal\": \"$proposal\"",
                "\"proposal\": \"$proposal-2\"",
                "\"proposal\": null, \"issue\": \"$border\""
            )}},
              "summary": "{{Any("Same", "Same", "In other words")}}", "assertedBy": {{Any(
                "null",
                "\"$north\"",
                "\"$south\""
            )}}, "article": "{{Article()}}", "paragraph": {{random.Next(1, 11)}},
              "conditions": [{{string.Join(", ", conditions.OfType<string>())}}], "terms": [{{string.Join(", ", terms.OfType<string>())}}]
            }
            """
        );
    }

    private Dictionary<string, object?> Milestone() =>
        Scene.Milestone(
            Any("FLOATED", "DRAFTED", "STALLED"),
            "2026",
            $$"""
            {"happenedOn": {{Dated()}}, "by": {{Any("null", "\"$north\"", "\"$south\"")}}, "proposal": "{{Any(
                "$proposal",
                "$proposal-2"
            )}}", "article": "{{Article()}}"}
            """
        );

    /// <summary>A day as a body has it. Each third is reported as standing.</summary>
    private string Dated() => $$"""{"edtf": "{{Day().ToEdtf()}}", "basis": "{{(bases.Next(3) == 0 ? "PUBLICATION" : "STATED")}}"}""";

    private DateBounds Day()
    {
        var (first, length) = (random.Next(FirstDay + 1, LastDay - 8), random.Next(8));
        return random.Next(10) switch
        {
            < 6 => new DateBounds(Scene.Date(first), Scene.Date(first), DateBasis.Stated),
            < 8 => new DateBounds(Scene.Date(first), Scene.Date(first + length), DateBasis.Stated),
            _ => new DateBounds(null, Scene.Date(first), DateBasis.Stated),
        };
    }

    private string Article() => Scene.Fill(Any("$article", "$article-2", "$article-3"));

    private T Any<T>(params T[] these) => these[random.Next(these.Length)];
}
