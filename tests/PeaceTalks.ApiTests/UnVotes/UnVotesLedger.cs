using Microsoft.Extensions.DependencyInjection;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Issues;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Parties;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Processes;
using PeaceTalks.Api.Proposals;
using PeaceTalks.Api.Records;

namespace PeaceTalks.ApiTests.UnVotes;

/// <summary>The votes of eight countries.</summary>
public sealed class ExcerptOfUnVotes() : UnVotesLedger(UnVotesFile.Excerpt());

/// <summary>The votes of all countries, where they are here.</summary>
public sealed class AllUnVotes() : UnVotesLedger(UnVotesFile.WholeOrExcerpt());

/// <summary>
/// The votes as a ledger, with all rules of the database on: a proposal for each question, an article for each roll call, a position for
/// each vote. Revision 1 is the reference data; each year's votes are a revision of their own, 2003 in revision 2.
/// </summary>
/// <remarks>A year is up to 10,000 records in one statement, which may take as long as it takes.</remarks>
public abstract class UnVotesLedger(IEnumerable<Vote> votes)
    : LedgerApp(
        dataset: "",
        ("Database:StatementSeconds", "600"),
        ("Database:IdleInTransactionSeconds", "600"),
        ("Database:ConnectSeconds", "60")
    ),
        IAsyncLifetime
{
    private const string Process = "un-general-assembly";
    private const string Issue = "recurring-questions";

    public IReadOnlyList<Vote> Votes { get; } = [.. votes];

    public static long RevisionOf(int year) => year - 2001;

    public new async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await WriteAsync("Who votes, and on what", References);
        foreach (var year in Votes.GroupBy(x => x.Day.Year).OrderBy(x => x.Key))
        {
            await WriteAsync($"Votes of {year.Key}", draft => Record(year, draft));
        }

        await using var connection = await ConnectAsync();
        await using var analyze = connection.CreateCommand();
        analyze.CommandText = "VACUUM ANALYZE";
        await analyze.ExecuteNonQueryAsync();
    }

    private async Task WriteAsync(string note, Action<Draft> record)
    {
        await using var scope = Scope();
        await scope
            .ServiceProvider.GetRequiredService<LedgerWriter>()
            .WriteAsync(
                new Authorship("Test", note),
                dryRun: false,
                draft =>
                {
                    record(draft);
                    return Task.CompletedTask;
                },
                Task.FromResult,
                CancellationToken.None
            );
    }

    private void References(Draft draft)
    {
        foreach (var party in Votes.Select(x => (x.Party, x.Country)).Distinct())
        {
            draft.AddReference(new PartyNoun(), new PartyInput(party.Party, party.Country, PartyKind.State));
        }

        draft.AddReference(
            new ProcessNoun(),
            new ProcessInput(Process, "UN General Assembly", "Resolutions that are voted on again year after year.")
        );
        draft.AddReference(new IssueNoun(), new IssueInput(Issue, Process, "Recurring questions", "What does the Assembly come back to?"));
        foreach (var question in Votes.Select(x => x.Question).Distinct())
        {
            draft.AddReference(
                new ProposalNoun(),
                new ProposalInput(
                    question,
                    Process,
                    $"Question {question}",
                    "A resolution.",
                    ProposalKind.Offer,
                    Disclosure.Published,
                    [Issue]
                )
            );
        }

        foreach (var call in Votes.DistinctBy(x => x.RollCall))
        {
            draft.AddReference(
                new ArticleNoun(),
                new ArticleInput(
                    call.RollCall,
                    call.Resolution,
                    new DateBounds(call.Day, call.Day, DateBasis.Stated),
                    Paragraphs: 1,
                    Outlet: "UN General Assembly"
                )
            );
        }

        foreach (var track in Votes.Select(x => (x.Party, x.Question)).Distinct())
        {
            draft.Add(
                new Track
                {
                    Id = Track.IdOf(track.Party, null, track.Question),
                    Process = Process,
                    Party = track.Party,
                    Issue = null,
                    Proposal = track.Question,
                }
            );
        }
    }

    private static void Record(IEnumerable<Vote> votes, Draft draft)
    {
        foreach (var vote in votes)
        {
            var id = Guid.CreateVersion7();
            var place = draft.Note(ChangeAction.Added, Noun.Position, id.ToString());
            draft.Add(
                new Position
                {
                    Id = id,
                    TrackId = Track.IdOf(vote.Party, null, vote.Question),
                    Party = vote.Party,
                    Stance = Api.Texts.EnumNames.TryParse<Stance>(vote.Stance, out var stance)
                        ? stance
                        : throw new InvalidDataException(vote.Stance),
                    Summary = $"Votes on {vote.Resolution}.",
                    Conditions = [],
                    Terms = [],
                    Meeting = null,
                    Day = new DateBounds(vote.Day, vote.Day, DateBasis.Stated),
                    AssertedBy = vote.Party,
                    Speaker = null,
                    Mode = AssertionMode.Document,
                    RecordedIn = draft.Number,
                    Place = place,
                    Corrects = null,
                    Citations =
                    [
                        new Citation
                        {
                            Id = Guid.CreateVersion7(),
                            Position = id,
                            Article = vote.RollCall,
                            Paragraph = 1,
                            Quote = null,
                            RecordedIn = draft.Number,
                            Place = place,
                            Ordinal = 0,
                        },
                    ],
                }
            );
        }
    }
}
