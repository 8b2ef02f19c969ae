using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Http.Json;
using PeaceTalks.Api.Issues;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Parties;
using PeaceTalks.Api.Processes;
using PeaceTalks.Api.Proposals;
using PeaceTalks.Api.Speakers;

namespace PeaceTalks.ApiTests;

/// <summary>
/// Reference data of a test's own: a process with two sides, a speaker each, two issues, a proposal and an article, under slugs that no
/// other test has.
/// </summary>
public sealed class TestTalks
{
    private static int last;
    private readonly LedgerApp app;

    private TestTalks(LedgerApp app, int number)
    {
        this.app = app;
        Process = $"talks-{number}";
        (North, South) = ($"north-{number}", $"south-{number}");
        (NorthSpeaker, SouthSpeaker) = ($"north-speaker-{number}", $"south-speaker-{number}");
        (Land, Border) = ($"land-{number}", $"border-{number}");
        Proposal = $"pullback-{number}";
        Article = $"article-{number}";
    }

    public string Process { get; }
    public string North { get; }
    public string South { get; }
    public string NorthSpeaker { get; }
    public string SouthSpeaker { get; }

    /// <summary>A root of the tree.</summary>
    public string Land { get; }

    /// <summary>Below <see cref="Land"/>.</summary>
    public string Border { get; }

    /// <summary>Addresses <see cref="Border"/>.</summary>
    public string Proposal { get; }

    /// <summary>Of ten paragraphs, published on 2026-03-10.</summary>
    public string Article { get; }

    /// <summary>Writes all of it as one revision, past HTTP: nine requests for each test took most of the time of all tests.</summary>
    public static async Task<TestTalks> NewAsync(LedgerApp app)
    {
        var talks = new TestTalks(app, Interlocked.Increment(ref last));
        await using var scope = app.Scope();
        await scope
            .ServiceProvider.GetRequiredService<LedgerWriter>()
            .WriteAsync(
                new Authorship(WithKey.Author, "For a test"),
                dryRun: false,
                draft =>
                {
                    talks.AddTo(draft);
                    return Task.CompletedTask;
                },
                Task.FromResult,
                CancellationToken.None
            );
        return talks;
    }

    public object ProcessBody() =>
        new
        {
            slug = Process,
            name = "Talks",
            description = "Of a test",
            participants = new[] { new { party = North, role = "PRINCIPAL" }, new { party = South, role = "PRINCIPAL" } },
        };

    public object PartyBody(string slug, string name) =>
        new
        {
            slug,
            name,
            kind = "STATE",
        };

    public object SpeakerBody(string slug, string party) =>
        new
        {
            slug,
            name = "A speaker",
            kind = "PERSON",
            mandates = new[] { new { party, office = "Minister" } },
        };

    public object IssueBody(string slug, string? parent, string? name = null) =>
        new
        {
            slug,
            process = Process,
            parent,
            name = name ?? "An issue",
            question = "What is to become of it?",
        };

    public object ProposalBody(string slug, params string[] issues) =>
        new
        {
            slug,
            process = Process,
            name = "A pull-back",
            summary = "Both sides pull back.",
            kind = "OFFER",
            disclosure = "SUMMARISED",
            issues = issues.Length == 0 ? [Border] : issues,
            sponsors = new[] { new { party = North, role = "SUBMITTER" } },
        };

    public object ArticleBody(string slug, string day, string? rewriteOf = null) =>
        new
        {
            slug,
            title = $"Title of {slug}",
            outlet = "The Test",
            publishedOn = new { edtf = day, basis = "STATED" },
            rewriteOf,
            paragraphDigests = Enumerable.Range(1, 10).Select(i => $"{i:x64}"),
        };

    /// <summary>
    /// A position of <see cref="North"/> on <see cref="Proposal"/> in the article's own voice; members given replace or add to these.
    /// </summary>
    public Dictionary<string, object?> PositionBody(
        string stance = "SUPPORTS",
        string? day = null,
        params (string Name, object? Value)[] members
    )
    {
        var body = new Dictionary<string, object?>
        {
            ["party"] = North,
            ["proposal"] = Proposal,
            ["stance"] = stance,
            ["summary"] = $"North: {stance}",
            ["article"] = Article,
            ["paragraph"] = 1,
        };
        if (day is not null)
        {
            body["statedOn"] = new { edtf = day, basis = "STATED" };
        }

        foreach (var (name, value) in members)
        {
            body[name] = value;
        }

        return body;
    }

    /// <summary>
    /// A step of <see cref="Proposal"/> in the article's own voice; members given replace or add to these, null ones take away.
    /// </summary>
    public Dictionary<string, object?> MilestoneBody(string step = "SUBMITTED", params (string Name, object? Value)[] members)
    {
        var body = new Dictionary<string, object?>
        {
            ["proposal"] = Proposal,
            ["step"] = step,
            ["summary"] = step,
            ["article"] = Article,
            ["paragraph"] = 1,
        };
        foreach (var (name, value) in members)
        {
            body[name] = value;
        }

        return body;
    }

    /// <summary>A remark on the first paragraph of <see cref="Article"/>, with the members of a JSON text added or replaced.</summary>
    public Dictionary<string, object?> RemarkBody(string text, string members = "{}") =>
        With(
            new
            {
                article = Article,
                paragraph = 1,
                kind = "MOOD",
                text,
            },
            members
        );

    /// <summary>
    /// Talks of both sides on the proposal, held on 2026-03-05; members given replace or add to these, null ones take away.
    /// </summary>
    public Dictionary<string, object?> MeetingBody(string state = "HELD", params (string Name, object? Value)[] members)
    {
        var body = new Dictionary<string, object?>
        {
            ["process"] = Process,
            ["name"] = "Talks at the border",
            ["kind"] = "TALKS",
            ["state"] = state,
            ["summary"] = $"Talks: {state}",
            ["heldOn"] = new { edtf = "2026-03-05", basis = "STATED" },
            ["participants"] = new object[] { new { party = North, speaker = NorthSpeaker }, new { party = South } },
            ["proposals"] = new[] { Proposal },
            ["article"] = Article,
            ["paragraph"] = 1,
        };
        foreach (var (name, value) in members)
        {
            body[name] = value;
        }

        return body;
    }

    /// <summary>Records a meeting, or a newer state of one, and gives the id of the meeting.</summary>
    public async Task<Guid> MeetAsync(Dictionary<string, object?> meeting) =>
        (await AddAsync("meetings", meeting)).GetProperty("item").GetProperty("id").GetGuid();

    /// <summary>A text with <c>$north</c>, <c>$land</c> and the like as the slugs that these talks have.</summary>
    public string Fill(string text) =>
        text.Replace("$process", Process, StringComparison.Ordinal)
            .Replace("$northSpeaker", NorthSpeaker, StringComparison.Ordinal)
            .Replace("$southSpeaker", SouthSpeaker, StringComparison.Ordinal)
            .Replace("$north", North, StringComparison.Ordinal)
            .Replace("$south", South, StringComparison.Ordinal)
            .Replace("$land", Land, StringComparison.Ordinal)
            .Replace("$border", Border, StringComparison.Ordinal)
            .Replace("$proposal", Proposal, StringComparison.Ordinal)
            .Replace("$article", Article, StringComparison.Ordinal);

    /// <summary>A body with the members of a JSON text added or replaced; the text is filled in.</summary>
    public Dictionary<string, object?> With(object body, string json)
    {
        var members = JsonSerializer.SerializeToElement(body, JsonConventions.Options).Deserialize<Dictionary<string, object?>>()!;
        foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, object?>>(Fill(json))!)
        {
            members[name] = value;
        }

        return members;
    }

    private void AddTo(Draft draft)
    {
        draft.AddReference(new PartyNoun(), Input<PartyInput>(PartyBody(North, "North")));
        draft.AddReference(new PartyNoun(), Input<PartyInput>(PartyBody(South, "South")));
        draft.AddReference(new ProcessNoun(), Input<ProcessInput>(ProcessBody()));
        draft.AddReference(new SpeakerNoun(), Input<SpeakerInput>(SpeakerBody(NorthSpeaker, North)));
        draft.AddReference(new SpeakerNoun(), Input<SpeakerInput>(SpeakerBody(SouthSpeaker, South)));
        draft.AddReference(new IssueNoun(), Input<IssueInput>(IssueBody(Land, null)));
        draft.AddReference(new IssueNoun(), Input<IssueInput>(IssueBody(Border, Land)));
        draft.AddReference(new ProposalNoun(), Input<ProposalInput>(ProposalBody(Proposal)));
        draft.AddReference(new ArticleNoun(), Input<ArticleInput>(ArticleBody(Article, "2026-03-10")));
    }

    /// <summary>A body as the service reads it.</summary>
    private static T Input<T>(object body) =>
        JsonSerializer.SerializeToElement(body, JsonConventions.Options).Deserialize<T>(JsonConventions.Options)!;

    /// <summary>Adds reference data, which must succeed.</summary>
    public async Task<JsonElement> AddAsync(string noun, object item) => (await app.PostAsync($"/api/v1/{noun}", item)).Expect(201);

    /// <summary>
    /// Four records that differ in all that lists choose by, called a to d: North's own words on the proposal; South's view of it as North
    /// tells it; North on the root issue in an article of another outlet; South on the issue below it, from an unnamed source.
    /// </summary>
    public async Task RecordFourAsync()
    {
        await AddAsync("articles", With(ArticleBody($"{Article}-2", "2026-03-12"), $$"""{"outlet": "Other {{Article}}"}"""));
        await RecordAsync(
            With(PositionBody("SUPPORTS", "2026-03-01"), """{"summary": "a", "speaker": "$northSpeaker", "quote": "we agree"}""")
        );
        await RecordAsync(
            With(PositionBody("OPPOSES", "2026-03-02"), """{"summary": "b", "party": "$south", "speaker": "$northSpeaker"}""")
        );
        await RecordAsync(
            With(PositionBody("OPEN", "2026-03-03"), """{"summary": "c", "proposal": null, "issue": "$land", "article": "$article-2"}""")
        );
        await RecordAsync(
            With(
                PositionBody("UNDISCLOSED", "2026-03"),
                """{"summary": "d", "party": "$south", "proposal": null, "issue": "$border", "article": "$article-2", "mode": "ANONYMOUS_SOURCE"}"""
            )
        );
    }

    /// <summary>Records it and gives its id.</summary>
    public async Task<Guid> RecordAsync(Dictionary<string, object?> position) =>
        (await AddAsync("positions", position)).GetProperty("item").GetProperty("id").GetGuid();
}
