using Npgsql;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.ApiTests.HeldPositions;

/// <summary>
/// Random ledgers of one track each, a party's line on the one issue, all in one database, written in bulk. Their worlds are small, so that
/// ties, silences, repeats and records that cite the same article are many.
/// </summary>
public sealed class ManyLedgers : EmptyLedger, IAsyncLifetime
{
    private const int Ledgers = 1000;
    public const int Head = 4;

    public static readonly string[] Articles = ["first", "second", "third", "fourth", "fifth", "sixth"];

    private static readonly DateOnly FirstDay = new(2026, 1, 1);
    private static readonly Stance[] Stances = [Stance.Supports, Stance.Opposes, Stance.Open, Stance.Declined, Stance.NoResponse];
    private readonly Random random = new(20260108);
    private readonly List<Made> records = [];

    private sealed record Made(string Party, StatedStance Record, long? SupersededIn, IReadOnlyList<(string Article, long In)> Citations);

    public static DateOnly Day(int day) => FirstDay.AddDays(day);

    /// <summary>
    /// The third article retells the second, which retells the first. The fourth is known to retell the first from revision 3 on.
    /// </summary>
    public static Dictionary<string, string> RewriteOf(long revision)
    {
        var rewriteOf = new Dictionary<string, string> { ["second"] = "first", ["third"] = "second" };
        if (revision >= 3)
        {
            rewriteOf.Add("fourth", "first");
        }

        return rewriteOf;
    }

    /// <summary>
    /// The records of each party that are in force at the revision, with the articles that they are known to cite by then.
    /// </summary>
    internal ILookup<string, StatedStance> KnownAt(long revision) =>
        records
            .Where(x => x.Record.RecordedIn <= revision && (x.SupersededIn is null || x.SupersededIn > revision))
            .ToLookup(x => x.Party, x => x.Record with { Articles = [.. x.Citations.Where(y => y.In <= revision).Select(y => y.Article)] });

    public new async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await using var connection = await ConnectAsync();
        await RunAsync(
            connection,
            $"""
            SET session_replication_role = replica;
            UPDATE ledger SET head = {Head};
            INSERT INTO revision SELECT i, now(), 'Test', 'Generated', i IN (1, 3) FROM generate_series(1, {Head}) i;
            INSERT INTO process SELECT 'talks', 1;
            INSERT INTO process_version (slug, version, name, description, participants, recorded_in) VALUES ('talks', 1, 'Talks', 'Of a test', '[]', 1);
            INSERT INTO party SELECT 'party-' || i, 1 FROM generate_series(0, {Ledgers}) i;
            INSERT INTO party_version (slug, version, name, kind, aliases, memberships, recorded_in)
                SELECT slug, 1, slug, 'STATE', '[]', '[]', 1 FROM party;
            INSERT INTO issue (slug, process, recorded_in) VALUES ('issue', 'talks', 1);
            INSERT INTO issue_version (slug, version, process, name, question, recorded_in) VALUES ('issue', 1, 'talks', 'Issue', 'What?', 1);
            INSERT INTO article SELECT unnest('{"{"}{string.Join(',', Articles)}{"}"}'::text[]), 1;
            INSERT INTO article_version (slug, version, title, authors, language, paragraph_digests, published_basis, published_latest, rewrite_of,
                    recorded_in, superseded_in)
                SELECT slug, version, slug, '[]', 'en', '["0"]', 'STATED', '2026-01-01', rewrite_of, recorded_in, superseded_in
                FROM (VALUES ('first', 1, NULL, 1, NULL), ('second', 1, 'first', 1, NULL), ('third', 1, 'second', 1, NULL),
                    ('fourth', 1, NULL, 1, 3), ('fourth', 2, 'first', 3, NULL), ('fifth', 1, NULL, 1, NULL), ('sixth', 1, NULL, 1, NULL)) v (slug, version, rewrite_of, recorded_in, superseded_in);
            INSERT INTO track (id, process, party, issue) SELECT md5(slug)::uuid, 'talks', slug, 'issue' FROM party WHERE slug <> 'party-0';
            """
        );
        for (var i = 1; i <= Ledgers; i++)
        {
            for (var left = random.Next(1, 9); left > 0; left--)
            {
                records.Add(Record($"party-{i}", records.Count + 1));
            }
        }

        await RunAsync(
            connection,
            """
            INSERT INTO position (id, track_id, party, stance, conditions, terms, summary, earliest, latest, basis, asserted_by, mode,
                    recorded_in, superseded_in, place)
                SELECT id, md5(party)::uuid, party, stance, '[]', '[]', 'Said.', earliest, latest, 'STATED', asserted_by,
                    CASE WHEN asserted_by IS NULL THEN 'OUTLET' ELSE 'PARAPHRASE' END, recorded_in, superseded_in, place
                FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
                    x (id, party, stance, earliest, latest, asserted_by, recorded_in, superseded_in, place)
            """,
            Values(x => x.Record.Id),
            Values(x => x.Party),
            Values(x => EnumNames.NameOf(x.Record.Stance)),
            Values(x => x.Record.Day.Earliest),
            Values(x => x.Record.Day.Latest),
            Values(x => Asserter(x)),
            Values(x => x.Record.RecordedIn),
            Values(x => x.SupersededIn),
            Values(x => x.Record.Place)
        );
        var cited = records.SelectMany(x => x.Citations.Select((y, i) => (x.Record.Id, y.Article, y.In, Ordinal: i))).ToList();
        await RunAsync(
            connection,
            """
            INSERT INTO citation (id, position, article, paragraph, recorded_in, place, ordinal)
                SELECT gen_random_uuid(), position, article, 1 + ordinal, recorded_in, 1, ordinal
                FROM unnest($1, $2, $3, $4) x (position, article, recorded_in, ordinal)
            """,
            cited.Select(x => x.Id).ToArray(),
            cited.Select(x => x.Article).ToArray(),
            cited.Select(x => x.In).ToArray(),
            cited.Select(x => x.Ordinal).ToArray()
        );
        await RunAsync(connection, "ANALYZE");
    }

    private Made Record(string party, int place)
    {
        var recordedIn = random.NextInt64(1, Head + 1);
        var first = Day(random.Next(5));
        var latest = first.AddDays(random.Next(3) == 0 ? random.Next(4) : 0);
        var record = new StatedStance(
            Guid.CreateVersion7(),
            Stances[random.Next(Stances.Length)],
            new DateBounds(random.Next(5) == 0 ? null : first, latest, DateBasis.Stated),
            (Attribution)random.Next(3),
            recordedIn,
            place
        );
        var citations = Enumerable
            .Range(0, random.Next(1, 4) / 2 + 1)
            .Select(i => (Articles[random.Next(Articles.Length)], i == 0 ? recordedIn : random.NextInt64(recordedIn, Head + 1)));
        return new Made(
            party,
            record,
            random.Next(6) == 0 && recordedIn < Head ? random.NextInt64(recordedIn + 1, Head + 1) : null,
            [.. citations]
        );
    }

    private static string? Asserter(Made made) =>
        made.Record.Attribution switch
        {
            Attribution.Self => made.Party,
            Attribution.OtherParty => "party-0",
            _ => null,
        };

    private T[] Values<T>(Func<Made, T> value) => [.. records.Select(value)];

    private static async Task RunAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(values.Select(x => new NpgsqlParameter { Value = x }).ToArray());
        await command.ExecuteNonQueryAsync();
    }
}
