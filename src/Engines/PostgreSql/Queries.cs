using System.Globalization;
using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Engines;

/// <summary>Access patterns as PostgreSQL has them.</summary>
/// <param name="names">Quoting and parameter marks.</param>
/// <param name="types">Data types, for casts.</param>
/// <param name="writer">Expressions as PostgreSQL writes them.</param>
public sealed class PostgreSqlQueries(INames names, ITypes types, IWriter writer) : RelationalQueries(names, writer)
{
    private const decimal MetresPerDegree = 111_320m;
    private const decimal EarthRadiusMetres = 6_371_000m;

    /// <inheritdoc />
    protected override bool NullsAreLeast => false;

    // Enumerations travel as text, for which they have no comparison. All others arrive with the column's own type: a cast to another one
    // (bigint to numeric) would keep the index from being used.
    /// <inheritdoc />
    protected override string Value(int position, DataType type) =>
        type is DataType.Enum or DataType.Native ? Cast(position, type) : Names.Parameter(position);

    /// <inheritdoc />
    protected override string OneOf(string column, int position, DataType type) =>
        Value(position, type) == Names.Parameter(position)
            ? $"{column} = any({Names.Parameter(position)})"
            : $"{column} = any({Names.Parameter(position)}::{types.Write(type)}[])";

    /// <inheritdoc />
    protected override string Contains(string column, string text) => $"{column} ilike '%' || {Escaped(text)} || '%'";

    /// <inheritdoc />
    protected override string StartsWith(string column, string text) => $"{column} like {Escaped(text)} || '%'";

    /// <inheritdoc />
    protected override string Has(string column, string document) => $"{column} @> {document}";

    /// <inheritdoc />
    protected override string SameOrBothNull(string column, string value) => $"{column} is not distinct from {value}";

    // The cast makes the sum unambiguous: an untyped value plus an interval would be read as the sum of two intervals.
    /// <inheritdoc />
    protected override string Later(int position, ScopedColumn column, CalendarDuration duration) =>
        column.IsDate
            ? $"({Cast(position, column.Column.Type)} + interval '{duration}')::date"
            : $"{Cast(position, column.Column.Type)} + interval '{duration}'";

    /// <inheritdoc />
    protected override string Truncate(string column, DataType type, string unit) =>
        type switch
        {
            DataType.Timestamp { WithZone: true } => $"date_trunc('{unit}', {column}, 'UTC')",
            DataType.Date => unit == "day" ? column : $"date_trunc('{unit}', {column})::date",
            _ => $"date_trunc('{unit}', {column})",
        };

    // All matches are found by the index, but only some are ranked: a frequent word matches a large part of the table, and ranking reads
    // the document of every match. The materialised step keeps the planner from trading the index for a scan that it hopes to stop early.
    /// <inheritdoc />
    protected override Statement WriteSearch(AccessPattern.Search search, DatabaseDesign design)
    {
        var document = FullTextDocument.Of(search, design);
        var inner = new QueryScope(design, Names, search.From, search.At, "matches", "ranked", "rank");
        var outer = new QueryScope(design, Names, search.From, search.At, "matches", "ranked", "rank");
        var parameters = new ParameterList();
        var words = parameters.Add(
            "words",
            new DataType.Text(),
            new ParameterSource.Words(document.Table, document.Columns[0], Substring: false)
        );
        var query = $"websearch_to_tsquery({Names.Literal(document.Language)}, {Names.Parameter(words)})";
        var vector = inner.Own(document.Column);
        var conditions = Conditions(inner, parameters, search.Where);
        var key = inner.Table.PrimaryKey?.Columns ?? [];
        var keys = string.Join(", ", key.Select(Names.Quote));
        var selected = Selected(outer, search.Return);
        var sql =
            "with matches as materialized (\n"
            + $"{Indent}select {string.Join(", ", key.Select(inner.Own))}, ts_rank({vector}, {query}) as rank\n"
            + $"{Indent}from {inner.Root}\n"
            + inner.Joins(Indent)
            + Where([$"{vector} @@ {query}", .. conditions], Indent)
            + "), ranked as (\n"
            + $"{Indent}select {keys}, rank\n"
            + $"{Indent}from (select {keys}, rank from matches limit {Number(FullTextDocument.RankedMatches)}) as first_matches\n"
            + $"{Indent}order by rank desc, {keys}\n"
            + $"{Indent}limit {Number(search.Limit)}\n"
            + ")\n"
            + $"select {SelectList(selected)}\n"
            + "from ranked\n"
            + $"join {outer.Root} on {string.Join(" and ", key.Select(c => $"{outer.Own(c)} = ranked.{Names.Quote(c)}"))}\n"
            + outer.Joins("")
            + $"order by ranked.rank desc, {string.Join(", ", key.Select(outer.Own))}";
        return new(sql, parameters.All);
    }

    /// <inheritdoc />
    protected override Statement WriteNear(AccessPattern.Near near, DatabaseDesign design)
    {
        var scope = new QueryScope(design, Names, near.From, near.At);
        var parameters = new ParameterList();
        var column = scope.Columns(new([near.By]), filtered: true, near.At)[0];
        var here = Cast(
            parameters.Add(near.By, column.Column.Type, new ParameterSource.Stored(column.Table, column.Column.Name)),
            column.Column.Type
        );
        var conditions = Conditions(scope, parameters, near.Where);
        if (near.WithinMetres is { } metres)
        {
            conditions.Insert(0, Within(column.Sql, here, metres));
        }

        var sql =
            $"select {SelectList(Selected(scope, near.Return))}\n"
            + $"from {scope.Root}\n"
            + scope.Joins("")
            + Where(conditions)
            + $"order by {column.Sql} <-> {here}\nlimit {Number(near.Limit)}";
        return new(sql, parameters.All);
    }

    // The box finds candidates through the index; the great-circle distance decides. x is the longitude, y the latitude, in degrees.
    private static string Within(string column, string here, decimal metres)
    {
        var degrees = Number(decimal.Round(metres / MetresPerDegree, 6));
        var longitudes = $"{degrees} / greatest(cos(radians(({here})[1])), 0.01)";
        return $"{column} <@ box(\n"
            + $"{Indent}{Indent}point(({here})[0] - {longitudes}, ({here})[1] - {degrees}),\n"
            + $"{Indent}{Indent}point(({here})[0] + {longitudes}, ({here})[1] + {degrees}))\n"
            + $"{Indent}and 2 * {Number(EarthRadiusMetres)} * asin(sqrt(\n"
            + $"{Indent}{Indent}sin(radians({column}[1] - ({here})[1]) / 2) ^ 2\n"
            + $"{Indent}{Indent}+ cos(radians({column}[1])) * cos(radians(({here})[1])) * sin(radians({column}[0] - ({here})[0]) / 2) ^ 2)) <= {Number(metres)}";
    }

    private string Cast(int position, DataType type) => $"{Names.Parameter(position)}::{types.Write(type)}";

    // %, _ and \ of the input stand for themselves.
    private static string Escaped(string text) => $@"regexp_replace({text}, '([\\%_])', '\\\1', 'g')";

    private static string Number(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
