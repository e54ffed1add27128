using System.Globalization;
using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Engines;

/// <summary>Access patterns as SQLite has them.</summary>
/// <param name="names">Quoting and parameter marks.</param>
/// <param name="writer">Expressions as SQLite writes them.</param>
public sealed class SqliteQueries(INames names, IWriter writer) : RelationalQueries(names, writer)
{
    /// <inheritdoc />
    protected override bool NullsAreLeast => true;

    /// <inheritdoc />
    protected override string OneOf(string column, int position, DataType type) =>
        $"{column} in (select value from json_each({Names.Parameter(position)}))";

    /// <inheritdoc />
    protected override string Contains(string column, string text) => $"instr(lower({column}), lower({text})) > 0";

    // With = the planner (seen on 3.40) builds a Bloom filter over the whole table for every step, which costs more than all the rest.
    /// <inheritdoc />
    protected override string Step(string column, string value) => $"{column} in ({value})";

    // A range, not LIKE: an index serves it whatever the text, and nothing in the text needs escaping. The last character of Unicode ends it.
    /// <inheritdoc />
    protected override string StartsWith(string column, string text) =>
        $"{column} >= {text} and {column} < {text} || char(1114111)";

    // Every value of the document looked for is there under the same path; items of arrays are compared by their position.
    /// <inheritdoc />
    protected override string Has(string column, string document) =>
        $"not exists (\n{Indent}{Indent}select 1 from json_tree({document}) as wanted\n"
        + $"{Indent}{Indent}where wanted.atom is not null and not exists (\n"
        + $"{Indent}{Indent}{Indent}select 1 from json_tree({column}) as kept\n"
        + $"{Indent}{Indent}{Indent}where kept.fullkey = wanted.fullkey and kept.atom = wanted.atom))";

    /// <inheritdoc />
    protected override string SameOrBothNull(string column, string value) => $"{column} is {value}";

    /// <inheritdoc />
    protected override string Later(int position, ScopedColumn column, CalendarDuration duration) =>
        column.IsDate
            ? $"date({Names.Parameter(position)}, '+{duration}')"
            : $"strftime('%Y-%m-%dT%H:%M:%fZ', {Names.Parameter(position)}, '+{duration}')";

    // Six days back, then on to the next Monday, which may be the same day: the Monday of the ISO week.
    /// <inheritdoc />
    protected override string Truncate(string column, DataType type, string unit) =>
        unit switch
        {
            "hour" => $"strftime('%Y-%m-%dT%H:00:00.000Z', {column})",
            "day" => $"strftime('%Y-%m-%d', {column})",
            "week" => $"date({column}, '-6 days', 'weekday 1')",
            "month" => $"strftime('%Y-%m-01', {column})",
            _ => $"strftime('%Y-01-01', {column})",
        };

    /// <inheritdoc />
    protected override Statement? WriteSearch(AccessPattern.Search search, DatabaseDesign design)
    {
        var document = FullTextDocument.Of(search, design);
        if (!HasRowKey(design, search.From))
        {
            return null;
        }

        var inner = new QueryScope(design, Names, search.From, search.At, "matches", "rank");
        var outer = new QueryScope(design, Names, search.From, search.At, "matches", "rank");
        var parameters = new ParameterList();
        var words = parameters.Add(
            "words",
            new DataType.Text(),
            new ParameterSource.Words(document.Table, document.Columns[0], Substring: false)
        );
        var conditions = Conditions(inner, parameters, search.Where);
        var selected = Selected(outer, search.Return);
        var table = Names.Quote(document.VirtualTable);
        var key = inner.Table.PrimaryKey!.Columns[0];
        var weights = string.Join(
            ", ",
            document.Columns.Select((_, i) => FullTextDocument.Weight(i).ToString("0.0##", CultureInfo.InvariantCulture))
        );
        var sql =
            "with matches as materialized (\n"
            + $"{Indent}select {table}.rowid as id, bm25({table}, {weights}) as rank\n"
            + $"{Indent}from {table}\n"
            + (
                conditions.Count == 0
                    ? ""
                    : $"{Indent}join {inner.Root} on {inner.Own(key)} = {table}.rowid\n{inner.Joins(Indent)}"
            )
            + Where([$"{table} match {Phrases(Names.Parameter(words))}", .. conditions], Indent)
            + $"{Indent}limit {FullTextDocument.RankedMatches.ToString(CultureInfo.InvariantCulture)}\n"
            + ")\n"
            + $"select {SelectList(selected)}\n"
            + $"from matches\njoin {outer.Root} on {outer.Own(key)} = matches.id\n"
            + outer.Joins("")
            + $"order by matches.rank, {outer.Own(key)}\nlimit {search.Limit.ToString(CultureInfo.InvariantCulture)}";
        return new(sql, parameters.All);
    }

    /// <inheritdoc />
    protected override Statement? WriteNear(AccessPattern.Near near, DatabaseDesign design) => null;

    /// <summary>Whether rows have an integer key of their own, by which the full-text table can name them.</summary>
    public static bool HasRowKey(DatabaseDesign design, string entity)
    {
        var table = DesignPath.TableOf(design, DesignPath.MappingOf(design, entity));
        return table.PrimaryKey is { Columns: [var key] } && table.Find(key) is { Type: DataType.Integer };
    }

    // Each word in quotation marks is a term of its own, whatever signs it has; all of them must occur.
    private static string Phrases(string words) => $"""'"' || replace(replace({words}, '"', '""'), ' ', '" "') || '"'""";
}
