using PeaceTalks.Api.Data;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;

namespace PeaceTalks.Api.Positions;

/// <summary>
/// The rule of <see cref="TrackRule"/> as fragments of SQL, together with the parameters of the statement that they make up. The probes are
/// written by hand, because EF would turn a correlated Take(1) into a ranking of the whole table. Each track takes one descent of
/// ix_position_rule, and a second one if its newest record is silent.
/// </summary>
internal sealed class TrackSql(TrackScope scope, Certainty certainty = Certainty.Certain)
{
    public const string NewestFirst = "p.in_force_from DESC, p.latest, p.attribution, p.recorded_in DESC, p.place DESC";

    /// <summary><see cref="NewestFirst"/> backwards, so that the same index serves both.</summary>
    public const string OldestFirst = "p.in_force_from, p.latest DESC, p.attribution DESC, p.recorded_in, p.place";

    public const string Silent = "('UNDISCLOSED', 'DECLINED', 'NO_RESPONSE')";

    /// <summary>The parameters of the statement.</summary>
    public SqlValues Values { get; } = new();

    /// <inheritdoc cref="SqlValues.Statement"/>
    public SqlStatement Statement(string sql) => Values.Statement(sql);

    /// <inheritdoc cref="SqlValues.Add"/>
    public string Add(object value) => Values.Add(value);

    /// <summary>
    /// A day that bounds a range, as a literal. How many rows a range has depends on its ends, so the planner must see them: for
    /// parameters, it would reuse a plan for the average range.
    /// </summary>
    public static string Literal(DateOnly day) => $"'{PinnedPages.Day(day)}'::date";

    /// <summary><see cref="OldestFirst"/> as columns that all sort upwards. Days and ranks that sort downwards are negated.</summary>
    public static string Key(string p) =>
        $"{p}.in_force_from, '2000-01-01'::date - {p}.latest, -{p}.attribution, {p}.recorded_in, {p}.place";

    /// <summary>
    /// What track t holds: newest_<paramref name="end"/>, and stated_<paramref name="end"/> if the newest record is silent.
    /// </summary>
    /// <param name="day">SQL for a day in the world.</param>
    /// <param name="known">SQL for a revision.</param>
    public string Probes(string end, string day, string known) => ProbesOf(end, "t.id", Counts("p", day, known));

    /// <param name="track">SQL for the id of the track.</param>
    /// <param name="counts">SQL condition on p: which of the track's records count.</param>
    public static string ProbesOf(string end, string track, string counts) =>
        $"""
            LEFT JOIN LATERAL (
                SELECT p.id, p.stance, p.attribution FROM position p WHERE p.track_id = {track} AND {counts}
                ORDER BY {NewestFirst} LIMIT 1) newest_{end} ON true
            LEFT JOIN LATERAL (
                SELECT p.id, p.stance, p.attribution FROM position p
                WHERE newest_{end}.stance IN {Silent} AND p.track_id = {track} AND p.stance NOT IN {Silent} AND {counts}
                ORDER BY {NewestFirst} LIMIT 1) stated_{end} ON true
            """;

    /// <summary>SQL for the record that <see cref="Probes"/> holds.</summary>
    public static string Held(string end) => $"coalesce(stated_{end}.id, newest_{end}.id)";

    /// <summary>SQL for the stance of <see cref="Held"/>, by its name.</summary>
    public static string Stance(string end) => $"coalesce(stated_{end}.stance, newest_{end}.stance)";

    /// <summary>SQL for the silence that <see cref="Probes"/> finds: newer than the held record, or the held record itself.</summary>
    public static string Silence(string end) => $"CASE WHEN newest_{end}.stance IN {Silent} THEN newest_{end}.id END";

    /// <summary>
    /// SQL condition: the record is admitted as of the day, in force at the revision, and selected by the record filters.
    /// </summary>
    public string Counts(string p, string day, string known) => $"{Admitted(p, day)} AND {InForce(p, known)}{Chosen(p, "position", known)}";

    public static string InForce(string p, string known) =>
        $"{p}.recorded_in <= {known} AND ({p}.superseded_in IS NULL OR {p}.superseded_in > {known})";

    /// <summary>SQL condition: the record is selected by the record filters. Citations are as known at the revision.</summary>
    /// <param name="noun">The table of the record.</param>
    /// <param name="citing">SQL condition on c: which of the citations known by then count.</param>
    public string Chosen(string p, string noun, string known, string citing = "true") =>
        Any($"{p}.attribution", scope.Attributions)
        + Any($"{p}.asserted_by", scope.AssertedBy)
        + Any($"{p}.speaker", scope.Speakers)
        + Cited(p, noun, known, citing);

    /// <summary>SQL condition: the track is selected by the track filters.</summary>
    public string IsChosen => "true" + Any("t.process", scope.Processes) + Any("t.party", scope.Parties) + OnTarget("t");

    /// <summary>SQL condition: the track is selected by the track filters, and has a record that the record filters may select.</summary>
    public string InScope => IsChosen + HasChosen + OfAttribution;

    /// <summary>
    /// Whether <see cref="InScope"/> selects the tracks by their records. They may be few, and far apart in the order of lists.
    /// </summary>
    public bool ChoosesByRecord => (scope.AssertedBy ?? scope.Speakers ?? scope.Articles) is not null;

    /// <summary>Leaves out tracks that the attribution rules out beside an asserter or a speaker, so that they are not probed.</summary>
    private string OfAttribution =>
        (scope.AssertedBy ?? scope.Speakers) is null ? ""
        : scope.Attributions is [(short)Attribution.Unattributed] ? " AND false"
        : scope.Attributions is [(short)Attribution.Self] ? Any("t.party", scope.AssertedBy)
        : "";

    /// <summary>
    /// Selects the tracks by an index on their records, because few records have a given asserter, speaker or article: all other tracks
    /// need not be probed. Whether such a record is in force, the probe finds out.
    /// </summary>
    /// <remarks>
    /// IS TRUE keeps the planner from joining: it would look into each track for such a record. So it looks them up once, and goes through
    /// the tracks in their order until the page is full.
    /// </remarks>
    private string HasChosen =>
        (
            scope.AssertedBy is null && scope.Speakers is null
                ? ""
                : " AND (t.id IN (SELECT p.track_id FROM position p WHERE true"
                    + $"{Any("p.asserted_by", scope.AssertedBy)}{Any("p.speaker", scope.Speakers)})) IS TRUE"
        )
        + (
            scope.Articles is null
                ? ""
                : " AND (t.id IN (SELECT p.track_id FROM citation c JOIN position p ON p.id = c.position WHERE true"
                    + $"{Any("c.article", scope.Articles)})) IS TRUE"
        );

    /// <summary>SQL condition: the track is on one of the issues or proposals in the filters.</summary>
    public string OnTarget(string t) =>
        (scope.Issues, scope.Proposals) switch
        {
            (null, null) => "",
            (null or [], { } proposals) => Any($"{t}.proposal", proposals),
            ({ } issues, null or []) => Any($"{t}.issue", issues),
            var (issues, proposals) => $" AND ({Is($"{t}.issue", issues)} OR {Is($"{t}.proposal", proposals)})",
        };

    /// <inheritdoc cref="SqlValues.Any"/>
    public string Any<T>(string column, T[]? chosen)
        where T : notnull => Values.Any(column, chosen);

    private string Is<T>(string column, T[] chosen)
        where T : notnull => Values.Is(column, chosen);

    /// <summary>SQL condition: the track comes after the given one in the order of lists.</summary>
    public string After(TrackKey? key) =>
        key is null ? "" : $" AND (t.party, t.target, t.id) > ({Add(key.Party)}, {Add(key.Target)}, {Add(key.TrackId)})";

    /// <summary>
    /// SQL condition: another record that counts has a different stance, and its bounds overlap those of the held record. These are the
    /// alternatives of <see cref="TrackRule"/>.
    /// </summary>
    /// <param name="held">SQL for the id of the held record.</param>
    public string Contested(string held, string day, string known) =>
        $"""
            EXISTS (
                SELECT 1 FROM position h JOIN position p ON p.track_id = h.track_id
                WHERE h.id = {held} AND {Counts("p", day, known)} AND {IsAlternative})
            """;

    /// <summary>SQL condition: p is an alternative to h.</summary>
    public const string IsAlternative =
        $"p.in_force_from <= h.latest AND p.latest >= h.in_force_from AND p.stance <> h.stance AND p.stance NOT IN {Silent} AND h.stance NOT IN {Silent}";

    /// <summary>SQL condition: the record is admitted as of the day. Only positions have the columns for it.</summary>
    public string Admitted(string p, string day) =>
        certainty == Certainty.Certain
            ? $"{p}.in_force_from <= {day} AND {p}.latest <= {day}"
            : $"{p}.in_force_from <= {day} AND (CASE WHEN {p}.in_force_from = '-infinity' THEN {p}.latest ELSE {p}.in_force_from END) <= {day}";

    private string Cited(string p, string noun, string known, string citing) =>
        (scope.Outlets ?? scope.Articles ?? scope.Without) is null
            ? ""
            : $" AND EXISTS (SELECT 1 FROM {Citations(p, noun, known, citing)})";

    /// <summary>
    /// SQL for the citations c by which the filters select a record, known by the revision, with a condition to which you can append
    /// others. The record counts if there is one.
    /// </summary>
    /// <inheritdoc cref="Chosen"/>
    public string Citations(string p, string noun, string known, string citing = "true") =>
        scope.Outlets is null && scope.Articles is null
            ? $"citation c WHERE c.{noun} = {p}.id AND {citing} AND {InForce("c", known)}{LeftOut("c")}"
            : $"""
                citation c JOIN article_version a ON a.slug = c.article
                    WHERE c.{noun} = {p}.id AND {citing} AND {InForce("c", known)} AND {InForce("a", known)}{Any(
                    "a.slug",
                    scope.Articles
                )}{Any("a.outlet", scope.Outlets)}{LeftOut("c")}
                """;

    /// <summary>SQL condition: the citation is not of an article that is left out.</summary>
    public string LeftOut(string c) => scope.Without is null ? "" : $" AND NOT ({Is($"{c}.article", scope.Without)})";
}
