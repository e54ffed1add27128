using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Execution plans of SQLite, from EXPLAIN QUERY PLAN. It tells neither estimated nor actual rows, so running the statement would add
/// nothing and it is never run.
/// </summary>
public sealed class SqlitePlanReader : IPlanReader
{
    /// <inheritdoc />
    public async Task<PlanNode> ReadAsync(
        ISession session,
        Statement statement,
        IReadOnlyList<object?> values,
        bool run,
        CancellationToken cancellation
    )
    {
        var rows = await session.QueryAsync($"explain query plan {statement.Sql}", values, cancellation);
        var schema = await new SqliteInspector().ReadAsync(session, cancellation);
        var automatic = await session.QueryAsync(
            """
            select m.name, i.name, c.name
            from sqlite_master as m, pragma_index_list(m.name) as i, pragma_index_info(i.name) as c
            where m.type = 'table' and i.origin in ('u', 'pk')
            order by m.name, i.name, c.seqno
            """,
            [],
            cancellation
        );
        var relations = new SqliteRelations(
            schema,
            statement.Sql,
            automatic
                .GroupBy(a => (string)a[1]!, StringComparer.Ordinal)
                .ToDictionary(
                    i => i.Key,
                    i => ((string)i.First()[0]!, i.Select(c => (string)c[2]!).ToArray()),
                    StringComparer.Ordinal
                )
        );
        return new SqlitePlanTree(rows, relations).Read(statement.Sql);
    }
}

/// <summary>Which table an alias of a statement means, and which constraint an index that has no name of its own.</summary>
/// <param name="schema">The schema.</param>
/// <param name="sql">The statement.</param>
/// <param name="automatic">The indexes that SQLite made for constraints, with table and columns.</param>
internal sealed class SqliteRelations(
    RelationalSchema schema,
    string sql,
    IReadOnlyDictionary<string, (string Table, string[] Columns)> automatic
)
{
    private readonly Dictionary<string, string> aliases = Aliases(schema, sql);

    /// <summary>The names and aliases of tables.</summary>
    public IEnumerable<string> Relations => aliases.Keys;

    /// <summary>The names of all indexes.</summary>
    public IEnumerable<string> Indexes => schema.Tables.SelectMany(t => t.Indexes).Select(i => i.Name).Concat(automatic.Keys);

    /// <summary>The name at the beginning of a text: the longest known one that stands there, else the first word.</summary>
    public static string NameAt(string text, IEnumerable<string> known) =>
        known
            .Where(n =>
                text.StartsWith(n, StringComparison.OrdinalIgnoreCase) && (text.Length == n.Length || text[n.Length] == ' ')
            )
            .MaxBy(n => n.Length)
            is { } name
            ? text[..name.Length]
            : text.Split(' ', 2)[0];

    /// <summary>The table that a name or alias means; none for subqueries and table functions.</summary>
    public string? Table(string relation) => aliases.GetValueOrDefault(relation);

    /// <summary>Whether it is a table of a module.</summary>
    public bool IsVirtual(string table) => schema.VirtualTables.Any(t => IsSame(t.Name.Name, table));

    /// <summary>The name of the primary key of a table.</summary>
    public string? Key(string table) => schema.Tables.FirstOrDefault(t => IsSame(t.Name.Name, table))?.PrimaryKey?.Name;

    /// <summary>The constraint that an index belongs to, or the index's own name.</summary>
    public string Index(string index)
    {
        if (
            !automatic.TryGetValue(index, out var made)
            || schema.Tables.FirstOrDefault(t => IsSame(t.Name.Name, made.Table)) is not { } table
        )
        {
            return index;
        }

        var named =
            table.PrimaryKey is { } key && HasColumns(key.Columns, made.Columns)
                ? key.Name
                : table.Uniques.FirstOrDefault(u => HasColumns(u.Columns, made.Columns))?.Name;
        return string.IsNullOrEmpty(named) ? index : named;
    }

    private static Dictionary<string, string> Aliases(RelationalSchema schema, string sql)
    {
        var tables = schema
            .Tables.Select(t => t.Name.Name)
            .Concat(schema.VirtualTables.Select(t => t.Name.Name))
            .ToDictionary(t => t, t => t, StringComparer.OrdinalIgnoreCase);
        var known = new Dictionary<string, string>(tables, StringComparer.OrdinalIgnoreCase);
        var names = new SqliteNames();
        var tokens = SqliteLexer.Read(sql).Where(t => t.Kind != SqliteTokenKind.Comment).ToList();
        for (var i = 0; i + 1 < tokens.Count; i++)
        {
            var isTable =
                tokens[i].Kind is SqliteTokenKind.Word or SqliteTokenKind.Name
                && tables.ContainsKey(tokens[i].Value)
                && (i == 0 || !tokens[i - 1].Is("."))
                && !tokens[i + 1].Is(".");
            var alias = isTable && tokens[i + 1].Is("as") && i + 2 < tokens.Count ? tokens[i + 2] : tokens[i + 1];
            if (
                isTable
                && (alias.Kind == SqliteTokenKind.Name || (alias.Kind == SqliteTokenKind.Word && !names.IsReserved(alias.Value)))
            )
            {
                known.TryAdd(alias.Value, tables[tokens[i].Value]);
            }
        }

        return known;
    }

    private static bool HasColumns(Sequence<string> columns, string[] others) =>
        columns.SequenceEqual(others, StringComparer.OrdinalIgnoreCase);

    private static bool IsSame(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Makes the tree of a plan from its rows: id, parent, unused, detail.</summary>
internal sealed class SqlitePlanTree(IReadOnlyList<object?[]> rows, SqliteRelations relations)
{
    private const string Table = "TABLE ";
    private const string As = "AS ";

    private static readonly string[] Accesses = ["SCAN ", "SEARCH "];

    /// <summary>The plan of a statement.</summary>
    public PlanNode Read(string sql)
    {
        var plan = Below(0) ?? new PlanNode(PlanOperation.Other, "no plan");
        var words = SqliteLexer.Read(sql).Where(t => t.Kind != SqliteTokenKind.Comment).ToList();
        var verb = words.Find(t => t.Is("insert") || t.Is("update") || t.Is("delete") || t.Is("replace"));
        // A select can only begin with one of two words; inside it those verbs do not occur but as names.
        var isWrite = verb.Value is not null && !words[0].Is("select") && !words[0].Is("values");
        return isWrite
            ? new(PlanOperation.Modify, verb.Value!.ToUpperInvariant())
            {
                Relation = words.Select(w => relations.Table(w.Value)).FirstOrDefault(t => t is not null),
                Children = rows.Count > 0 ? [plan] : [],
            }
            : plan;
    }

    // The rows of one level run from the first to the last: tables are joined in that order, then sorted or grouped.
    private PlanNode? Below(long parent)
    {
        var inputs = new List<PlanNode>();
        foreach (var row in rows.Where(r => Number(r[1]) == parent))
        {
            var node = Node((string)row[3]!, Number(row[0]));
            if (node.Operation is PlanOperation.Sort or PlanOperation.Aggregate && inputs.Count > 0)
            {
                inputs = [node with { Children = [Joined(inputs), .. node.Children] }];
            }
            else
            {
                inputs.Add(node);
            }
        }

        return inputs.Count == 0 ? null : Joined(inputs);
    }

    private static PlanNode Joined(List<PlanNode> inputs) =>
        inputs.Count == 1
            ? inputs[0]
            : new(inputs.Count(IsAccess) > 1 ? PlanOperation.Join : PlanOperation.Other, "nested loops")
            {
                Children = inputs.ToSequence(),
            };

    private static bool IsAccess(PlanNode node) => node.Relation is not null || node.Operation == PlanOperation.Join;

    private PlanNode Node(string detail, long id)
    {
        var children = Below(id) is { } below ? (Sequence<PlanNode>)[below] : [];
        if (detail.StartsWith("USE TEMP B-TREE", StringComparison.Ordinal))
        {
            var sorts = detail.Contains("ORDER BY", StringComparison.Ordinal);
            return new(sorts ? PlanOperation.Sort : PlanOperation.Aggregate, detail) { Children = children };
        }

        return Array.Find(Accesses, a => detail.StartsWith(a, StringComparison.Ordinal)) is { } access
            ? Access(detail[access.Length..], detail) with
            {
                Children = children,
            }
            : Other(detail, id, children);
    }

    private PlanNode Access(string said, string detail)
    {
        // Before 3.36 the table came with its alias. Names stand there without quotes, whatever they are.
        var rest = said.StartsWith(Table, StringComparison.Ordinal) ? said[Table.Length..] : said;
        var relation = SqliteRelations.NameAt(rest, relations.Relations);
        var how = rest[relation.Length..].TrimStart();
        if (how.StartsWith(As, StringComparison.Ordinal))
        {
            relation = SqliteRelations.NameAt(how[As.Length..], relations.Relations);
            how = how[(As.Length + relation.Length)..].TrimStart();
        }

        var table = relations.Table(relation);
        var node = new PlanNode(PlanOperation.Other, detail) { Relation = relation };
        if (table is null)
        {
            return node;
        }

        if (how.StartsWith("VIRTUAL TABLE INDEX", StringComparison.Ordinal))
        {
            return relations.IsVirtual(table) ? node with { Operation = PlanOperation.IndexScan, Index = table } : node;
        }

        var isOnly = how.StartsWith("USING COVERING INDEX ", StringComparison.Ordinal);
        if (isOnly || how.StartsWith("USING INDEX ", StringComparison.Ordinal))
        {
            var index = SqliteRelations.NameAt(how[(how.IndexOf(" INDEX ", StringComparison.Ordinal) + 7)..], relations.Indexes);
            return node with
            {
                Operation = isOnly ? PlanOperation.IndexOnlyScan : PlanOperation.IndexScan,
                Index = relations.Index(index),
            };
        }

        var isKey =
            how.StartsWith("USING INTEGER PRIMARY KEY", StringComparison.Ordinal)
            || how.StartsWith("USING PRIMARY KEY", StringComparison.Ordinal);
        // An automatic index is made of the whole table every time.
        return isKey
            ? node with
            {
                Operation = PlanOperation.IndexScan,
                Index = relations.Key(table),
            }
            : node with
            {
                Operation = PlanOperation.TableScan,
            };
    }

    private PlanNode Other(string detail, long id, Sequence<PlanNode> children)
    {
        if (detail != "MULTI-INDEX OR")
        {
            return new(PlanOperation.Other, detail) { Children = children };
        }

        var parts = rows.Where(r => Number(r[1]) == id).Select(r => Node((string)r[3]!, Number(r[0]))).ToSequence();
        return new(PlanOperation.BitmapScan, detail)
        {
            Relation = parts.SelectMany(p => p.Walk()).Select(p => p.Relation).FirstOrDefault(r => r is not null),
            Children = parts,
        };
    }

    private static long Number(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
