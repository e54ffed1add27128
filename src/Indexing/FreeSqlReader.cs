using System.Globalization;
using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Indexing;

/// <summary>
/// Reads the tables, comparisons, joins and order out of free SQL, word by word, without a grammar: what it does not recognise it leaves
/// out, so that it may miss an index but never invents a column.
/// </summary>
internal sealed class FreeSqlReader
{
    private static readonly HashSet<string> NoAlias = new(StringComparer.OrdinalIgnoreCase)
    {
        "where",
        "join",
        "inner",
        "left",
        "right",
        "full",
        "cross",
        "on",
        "using",
        "group",
        "order",
        "limit",
        "set",
        "union",
        "having",
        "natural",
        "window",
        "returning",
        "values",
        "fetch",
        "offset",
        "lateral",
        "for",
        "as",
        "select",
        "intersect",
        "except",
    };

    private readonly AccessPattern.FreeSql pattern;
    private readonly DatabaseDesign design;
    private readonly TableStatistics statistics;
    private readonly IndexingOptions options;
    private readonly IReadOnlyList<SqlToken> tokens;
    private readonly List<(string Alias, QualifiedName Table)> tables = [];
    private readonly Dictionary<string, TableAccess> accesses = new(StringComparer.Ordinal);
    private readonly List<(string Alias, string Column)> joined = [];

    private FreeSqlReader(
        AccessPattern.FreeSql pattern,
        DatabaseDesign design,
        TableStatistics statistics,
        IndexingOptions options
    )
    {
        this.pattern = pattern;
        this.design = design;
        this.statistics = statistics;
        this.options = options;
        tokens = SqlLexer.Read(pattern.Text);
    }

    /// <summary>The accesses of a statement, one for each table and alias in the order in which they are named.</summary>
    public static Sequence<TableAccess> Read(
        AccessPattern.FreeSql pattern,
        DatabaseDesign design,
        TableStatistics statistics,
        IndexingOptions options
    )
    {
        var reader = new FreeSqlReader(pattern, design, statistics, options);
        reader.ReadTables();
        reader.ReadComparisons();
        reader.ReadOrder();
        return reader.Finish();
    }

    private void ReadTables()
    {
        var listed = false;
        for (var i = 0; i < tokens.Count; i++)
        {
            var opens = tokens[i].Is("from") || tokens[i].Is("join") || tokens[i].Is("update") || tokens[i].Is("into");
            listed = opens ? tokens[i].Is("from") : listed && !(tokens[i].Kind == SqlTokenKind.Word && EndsList(tokens[i]));
            if (!opens && !(listed && tokens[i].Is(",")) || i + 1 >= tokens.Count)
            {
                continue;
            }

            var at = i + 1;
            if (at + 2 < tokens.Count && tokens[at + 1].Is("."))
            {
                at += 2;
            }

            if (!tokens[at].IsName || design.Schema.Tables.FirstOrDefault(t => t.Name.Name == tokens[at].Name) is not { } table)
            {
                continue;
            }

            var alias = at + 1 < tokens.Count && tokens[at + 1].Is("as") ? at + 2 : at + 1;
            var hasAlias = alias < tokens.Count && tokens[alias].IsName && !NoAlias.Contains(tokens[alias].Value);
            Add(hasAlias ? tokens[alias].Name : tokens[at].Name, table.Name);
        }
    }

    private static bool EndsList(SqlToken token) =>
        token.Is("where") || token.Is("group") || token.Is("order") || token.Is("on") || token.Is("select");

    private void Add(string alias, QualifiedName table)
    {
        if (accesses.TryAdd(alias, new TableAccess(pattern, table) { IsStart = tables.Count == 0 }))
        {
            tables.Add((alias, table));
        }
    }

    private void ReadComparisons()
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (ColumnAt(i) is not { } column || IsPartOfName(i))
            {
                continue;
            }

            var after = i + column.Length;
            if (after >= tokens.Count)
            {
                continue;
            }

            if (i >= 2 && tokens[i - 2].Kind == SqlTokenKind.Parameter)
            {
                Compare(column, Mirrored(tokens[i - 1].Value), after - 1, parameter: true);
            }

            Compare(column, tokens[after].Value.ToLowerInvariant(), after + 1, parameter: false);
        }
    }

    private bool IsPartOfName(int at) => at > 0 && tokens[at - 1].Is(".");

    private void Compare((string Alias, string Column, int Length) column, string comparison, int at, bool parameter)
    {
        var access = accesses[column.Alias];
        if (!parameter && at < tokens.Count && comparison == "=" && ColumnAt(at) is { } other)
        {
            joined.Add((column.Alias, column.Column));
            joined.Add((other.Alias, other.Column));
            return;
        }

        parameter = parameter || (at < tokens.Count && Operand(at).Kind == SqlTokenKind.Parameter);
        accesses[column.Alias] = comparison switch
        {
            "=" when parameter => access with { Equal = access.Equal.Append(column.Column).Distinct().ToSequence() },
            "=" when at < tokens.Count && tokens[at].Kind is SqlTokenKind.Text or SqlTokenKind.Number => access with
            {
                Fixed = [.. access.Fixed, Fixed(access.Table, column.Column, tokens[at])],
            },
            "in" => access with { OneOf = access.OneOf.Append(column.Column).Distinct().ToSequence() },
            "<" or "<=" or ">" or ">=" => WithRange(access, column.Column, options.OpenRangeShare),
            "between" => WithRange(access, column.Column, options.RangeShare),
            _ => access,
        };
    }

    // any(:list), cast(:value as …) and (:value) are compared with like the parameter in them.
    private SqlToken Operand(int at)
    {
        while (at + 1 < tokens.Count && (tokens[at].Is("(") || tokens[at].Is("any") || tokens[at].Is("cast")))
        {
            at++;
        }

        return tokens[at];
    }

    // Two open comparisons of one column are a range with both ends.
    private TableAccess WithRange(TableAccess access, string column, double share)
    {
        var known = access.Ranges.FirstOrDefault(r => r.Column == column);
        var others = access.Ranges.Where(r => r.Column != column);
        return access with { Ranges = [.. others, new(column, known is null ? share : options.RangeShare)] };
    }

    private FixedCondition Fixed(QualifiedName table, string column, SqlToken value)
    {
        var constant =
            value.Kind == SqlTokenKind.Text ? (object)value.Value.Trim('\'')
            : decimal.TryParse(value.Value, CultureInfo.InvariantCulture, out var n) ? n
            : 0m;
        var condition = new Condition(new([column]), ConditionOperator.Equal, [new Expression.Constant(constant)], pattern.At);
        return new(column, $"{column} = {value.Value}", statistics.FixedShare(table, column, condition), IsEquality: true);
    }

    private void ReadOrder()
    {
        var at = LastAtTop("order");
        if (at < 0 || at + 1 >= tokens.Count || !tokens[at + 1].Is("by") || LastAtTop("group") >= 0)
        {
            return;
        }

        var order = new List<OrderColumn>();
        string? alias = null;
        for (var i = at + 2; i < tokens.Count; )
        {
            if (ColumnAt(i) is not { } column || (alias is not null && alias != column.Alias))
            {
                return;
            }

            alias = column.Alias;
            i += column.Length;
            var descending = i < tokens.Count && tokens[i].Is("desc");
            order.Add(new(column.Column, descending));
            i += descending || (i < tokens.Count && tokens[i].Is("asc")) ? 1 : 0;
            if (i >= tokens.Count || !tokens[i].Is(","))
            {
                break;
            }

            i++;
        }

        var limit = LastAtTop("limit");
        if (alias is not null)
        {
            var rows =
                limit >= 0
                && limit + 1 < tokens.Count
                && int.TryParse(tokens[limit + 1].Value, CultureInfo.InvariantCulture, out var n)
                    ? n
                    : (int?)null;
            accesses[alias] = accesses[alias] with { Order = order.ToSequence(), Limit = rows };
        }
    }

    private int LastAtTop(string word)
    {
        var depth = 0;
        var found = -1;
        for (var i = 0; i < tokens.Count; i++)
        {
            depth +=
                tokens[i].Is("(") ? 1
                : tokens[i].Is(")") ? -1
                : 0;
            found = depth == 0 && tokens[i].Is(word) ? i : found;
        }

        return found;
    }

    private Sequence<TableAccess> Finish() =>
        tables
            .Select(t => accesses[t.Alias])
            .Zip(tables, (access, t) => Joined(access, t.Alias))
            .Select(a => a with { Order = a.Order.Where(o => !a.Equal.Contains(o.Column)).ToSequence() })
            .ToSequence();

    // A table without conditions of its own is entered by the columns that join it.
    private TableAccess Joined(TableAccess access, string alias)
    {
        var columns = joined.Where(j => j.Alias == alias).Select(j => j.Column).Distinct().ToList();
        var free =
            access is { Equal: [], OneOf: [], Ranges: [], IsStart: false }
            && !access.Fixed.Any(f => f.Share <= options.PartialShare);
        return free && columns.Count > 0 ? access with { Equal = [columns[0]] } : access;
    }

    private (string Alias, string Column, int Length)? ColumnAt(int at)
    {
        if (at >= tokens.Count || !tokens[at].IsName)
        {
            return null;
        }

        if (at + 2 < tokens.Count && tokens[at + 1].Is(".") && tokens[at + 2].IsName)
        {
            return accesses.TryGetValue(tokens[at].Name, out var access) && HasColumn(access.Table, tokens[at + 2].Name)
                ? (tokens[at].Name, tokens[at + 2].Name, 3)
                : null;
        }

        var holders = tables.Where(t => HasColumn(t.Table, tokens[at].Name)).ToList();
        return holders.Count == 1 ? (holders[0].Alias, tokens[at].Name, 1) : null;
    }

    private bool HasColumn(QualifiedName table, string column) => design.Schema.Find(table)?.Find(column) is not null;

    private static string Mirrored(string comparison) =>
        comparison switch
        {
            "<" => ">",
            "<=" => ">=",
            ">" => "<",
            ">=" => "<=",
            _ => comparison.ToLowerInvariant(),
        };
}
