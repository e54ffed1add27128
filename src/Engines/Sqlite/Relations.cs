using Dbwright.Model;

namespace Dbwright.Engines;

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
