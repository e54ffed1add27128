using System.Collections.Frozen;
using System.Text;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Names of MariaDB: kept as written, in backticks where they must be, 64 characters.</summary>
internal class MariaDbNames : INames
{
    // The reserved words of versions 10.11 to 11.8: no table or column can have them as a plain name.
    private static readonly FrozenSet<string> Reserved = """
        accessible add all alter analyze and as asc asensitive before between bigint binary blob both by call cascade case
        change char character check collate column condition constraint continue convert create cross current_date
        current_role current_time current_timestamp current_user cursor database databases day_hour day_microsecond
        day_minute day_second dec decimal declare default delayed delete delete_domain_id desc describe deterministic distinct
        distinctrow div do_domain_ids double drop dual each else elseif enclosed escaped except exists exit explain false fetch
        float float4 float8 for force foreign from fulltext grant group having high_priority hour_microsecond hour_minute
        hour_second if ignore ignore_domain_ids in index infile inner inout insensitive insert int int1 int2 int3 int4 int8
        integer intersect interval into is iterate join key keys kill leading leave left like limit linear lines load localtime
        localtimestamp lock long longblob longtext loop low_priority master_heartbeat_period master_ssl_verify_server_cert match
        maxvalue mediumblob mediumint mediumtext middleint minute_microsecond minute_second mod modifies natural
        no_write_to_binlog not null numeric offset on optimize option optionally or order out outer outfile over page_checksum
        parse_vcol_expr partition precision primary procedure purge range read read_write reads real recursive
        ref_system_id references regexp release rename repeat replace require resignal restrict return returning revoke right
        rlike row_number rows schema schemas second_microsecond select sensitive separator set show signal slow smallint spatial
        specific sql sql_big_result sql_calc_found_rows sql_small_result sqlexception sqlstate sqlwarning ssl starting
        stats_auto_recalc stats_persistent stats_sample_pages straight_join system table terminated then tinyblob tinyint
        tinytext to trailing trigger true undo union unique unlock unsigned update usage use using utc_date utc_time
        utc_timestamp values varbinary varchar varcharacter varying vector when where while window with write xor year_month
        zerofill
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <inheritdoc />
    public int MaxBytes => 64;

    /// <inheritdoc />
    public string Quote(string name) =>
        IsPlain(name) ? name
        : name.Length == 0 || name.Contains('\0', StringComparison.Ordinal)
            ? throw new ArgumentException("A name of MariaDB is not empty and has no NUL character.", nameof(name))
        : $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    /// <inheritdoc />
    public string Quote(QualifiedName name) =>
        name.Schema.Length == 0 ? Quote(name.Name) : $"{Quote(name.Schema)}.{Quote(name.Name)}";

    /// <inheritdoc />
    public virtual bool IsReserved(string name) => Reserved.Contains(name.ToLowerInvariant());

    /// <inheritdoc />
    public string Literal(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal).Replace("\0", "\\0", StringComparison.Ordinal)}'";

    /// <summary>What a text literal of the server means.</summary>
    public static string Unquoted(string literal)
    {
        var text = new StringBuilder();
        for (var i = 1; i < literal.Length - 1; i++)
        {
            if (literal[i] == '\\' && i + 1 < literal.Length - 1)
            {
                i++;
                text.Append(
                    literal[i] switch
                    {
                        'n' => '\n',
                        'r' => '\r',
                        't' => '\t',
                        'b' => '\b',
                        '0' => '\0',
                        'Z' => '\u001a',
                        var other => other,
                    }
                );
            }
            else
            {
                i += literal[i] == '\'' ? 1 : 0;
                text.Append(literal[i]);
            }
        }

        return text.ToString();
    }

    /// <summary>The mark of every parameter: MariaDB counts them by their places in the text.</summary>
    public string Parameter(int position) => "?";

    private bool IsPlain(string name) =>
        name.Length > 0
        && (char.IsAsciiLetterLower(name[0]) || name[0] == '_')
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')
        && !IsReserved(name);
}
