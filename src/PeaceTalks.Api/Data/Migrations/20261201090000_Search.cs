using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PeaceTalks.Api.Data.Migrations
{
    /// <summary>
    /// For searching by words: a function that folds texts as <c>Texts/FoldedText.cs</c> does, and indexes on the words of each noun.
    /// Indexes on expressions leave writes as they are. EF cannot express them.
    /// </summary>
    public partial class Search : Migration
    {
        private const string Aliases = "jsonb_path_query_array(aliases, '$[*].name')::text";
        private const string Labels = "jsonb_path_query_array(labels, '$[*].label')::text";
        private const string Offices = "jsonb_path_query_array(mandates, '$[*].office')::text";

        /// <summary>Names, and other texts.</summary>
        private static readonly (string Table, string Names, string Texts)[] Searched =
        [
            ("process_version", "name", "description"),
            ("party_version", $"name || ' ' || {Aliases}", "''"),
            ("speaker_version", $"name || ' ' || {Aliases}", Offices),
            ("issue_version", "name", "question || ' ' || coalesce(description, '')"),
            ("proposal_version", $"name || ' ' || {Labels}", "summary"),
            ("article_version", "title", "coalesce(outlet, '') || ' ' || authors::text"),
            ("meeting", "name", "coalesce(venue, '') || ' ' || summary"),
            ("position", "''", "summary"),
        ];

        /// <summary>What stands between words.</summary>
        private const string Apart =
            @"\u0001-&(-/:-@\[-_{-\u00BF\u00D7\u00F7\u2010-\u2017\u201C-\u2029\u2030\u2031\u2033-\u205E\u20A0-\u20C0\u2190-\u22FF"
            + @"\u3000-\u3002\u3008-\u3011";

        private const string Deleted = @"\u00AD\u0300-\u036F\u200B-\u200F\u202A-\u202E\u2060\uFEFFЬЪьъ";

        /// <summary>Each becomes the one in its place in the other text.</summary>
        private const string Letters =
            "ʹʻʼ‘’‚‛′՚ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩς"
            + "АБВГҐДЕЗИІЈКЛМНОПРСТУФЫЭЂЋЉЊЏЅабвгґдезиіјклмнопрстуфыэђћљњџѕЖХЦЧШЩЮЯЄØŁĐÐĦŦŊŒÆÞøłđðħŧŋœæþßı";

        /// <inheritdoc cref="Letters"/>
        private const string Latin =
            "`````````αβγδεζηθικλμνξοπρστυφχψωσ"
            + "abvggdeziijklmnoprstufiedclndzabvggdeziijklmnoprstufiedclndzжхцчшщюяєolddhtneetolddhtneetsi";

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Most texts are ASCII but for a few characters. translate() compares each character with all that it is given, so it is given
            // letters alone, and only where there are some.
            migrationBuilder.Sql($"""
                CREATE FUNCTION search_fold(given text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
                DECLARE words text := given;
                BEGIN
                    IF octet_length(words) > char_length(words) THEN
                        words := regexp_replace(normalize(words, NFKD), '[{Deleted}]', '', 'g');
                        words := translate(words, '{Letters}', '{Latin}');
                        words := replace(replace(replace(words, 'ж', 'zh'), 'х', 'kh'), 'ц', 'ts');
                        words := replace(replace(replace(words, 'ч', 'ch'), 'ш', 'sh'), 'щ', 'shch');
                        words := replace(replace(replace(words, 'ю', 'iu'), 'я', 'ia'), 'є', 'ie');
                    END IF;
                    words := translate(lower(words COLLATE "C"), '`y', '''i');
                    words := replace(replace(regexp_replace(words, '[{Apart}]+', ' ', 'g'), 'ii', 'i'), 'ii', 'i');
                    RETURN btrim(replace(replace(words || ' ', '''s ', ' '), '''', ''));
                END $$;
                """);
            // The body is parsed here and now, so that it means the same whatever the search path of a restore.
            migrationBuilder.Sql("""
                CREATE FUNCTION search_vector(names text, texts text) RETURNS tsvector IMMUTABLE PARALLEL SAFE
                RETURN setweight(to_tsvector('simple'::regconfig, search_fold(names)), 'A')
                    || to_tsvector('simple'::regconfig, search_fold(texts));
                """);
            foreach (var (table, names, texts) in Searched)
            {
                migrationBuilder.Sql($"CREATE INDEX ix_{table}_words ON {table} USING gin (search_vector({names}, {texts}));");
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var (table, _, _) in Searched)
            {
                migrationBuilder.Sql($"DROP INDEX ix_{table}_words;");
            }

            migrationBuilder.Sql("DROP FUNCTION search_vector(text, text); DROP FUNCTION search_fold(text);");
        }
    }
}
