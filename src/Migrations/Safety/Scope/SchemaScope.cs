using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>
/// The schema at a place of the texts: what the statements of earlier files and those before this one have made. It is no judge: it knows
/// what was written, not what the database holds, and says of what it does not know that it is unknown.
/// </summary>
public sealed partial class SchemaScope
{
    private readonly SqlDialect dialect;
    private readonly Dictionary<string, ScopeTable> tables;
    private readonly Dictionary<string, ScopeType> types;
    private readonly Dictionary<string, ScopeDependent> dependents;
    private readonly Dictionary<string, ScopeTable> indexed;
    private readonly HashSet<string> dropped;
    private readonly Dictionary<string, List<string>> below;
    private readonly Dictionary<string, ScopeTable> gone;
    private readonly HashSet<ScopeTable> touched = [];
    private readonly List<string> newTypes = [];
    private readonly List<string> newDependents = [];

    /// <summary>A scope in which nothing is known.</summary>
    public SchemaScope(SqlDialect dialect)
    {
        this.dialect = dialect;
        Names = dialect == SqlDialect.PostgreSql ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
        tables = new(Names);
        types = new(Names);
        dependents = new(Names);
        indexed = new(Names);
        dropped = new(Names);
        below = new(Names);
        gone = new(Names);
    }

    /// <summary>How names are compared.</summary>
    public StringComparer Names { get; }

    /// <summary>The tables that the texts speak of.</summary>
    public IReadOnlyCollection<ScopeTable> Tables => tables.Values;

    /// <summary>The types and domains that the texts create.</summary>
    public IReadOnlyCollection<ScopeType> Types => types.Values;

    /// <summary>Views, routines and triggers that the texts create.</summary>
    public IReadOnlyCollection<ScopeDependent> Dependents => dependents.Values;

    /// <summary>The tables that the file that is being read dropped, by their keys: as they were.</summary>
    public IReadOnlyDictionary<string, ScopeTable> Gone => gone;

    /// <summary>The foreign keys that refer to a table, with their tables, as far as the texts tell.</summary>
    public IEnumerable<(ScopeTable Table, SqlReference To)> Referring(string key)
    {
        foreach (var table in tables.Values)
        {
            foreach (var constraint in table.Constraints)
            {
                if (constraint.Definition?.References is { } to && key.Length > 0 && Names.Equals(constraint.References, key))
                {
                    yield return (table, to);
                }
            }
        }
    }

    /// <summary>What reads a column of a table, as far as the texts tell.</summary>
    public IEnumerable<ScopeDependent> Readers(string table, string column) =>
        dependents.Values.Where(d =>
            d.Columns.Any(c => Names.Equals(c.Table, table) && (c.Column == ColumnRead.All || Names.Equals(c.Column, column)))
        );

    /// <summary>The key of a name: without the schema where it is the default one.</summary>
    public string Key(SqlObjectName name) =>
        name.Parts.Count < 2 || IsDefault(name.Parts[^2].Value) ? name.Name : $"{name.Parts[^2].Value}.{name.Name}";

    /// <summary>The table of that name; <see langword="null"/> when no text spoke of it.</summary>
    public ScopeTable? Table(SqlObjectName name) => tables.GetValueOrDefault(Key(name));

    /// <summary>The table of that key; <see langword="null"/> when no text spoke of it.</summary>
    public ScopeTable? Table(string key) => tables.GetValueOrDefault(key);

    /// <summary>The index of that name; <see langword="null"/> when no text spoke of it.</summary>
    public ScopeIndex? Index(SqlObjectName name) => Index(Key(name));

    /// <summary>The index of that key; <see langword="null"/> when no text spoke of it.</summary>
    public ScopeIndex? Index(string key) =>
        indexed.GetValueOrDefault(key)?.Indexes.FirstOrDefault(i => Names.Equals(i.Name, key));

    /// <summary>The type of that name; <see langword="null"/> when no text creates it.</summary>
    public ScopeType? Type(string key) =>
        types.GetValueOrDefault(IsDefaultPrefix(key) ? key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..] : key);

    /// <summary>The view, routine or trigger of that key; <see langword="null"/> when no text creates it.</summary>
    public ScopeDependent? Dependent(string key) => dependents.GetValueOrDefault(key);

    /// <summary>
    /// The keys of the tables below a table, of all levels: its partitions, and the tables that inherit from it, as far as the texts tell.
    /// </summary>
    public IReadOnlyList<string> Below(string key)
    {
        if (below.Count == 0 || !below.ContainsKey(key))
        {
            return [];
        }

        var found = new List<string>();
        for (var at = -1; at < found.Count; at++)
        {
            foreach (var child in below.GetValueOrDefault(at < 0 ? key : found[at], []))
            {
                if (!found.Contains(child, Names))
                {
                    found.Add(child);
                }
            }
        }

        return found;
    }

    /// <summary>Whether no file was read to its end yet.</summary>
    public bool IsFirstFile { get; private set; } = true;

    /// <summary>Whether a text has changed the schema that names without one belong to: a name does not tell one object any more.</summary>
    public bool IsElsewhere { get; internal set; }

    /// <summary>The key that an index will have.</summary>
    public string Key(CreateIndexStatement index)
    {
        if (index.Name is not { } name)
        {
            return "";
        }

        // On PostgreSQL and SQLite an index is in the schema of its table.
        var table = Key(index.Table);
        return name.Schema is null && dialect != SqlDialect.MariaDb && table.LastIndexOf('.') is > 0 and var dot
            ? $"{table[..dot]}.{name.Name}"
            : Key(name);
    }

    /// <summary>Whether the file that is being read creates the table.</summary>
    public bool IsNew(SqlObjectName name) => Table(name) is { IsNew: true };

    /// <summary>Whether a text dropped the object and none has created it again.</summary>
    public bool IsDropped(SqlObjectName name) => IsDropped(Key(name));

    /// <summary>Whether a text dropped the object of that key and none has created it again.</summary>
    public bool IsDropped(string key) => dropped.Contains(key);

    internal SqlDialect Dialect => dialect;

    private bool IsDefault(string schema) =>
        dialect switch
        {
            SqlDialect.PostgreSql => schema == "public",
            SqlDialect.Sqlite => schema.Equals("main", StringComparison.OrdinalIgnoreCase),
            _ => false,
        };

    private bool IsDefaultPrefix(string key) =>
        key.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && IsDefault(key[..dot]);
}
