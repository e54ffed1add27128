using System.Collections.Frozen;
using Dbwright.Sql;

namespace Dbwright.Engines;

/// <summary>
/// The closed list of statements that an administrator runs for a text when the owner may not: none of them calls a function of the text,
/// reads a file, or gives the owner a right on the server.
/// </summary>
internal static class PostgreSqlAdministratorList
{
    // Extensions whose functions give no way to the files, programs or network of the server to somebody without superuser rights.
    private static readonly FrozenSet<string> Extensions = (
        "address_standardizer address_standardizer_data_us amcheck autoinc bloom btree_gin btree_gist citext cube dict_int dict_xsyn "
        + "earthdistance fuzzystrmatch hstore hypopg insert_username intarray isn lo ltree moddatetime pg_buffercache pg_freespacemap "
        + "pg_hint_plan pg_partman pg_prewarm pg_stat_statements pg_trgm pg_uuidv7 pg_visibility pgaudit pgcrypto pgrouting pgrowlocks "
        + "pgstattuple pgtap postgis postgis_raster postgis_sfcgal postgis_tiger_geocoder postgis_topology postgres_fdw refint rum seg "
        + "tablefunc tcn timescaledb tsm_system_rows tsm_system_time unaccent uuid-ossp vector vectorscale"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The statements to run for one that the owner may not run; none when it is not on the list.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="owner">Who is to own what it makes, quoted.</param>
    public static IReadOnlyList<string>? For(string statement, IReadOnlyList<PostgreSqlToken> tokens, string owner)
    {
        var words = tokens.Select(t => t.Text).ToList();
        return words switch
        {
            ["create", "extension", ..] when Extensions.Contains(ExtensionName(tokens)) => [statement],
            ["comment", "on", "extension", ..] => [statement],
            ["comment", "on", "schema", "public", ..] => [statement],
            ["drop", "schema", "public"] or ["drop", "schema", "public", "cascade" or "restrict"] => [statement],
            ["drop", "schema", "if", "exists", "public"] or ["drop", "schema", "if", "exists", "public", "cascade"] =>
            [
                statement,
            ],
            ["grant" or "revoke", ..] when IsOnPublicSchema(words) => [statement],
            ["create", "publication", ..] => [statement, $"alter publication {tokens[2].Text} owner to {owner}"],
            ["create", "server", ..] when words.IndexOf("postgres_fdw") > 0 =>
            [
                statement,
                $"alter server {Named(tokens, 2)} owner to {owner}",
            ],
            ["create", "foreign", "data", "wrapper", ..] when !words.Contains("handler") && !words.Contains("validator") =>
            [
                statement,
            ],
            _ => null,
        };
    }

    /// <summary>The name in <c>create extension [if not exists] NAME</c>.</summary>
    public static string ExtensionName(IReadOnlyList<PostgreSqlToken> tokens)
    {
        var place = tokens.Count > 5 && tokens[2].Text == "if" ? 5 : 2;
        return place < tokens.Count ? tokens[place].Name : "";
    }

    private static string Named(IReadOnlyList<PostgreSqlToken> tokens, int place) =>
        tokens[place].Text == "if" && place + 3 < tokens.Count ? tokens[place + 3].Text : tokens[place].Text;

    private static bool IsOnPublicSchema(List<string> words)
    {
        var on = words.IndexOf("on");
        return on > 0
            && on + 3 < words.Count
            && words[on + 1] == "schema"
            && words[on + 2] == "public"
            && words[on + 3] is "to" or "from";
    }
}
