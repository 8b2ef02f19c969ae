using Npgsql;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Meetings;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Records;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Search;

/// <summary>
/// The place of something in the answer to a search: by rank, by noun, and then by slug or, of records, the newest first.
/// </summary>
/// <param name="Slug">Null for records.</param>
/// <param name="Record">The day of a record, the revision that recorded it, and its place in that. Null for what has a slug.</param>
public sealed record SearchPlace(SearchRank Rank, SearchedNoun Noun, string? Slug, (DateOnly Day, long RecordedIn, int Place)? Record)
{
    /// <summary>The keys for a cursor.</summary>
    public string[] Keys =>
        [
            EnumNames.NameOf(Rank),
            EnumNames.NameOf(Noun),
            Slug ?? PinnedPages.Day(Record!.Value.Day),
            PinnedPages.Number(Record?.RecordedIn ?? 0),
            PinnedPages.Number(Record?.Place ?? 0),
        ];

    /// <param name="keys">Null for the first page.</param>
    public static SearchPlace? Read(string[]? keys)
    {
        if (keys is not [var rank, var name, var first, var revision, var place])
        {
            return null;
        }

        var noun = PinnedPages.ValueOf<SearchedNoun>(name);
        return noun is SearchedNoun.Meeting or SearchedNoun.Position
            ? new(PinnedPages.ValueOf<SearchRank>(rank), noun, null, DayKeys.Read([first, revision, place]))
            : new(PinnedPages.ValueOf<SearchRank>(rank), noun, first, null);
    }
}

/// <summary>Something that was found, with what the reference data does not say of it.</summary>
/// <param name="Texts">The texts of an article, a meeting or a position. Empty for everything else.</param>
public sealed record FoundItem(
    SearchedNoun Noun,
    SearchRank Rank,
    string? Slug,
    Guid? Id,
    string? Process,
    string? Party,
    string? Issue,
    string? Proposal,
    DateBounds? On,
    IReadOnlyList<SearchedText> Texts
);

/// <summary>A page of what was found.</summary>
/// <param name="Next">The place after which the next page begins. Null on the last page.</param>
public sealed record FoundPage(IReadOnlyList<FoundItem> Items, SearchPlace? Next);

/// <summary>The statement of a search.</summary>
/// <remarks>
/// Each noun is asked for its matches by the index on its words. If there are few, they are ranked. If there are many, ranking them would
/// read them all: they come in the order of an index instead, and a page ends where it has looked at <see cref="MostRead"/> of them. How
/// many there are follows from the pin, so a pinned page keeps its bytes (docs/adr/0038).
/// </remarks>
public static class SearchStatement
{
    /// <summary>How many matches of one noun are ranked.</summary>
    public const int MostRanked = 1000;

    /// <summary>How many items of one noun a page looks at where there are too many matches to rank them.</summary>
    public const int MostRead = 3000;

    private const string Aliases = "jsonb_path_query_array(x.aliases, '$[*].name')::text";

    /// <param name="query">With the words that may have been meant.</param>
    /// <param name="nouns">If there are none, nothing is found.</param>
    /// <param name="process">Slugs. Null for all.</param>
    /// <param name="after">Null for the first page.</param>
    public static SqlStatement Page(
        SearchQuery query,
        IReadOnlyList<SearchedNoun> nouns,
        string[]? process,
        long revision,
        SearchPlace? after,
        int limit
    )
    {
        if (nouns.Count == 0)
        {
            (nouns, process) = ([SearchedNoun.Process], []);
        }

        var values = new SqlValues();
        var asked = new Asked(
            values,
            values.Add(revision),
            $"{values.Add(query.ToTsQuery("A"))}::tsquery",
            $"{values.Add(query.ToTsQuery())}::tsquery",
            $"{values.Add(query.ToTsQuery(withMeant: true))}::tsquery",
            query.Terms.Any(x => x.Meant.Count > 0) ? $"{values.Add(query.ToTsQuery("A", withMeant: true))}::tsquery" : null,
            values.Add(query.Folded),
            values.Add(query.FoldedAsMeant()),
            process,
            after,
            limit
        );
        List<Source> sources = [.. nouns.Select(SourceOf)];
        var found = sources.Select(x => x.Found(asked)).ToList();
        return values.Statement(
            $"""
            WITH {string.Join(",\n", sources.Select(x => x.Few(asked)))}
            SELECT h.rank, h.noun, h.slug, h.day, h.recorded_in, h.place, h.matched, h.ends, coalesce(m.meeting_id, p.id),
                coalesce(a.title, m.name, p.summary), coalesce(m.summary, a.outlet), coalesce(m.venue, a.authors::text),
                coalesce(m.process, t.process, i.process, o.process), p.party, t.issue, t.proposal,
                coalesce(a.published_earliest, m.held_earliest, p.earliest), coalesce(a.published_latest, m.held_latest, p.latest),
                coalesce(a.published_basis, m.held_basis, p.basis)
            FROM (
            {string.Join("\nUNION ALL\n", found)}
            ORDER BY {Order} LIMIT {limit + 1}) h
            {OneOf("issue", "i", SearchedNoun.Issue, "i.slug = h.slug")}
            {OneOf("proposal", "o", SearchedNoun.Proposal, "o.slug = h.slug")}
            {OneOf("article_version", "a", SearchedNoun.Article, $"a.slug = h.slug AND {TrackSql.InForce("a", asked.Known)}")}
            {OneOf("meeting", "m", SearchedNoun.Meeting, "m.id = h.id")}
            {OneOf("position", "p", SearchedNoun.Position, "p.id = h.id")}
            {OneOf("track", "t", SearchedNoun.Position, "t.id = p.track_id")}
            ORDER BY {Order}
            """
        );
    }

    /// <summary>Reads the rows of <see cref="Page"/>.</summary>
    public static async Task<FoundPage> ReadAsync(NpgsqlDataReader reader, int limit, CancellationToken cancellation)
    {
        List<FoundItem> items = [];
        SearchPlace? last = null;
        while (await reader.ReadAsync(cancellation))
        {
            if (items.Count == limit)
            {
                return new(items, last);
            }

            last = PlaceOf(reader);
            if (reader.GetBoolean(6))
            {
                items.Add(Read(reader, last));
            }

            // There may be more of this noun, so nothing that comes after it can be shown yet.
            if (reader.GetBoolean(7))
            {
                return new(items, last);
            }
        }

        return new(items, null);
    }

    private const string Order = "rank, noun, slug, day DESC, recorded_in DESC, place DESC";

    private static Source SourceOf(SearchedNoun noun) =>
        noun switch
        {
            SearchedNoun.Party => new(noun, "party_version", $"x.name || ' ' || {Aliases}", "''", "aliases", "name"),
            SearchedNoun.Speaker => new(
                noun,
                "speaker_version",
                $"x.name || ' ' || {Aliases}",
                "jsonb_path_query_array(x.mandates, '$[*].office')::text",
                "aliases",
                "name"
            ),
            SearchedNoun.Issue => new(noun, "issue_version", "x.name", "x.question || ' ' || coalesce(x.description, '')")
            {
                Process = "x.process",
            },
            SearchedNoun.Proposal => new(
                noun,
                "proposal_version",
                "x.name || ' ' || jsonb_path_query_array(x.labels, '$[*].label')::text",
                "x.summary",
                "labels",
                "label"
            )
            {
                Process = "x.process",
            },
            SearchedNoun.Process => new(noun, "process_version", "x.name", "x.description") { Process = "x.slug" },
            SearchedNoun.Meeting => new(noun, "meeting", "x.name", "coalesce(x.venue, '') || ' ' || x.summary")
            {
                Process = "x.process",
                Day = "listed_on",
            },
            SearchedNoun.Article => new(noun, "article_version", "x.title", "coalesce(x.outlet, '') || ' ' || x.authors::text")
            {
                Name = "x.title",
            },
            _ => new(noun, "position", "''", "x.summary") { Day = "latest", Name = null },
        };

    private static FoundItem Read(NpgsqlDataReader reader, SearchPlace place)
    {
        var (name, second, third) = (Text(9), Text(10), Text(11));
        IEnumerable<SearchedText?> texts = place.Noun switch
        {
            SearchedNoun.Meeting => [Of(SearchedField.Name, name), Of(SearchedField.Place, third), Of(SearchedField.Summary, second)],
            SearchedNoun.Article =>
            [
                Of(SearchedField.Title, name),
                Of(SearchedField.Outlet, second),
                .. JsonColumn.Read<string>(third!).Select(author => Of(SearchedField.Author, author)),
            ],
            _ => [Of(SearchedField.Summary, name)],
        };
        return new(
            place.Noun,
            place.Rank,
            place.Slug,
            reader.IsDBNull(8) ? null : reader.GetGuid(8),
            place.Noun == SearchedNoun.Process ? place.Slug : Text(12),
            Text(13),
            Text(14),
            Text(15),
            reader.IsDBNull(17) ? null : reader.GetDay(16),
            [.. texts.OfType<SearchedText>()]
        );

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

        SearchedText? Of(SearchedField field, string? text) => text is null ? null : new(field, text);
    }

    private static SearchPlace PlaceOf(NpgsqlDataReader reader) =>
        new(
            (SearchRank)reader.GetInt32(0),
            (SearchedNoun)reader.GetInt32(1),
            reader.IsDBNull(2) ? null : reader.GetString(2),
            reader.IsDBNull(3) ? null : (reader.GetFieldValue<DateOnly>(3), reader.GetInt64(4), reader.GetInt32(5))
        );

    /// <summary>SQL that joins the one row of what was found. The limit keeps the planner from reading the table for a hash.</summary>
    private static string OneOf(string table, string x, SearchedNoun noun, string condition) =>
        $"LEFT JOIN LATERAL (SELECT * FROM {table} {x} WHERE h.noun = {(int)noun} AND {condition} LIMIT 1) {x} ON true";

    /// <param name="Names">All words have to be names. SQL, like the next two.</param>
    /// <param name="Words">All words, as they were written.</param>
    /// <param name="Meant">All words, or those that may have been meant.</param>
    /// <param name="MeantNames">As the one before, and all have to be names. Null if no others may have been meant.</param>
    /// <param name="Text">The whole query.</param>
    /// <param name="MeantTexts">What the whole query may have meant, in an array.</param>
    private sealed record Asked(
        SqlValues Values,
        string Known,
        string Names,
        string Words,
        string Meant,
        string? MeantNames,
        string Text,
        string MeantTexts,
        string[]? Process,
        SearchPlace? After,
        int Limit
    )
    {
        /// <summary>The rank of matches of which there are too many to rank each.</summary>
        public SearchRank ManyRank => MeantNames is null ? SearchRank.Text : SearchRank.NearlyText;
    }

    /// <summary>A noun with its table x.</summary>
    /// <param name="Names">SQL for all names in one text, as in the index.</param>
    /// <param name="Texts">SQL for the other texts in one, as in the index.</param>
    /// <param name="Others">The column with the list of other names. Null if there is none.</param>
    /// <param name="Member">The member of that list that is the name.</param>
    private sealed record Source(SearchedNoun Noun, string Table, string Names, string Texts, string? Others = null, string? Member = null)
    {
        /// <summary>SQL for the process. Null if the noun belongs to none, or if the track says.</summary>
        public string? Process { get; init; }

        /// <summary>The column with the day of a record. Null for what has a slug.</summary>
        public string? Day { get; init; }

        /// <summary>SQL for the name. Null if there is none.</summary>
        public string? Name { get; init; } = "x.name";

        private string Vector => $"search_vector({Names}, {Texts})";

        private string Matches => $"few_{EnumNames.NameOf(Noun).ToLowerInvariant()}";

        /// <summary>SQL for the keys of the order, after rank and noun: those of the one kind or of the other.</summary>
        private string Keys =>
            Day is null
                ? "x.slug, NULL::date AS day, NULL::bigint AS recorded_in, NULL::int AS place, NULL::uuid AS id"
                : $"NULL::text AS slug, x.{Day} AS day, x.recorded_in, x.place, x.id";

        private string KeyOrder => Day is null ? "x.slug" : $"x.{Day} DESC, x.recorded_in DESC, x.place DESC";

        /// <summary>The matches, if they are few enough to be ranked. One more if they are not.</summary>
        public string Few(Asked asked) =>
            $"""
                {Matches} AS MATERIALIZED (
                SELECT {Keys}, {Rank(asked)} AS rank{(IsOnTrack ? ", x.track_id" : "")}
                FROM (SELECT x.*, {Vector} AS words FROM {Table} x
                    WHERE {Vector} @@ {asked.Meant} AND {Counts(asked)}{InProcess(asked)} LIMIT {MostRanked + 1}) x)
                """;

        /// <summary>The first of the matches after those of the previous page, in the order of the answer.</summary>
        public string Found(Asked asked) =>
            $"""
                (SELECT x.rank, {(int)Noun} AS noun, x.slug, x.day, x.recorded_in, x.place, x.id, true AS matched, false AS ends
                FROM {Matches} x
                WHERE (SELECT count(*) FROM {Matches}) <= {MostRanked}{OnTrack(asked)}{AfterRanked(asked)}
                ORDER BY x.rank, x.slug, x.day DESC, x.recorded_in DESC, x.place DESC LIMIT {asked.Limit + 1})
                UNION ALL
                (SELECT {(int)asked.ManyRank}, {(int)Noun}, x.slug, x.day, x.recorded_in, x.place, x.id, x.matched, x.number = {MostRead}
                FROM (SELECT {Keys}, {Vector} @@ {asked.Meant}{OnTrack(asked)} AS matched, row_number() OVER (ORDER BY {KeyOrder}) AS number
                    FROM {Table} x
                    WHERE (SELECT count(*) FROM {Matches}) > {MostRanked} AND {Counts(asked)}{InProcess(asked)}{AfterMany(asked)}
                    ORDER BY {KeyOrder} LIMIT {MostRead}) x
                WHERE x.matched OR x.number = {MostRead}
                LIMIT {asked.Limit + 1})
                """;

        private bool IsOnTrack => Noun == SearchedNoun.Position;

        /// <summary>SQL condition: in force at the pin. Of a meeting, the state that says what it is.</summary>
        private string Counts(Asked asked) =>
            Noun == SearchedNoun.Meeting
                ? MeetingSql.Shown("x", RecordStatus.Current, "'infinity'::date", asked.Known)
                : TrackSql.InForce("x", asked.Known);

        private string InProcess(Asked asked) => Process is null ? "" : asked.Values.Any(Process, asked.Process);

        private string OnTrack(Asked asked) =>
            IsOnTrack && asked.Process is { } process
                ? asked.Values.Any("(SELECT t.process FROM track t WHERE t.id = x.track_id)", process)
                : "";

        private string Rank(Asked asked) =>
            $"""
                CASE
                    {Named(asked.Names, $"= {asked.Text}", SearchRank.Exact, SearchRank.Name)}
                    WHEN x.words @@ {asked.Words} THEN {(int)SearchRank.Text}
                    {Named(asked.MeantNames, $"= ANY({asked.MeantTexts})", SearchRank.NearlyExact, SearchRank.NearlyName)}
                    ELSE {(int)SearchRank.NearlyText} END
                """;

        /// <param name="equals">SQL that completes the condition that one name is the whole query.</param>
        private string Named(string? names, string equals, SearchRank whole, SearchRank part)
        {
            if (names is null || Name is null)
            {
                return "";
            }

            var others = Others is null ? "" : $" UNION ALL SELECT one ->> '{Member}' FROM jsonb_array_elements(x.{Others}) one";
            return $"""
                WHEN x.words @@ {names} THEN CASE WHEN EXISTS (SELECT 1 FROM (SELECT {Name}{others}) n(name)
                    WHERE search_fold(n.name) {equals})
                    THEN {(int)whole} ELSE {(int)part} END
                """;
        }

        private string AfterRanked(Asked asked)
        {
            if (asked.After is not { } after)
            {
                return "";
            }

            var rank = asked.Values.Add((int)after.Rank);
            return after.Noun < Noun ? $" AND x.rank >= {rank}"
                : after.Noun > Noun ? $" AND x.rank > {rank}"
                : $" AND (x.rank > {rank} OR x.rank = {rank}{After(after, asked, "day")})";
        }

        private string AfterMany(Asked asked) =>
            asked.After is not { } after || (after.Rank, after.Noun).CompareTo((asked.ManyRank, Noun)) < 0 ? ""
            : (after.Rank, after.Noun) == (asked.ManyRank, Noun) ? After(after, asked, Day!)
            : " AND false";

        private string After(SearchPlace after, Asked asked, string day)
        {
            if (after.Record is not var (last, revision, place))
            {
                return $" AND x.slug > {asked.Values.Add(after.Slug!)}";
            }

            var keys = $"{asked.Values.Add(last)}, {asked.Values.Add(revision)}, {asked.Values.Add(place)}";
            return $" AND (x.{day}, x.recorded_in, x.place) < ({keys})";
        }
    }
}
