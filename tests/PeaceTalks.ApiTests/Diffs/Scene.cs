using System.Globalization;
using System.Text.Json;

namespace PeaceTalks.ApiTests.Diffs;

/// <summary>Talks with days of their own, counted from 0 to 99, and the ledger's clock, which a test lets go on.</summary>
/// <remarks>The clock never runs backwards: scenes of one ledger are played one after the other, each later than the one before.</remarks>
public sealed class Scene
{
    private static int last;
    private readonly LedgerApp app;
    private readonly DateOnly first = new DateOnly(2100, 1, 1).AddDays(100 * Interlocked.Increment(ref last));

    private Scene(LedgerApp app, TestTalks talks) => (this.app, Talks) = (app, talks);

    public TestTalks Talks { get; }

    /// <param name="day">What is written first is committed on it (UTC).</param>
    public static async Task<Scene> BeginAsync(LedgerApp app, int day = 10)
    {
        var scene = new Scene(app, await TestTalks.NewAsync(app));
        await scene.GoOnToAsync(day);
        await scene.Talks.AddAsync(
            "articles",
            scene.Talks.With(scene.Talks.ArticleBody($"{scene.Talks.Article}-2", "2026-03-12"), """{"outlet": "Other"}""")
        );
        return scene;
    }

    public DateOnly Date(int day) => first.AddDays(day);

    public string Day(int day) => Date(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A text with <c>@7</c> as the seventh day, and slugs as <see cref="TestTalks.Fill"/> has them.</summary>
    public string Fill(string text) =>
        Talks.Fill(
            System.Text.RegularExpressions.Regex.Replace(
                text,
                "@([0-9]+)",
                x => Day(int.Parse(x.Groups[1].Value, CultureInfo.InvariantCulture))
            )
        );

    /// <summary>What is written from now on is committed on that day.</summary>
    public async Task GoOnToAsync(int day)
    {
        await using var connection = await app.ConnectAsync();
        await using var command = new Npgsql.NpgsqlCommand("UPDATE ledger SET head_at = greatest(head_at, $1)", connection);
        command.Parameters.Add(new() { Value = Date(day).ToDateTime(new TimeOnly(12, 0), DateTimeKind.Utc) });
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>North's position on the proposal, all with one summary; the text may replace anything.</summary>
    public Dictionary<string, object?> Position(string stance, string day, string json = "{}") =>
        Talks.With(Talks.PositionBody(stance, Fill(day), ("summary", "Same")), Fill(json));

    public Task<Guid> RecordAsync(string stance, string day, string json = "{}") => Talks.RecordAsync(Position(stance, day, json));

    public async Task<Guid> CorrectAsync(Guid id, string stance, string day, string json = "{}") =>
        (await app.PostAsync($"/api/v1/positions/{id}/correction", Position(stance, day, json)))
            .Expect(201)
            .GetProperty("item")
            .GetProperty("id")
            .GetGuid();

    public async Task RetractAsync(Guid id, string noun = "positions") =>
        (await app.SendAsync(HttpMethod.Post, $"/api/v1/{noun}/{id}/retraction", new { note = "A mistake" })).Expect(200);

    /// <summary>Cites a paragraph of the article that the other outlet published.</summary>
    public async Task CiteAsync(Guid id, string noun = "positions", int paragraph = 3) =>
        (await app.PostAsync($"/api/v1/{noun}/{id}/citations", new { article = $"{Talks.Article}-2", paragraph })).Expect(201);

    public async Task<Guid> ReachAsync(string step, string day, string json = "{}") =>
        (await Talks.AddAsync("milestones", Milestone(step, day, json))).GetProperty("item").GetProperty("id").GetGuid();

    public Dictionary<string, object?> Milestone(string step, string day, string json = "{}") =>
        Talks.With(Talks.MilestoneBody(step, ("happenedOn", new { edtf = Fill(day), basis = "STATED" })), Fill(json));

    public Task<JsonElement> DiffAsync(string query) => app.GetAsync(Path(query));

    /// <summary>Asks a diff for changes of all sorts.</summary>
    public const string AnySort = "&change=MOVED&change=FIRST_REPORTED&change=SAID_AGAIN";

    public Task<JsonElement> EventsAsync(string query) => app.GetAsync(EventsPath(query));

    /// <summary>The address of the events of these talks.</summary>
    public string EventsPath(string query) => Fill($"/api/v1/events?process=$process&{query}");

    /// <summary>The address of a diff of these talks.</summary>
    public string Path(string query) => Fill($"/api/v1/diffs?process=$process&{query}");
}
