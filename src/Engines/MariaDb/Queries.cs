using System.Globalization;
using System.Text;
using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Engines;

/// <summary>
/// Access patterns as MariaDB has them. Texts are compared by the columns' collation, which ignores case, so that indexes apply. The marks
/// of parameters have no numbers: a parameter that is used twice is there twice.
/// </summary>
internal class MariaDbQueries(MariaDbDialect dialect)
    : RelationalQueries(new MariaDbNumberedNames(dialect.Names), new MariaDbWriter(dialect, exact: false))
{
    /// <inheritdoc />
    protected override string NoValues => "() values ()";

    /// <inheritdoc />
    protected override bool NullsAreLeast => true;

    /// <inheritdoc />
    protected override bool IndexesCompareRows => false;

    // Left to itself, the planner begins with the smallest table and sorts all that it finds from there.
    /// <inheritdoc />
    protected override string Select(bool rootFirst) => rootFirst ? "select straight_join" : "select";

    // The session puts in as many marks as the list has items.
    /// <inheritdoc />
    protected override string OneOf(string column, int position, DataType type) => $"{column} in ({Names.Parameter(position)})";

    /// <inheritdoc />
    protected override string Contains(string column, string text) => $"instr({column}, {text}) > 0";

    // %, _ and the escape itself stand for themselves.
    /// <inheritdoc />
    protected override string StartsWith(string column, string text) =>
        $"{column} like concat(replace(replace(replace({text}, '|', '||'), '%', '|%'), '_', '|_'), '%') escape '|'";

    /// <inheritdoc />
    protected override string Has(string column, string document) => $"json_contains({column}, {document})";

    /// <inheritdoc />
    protected override string SameOrBothNull(string column, string value) => $"{column} <=> {value}";

    /// <inheritdoc />
    protected override string Later(int position, ScopedColumn column, CalendarDuration duration)
    {
        // Fractions of a unit are refused for all units but seconds.
        var (amount, unit) =
            decimal.Truncate(duration.Amount) == duration.Amount
                ? (duration.Amount, duration.Unit)
                : ((decimal)duration.Approximate.TotalSeconds, "second");
        return $"{Names.Parameter(position)} + interval {amount.ToString("0.######", CultureInfo.InvariantCulture)} {unit}";
    }

    /// <inheritdoc />
    protected override string Truncate(string column, DataType type, string unit) =>
        unit switch
        {
            "hour" => $"cast(date_format({column}, '%Y-%m-%d %H:00:00') as datetime)",
            "day" => $"date({column})",
            "week" => $"date({column}) - interval weekday({column}) day",
            "month" => $"date({column}) - interval dayofmonth({column}) - 1 day",
            _ => $"makedate(year({column}), 1)",
        };

    /// <inheritdoc />
    protected override string DeleteFrom(QueryScope scope) => $"delete {scope.Alias} from {scope.Root}";

    // A statement cannot delete from a table that it also reads; a result of its own in between makes it two.
    /// <inheritdoc />
    protected override string KeysOf(string select) =>
        $"{Indent}select * from (\n{select.Replace($"{Indent}select ", $"{Indent}select distinct ", StringComparison.Ordinal)}{Indent}) as found\n";

    // The server gives the best matches in the order of its index when nothing else is asked of the inner query.
    /// <inheritdoc />
    protected override Statement WriteSearch(AccessPattern.Search search, DatabaseDesign design)
    {
        var document = FullTextDocument.Of(search, design);
        var inner = new QueryScope(design, Names, search.From, search.At, "matches", "relevance");
        var outer = new QueryScope(design, Names, search.From, search.At, "matches", "relevance");
        var parameters = new ParameterList();
        var words = parameters.Add(
            "words",
            new DataType.Text(),
            new ParameterSource.Words(document.Table, document.Columns[0], Substring: false)
        );
        var match =
            $"match ({string.Join(", ", document.Columns.Select(inner.Own))}) against ({Names.Parameter(words)} in natural language mode)";
        var conditions = Conditions(inner, parameters, search.Where);
        var selected = Selected(outer, search.Return);
        var key = inner.Table.PrimaryKey?.Columns ?? [];
        var limit = search.Limit.ToString(CultureInfo.InvariantCulture);
        var sql =
            $"select {SelectList(selected)}\n"
            + "from (\n"
            + $"{Indent}select {string.Join(", ", key.Select(inner.Own))}, {match} as relevance\n"
            + $"{Indent}from {inner.Root}\n"
            + inner.Joins(Indent)
            + Where([match, .. conditions], Indent)
            + $"{Indent}order by relevance desc\n{Indent}limit {limit}\n"
            + ") as matches\n"
            + $"join {outer.Root} on {string.Join(" and ", key.Select(c => $"{outer.Own(c)} = matches.{Names.Quote(c)}"))}\n"
            + outer.Joins("")
            + $"order by matches.relevance desc, {string.Join(", ", key.Select(outer.Own))}";
        return new(sql, parameters.All);
    }

    /// <inheritdoc />
    protected override Statement? WriteNear(AccessPattern.Near near, DatabaseDesign design) => null;

    /// <summary>The statement with plain marks, and a parameter for each of them.</summary>
    protected override Statement Finished(Statement statement)
    {
        var text = new StringBuilder();
        var parameters = new List<StatementParameter>();
        var first = new Dictionary<int, int>();
        var copied = 0;
        foreach (var mark in MariaDbScript.Marks(statement.Sql))
        {
            var end = mark + 1;
            while (end < statement.Sql.Length && char.IsAsciiDigit(statement.Sql[end]))
            {
                end++;
            }

            if (end == mark + 1)
            {
                continue;
            }

            var number = int.Parse(statement.Sql.AsSpan(mark + 1, end - mark - 1), CultureInfo.InvariantCulture) - 1;
            first.TryAdd(number, parameters.Count);
            parameters.Add(statement.Parameters[number]);
            text.Append(statement.Sql, copied, mark + 1 - copied);
            copied = end;
        }

        text.Append(statement.Sql, copied, statement.Sql.Length - copied);
        return new(
            text.ToString(),
            parameters
                .Select(p =>
                    p.Source is ParameterSource.RangeEnd end ? p with { Source = end with { Start = first[end.Start] } } : p
                )
                .ToSequence()
        );
    }
}

/// <summary>Names with numbered marks, from which the marks' order in the finished statement is found.</summary>
internal sealed class MariaDbNumberedNames(MariaDbNames names) : INames
{
    public int MaxBytes => names.MaxBytes;

    public string Quote(string name) => names.Quote(name);

    public string Quote(QualifiedName name) => names.Quote(name);

    public bool IsReserved(string name) => names.IsReserved(name);

    public string Literal(string text) => names.Literal(text);

    public string Parameter(int position) => string.Create(CultureInfo.InvariantCulture, $"?{position}");
}
