using System.Collections.Frozen;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Names of PostgreSQL: folded to lower case unless quoted, 63 bytes.</summary>
internal sealed class PostgreSqlNames : INames
{
    // pg_get_keywords() of versions 13 to 18, categories R and T: no table or column can have them as a plain name.
    private static readonly FrozenSet<string> Reserved = Words(
        """
        all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate
        collation column concurrently constraint create cross current_catalog current_date current_role
        current_schema current_time current_timestamp current_user default deferrable desc distinct do else
        end except false fetch for foreign freeze from full grant group having ilike in initially inner
        intersect into is isnull join lateral leading left like limit localtime localtimestamp natural not
        notnull null offset on only or order outer overlaps placing primary references returning right select
        session_user similar some symmetric system_user table tablesample then to trailing true union unique
        user using variadic verbose when where window with
        """
    );

    // Category C: allowed as the name of a table or column, yet quoted by the server, as they cannot name a function.
    private static readonly FrozenSet<string> Special = Words(
        """
        between bigint bit boolean char character coalesce dec decimal exists extract float greatest grouping
        inout int integer interval json json_array json_arrayagg json_exists json_object json_objectagg
        json_query json_scalar json_serialize json_table json_value least merge_action national nchar none
        normalize nullif numeric out overlay position precision real row setof smallint substring time
        timestamp treat trim values varchar xmlattributes xmlconcat xmlelement xmlexists xmlforest
        xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable
        """
    );

    /// <inheritdoc />
    public int MaxBytes => 63;

    /// <inheritdoc />
    public string Quote(string name) =>
        IsPlain(name) ? name
        : name.Contains('\0', StringComparison.Ordinal) || name.Length == 0
            ? throw new ArgumentException("A name of PostgreSQL is not empty and has no NUL character.", nameof(name))
        : $"\"{name.Replace("\"", "\"\"")}\"";

    /// <inheritdoc />
    public string Quote(QualifiedName name) =>
        name.Schema.Length == 0 ? Quote(name.Name) : $"{Quote(name.Schema)}.{Quote(name.Name)}";

    /// <inheritdoc />
    public bool IsReserved(string name) => Reserved.Contains(name.ToLowerInvariant());

    /// <inheritdoc />
    public string Literal(string text) =>
        text.Contains('\0', StringComparison.Ordinal)
            ? throw new ArgumentException("A text of PostgreSQL has no NUL character.", nameof(text))
            : $"'{text.Replace("'", "''")}'";

    private static bool IsPlain(string name) =>
        name.Length > 0
        && (char.IsAsciiLetterLower(name[0]) || name[0] == '_')
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')
        && !Reserved.Contains(name)
        && !Special.Contains(name);

    private static FrozenSet<string> Words(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
