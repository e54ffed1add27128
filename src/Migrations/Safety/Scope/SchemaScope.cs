using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>
/// The schema at a place of the texts: what the statements of earlier files and those before this one have made. It is no judge: it knows
/// what was written, not what the database holds, and says of what it does not know that it is unknown.
/// </summary>
public sealed class SchemaScope
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

    internal ScopeTable Known(SqlObjectName name)
    {
        var key = Key(name);
        if (!tables.TryGetValue(key, out var table))
        {
            table = new(key, Names);
            // What has no name that could be read may be anything.
            if (key.Length > 0)
            {
                tables.Add(key, table);
            }
        }

        touched.Add(table);
        return table;
    }

    internal ScopeTable Create(SqlObjectName name)
    {
        Drop(Key(name));
        dropped.Remove(Key(name));
        var table = Known(name);
        table.IsNew = true;
        return table;
    }

    internal void Attach(string child, string parent)
    {
        if (!below.TryGetValue(parent, out var children))
        {
            below.Add(parent, children = []);
        }

        children.Add(child);
    }

    internal void Detach(string child, string parent) => below.GetValueOrDefault(parent)?.RemoveAll(c => Names.Equals(c, child));

    internal void Drop(string key)
    {
        if (key.Length == 0)
        {
            return;
        }

        if (below.Count > 0)
        {
            below.Remove(key);
            foreach (var children in below.Values)
            {
                children.RemoveAll(c => Names.Equals(c, key));
            }
        }

        if (tables.Remove(key, out var table))
        {
            gone[key] = table;
            foreach (var index in table.Indexes)
            {
                Forget(table, index.Name);
            }
        }

        dependents.Remove(key);
        dropped.Add(key);
    }

    // What a cascade takes along: the foreign keys that refer to a table.
    internal void DropReferences(string key)
    {
        foreach (var table in tables.Values)
        {
            table.MutableConstraints.RemoveAll(c => Names.Equals(c.References, key));
        }
    }

    // The same, and the views that read it.
    internal void DropDependents(string key)
    {
        DropReferences(key);
        foreach (var reader in dependents.Values.Where(d => d.Tables.Contains(key, Names)).ToList())
        {
            dependents.Remove(reader.Key);
        }
    }

    internal void DropSchema(string schema)
    {
        foreach (var key in tables.Keys.Concat(dependents.Keys).Where(IsIn).ToList())
        {
            Drop(key);
        }

        foreach (var key in types.Keys.Where(IsIn).ToList())
        {
            types.Remove(key);
        }

        bool IsIn(string key) => key.LastIndexOf('.') is > 0 and var dot ? Names.Equals(key[..dot], schema) : IsDefault(schema);
    }

    internal void Rename(string from, string to)
    {
        if (below.Remove(from, out var parts))
        {
            below[to] = parts;
            foreach (var part in parts)
            {
                if (tables.TryGetValue(part, out var child) && Names.Equals(child.PartitionOf, from))
                {
                    child.PartitionOf = to;
                }
            }
        }

        foreach (var children in below.Values)
        {
            if (children.RemoveAll(c => Names.Equals(c, from)) > 0)
            {
                children.Add(to);
            }
        }

        if (tables.Remove(from, out var table))
        {
            table.Key = to;
            tables[to] = table;
            Replace(table.MutableIndexes, _ => true, i => i with { Table = to });
        }

        // PostgreSQL and SQLite take the new name into the views, MariaDB and MySQL do not.
        if (dialect != SqlDialect.MariaDb)
        {
            foreach (var reader in dependents.Values.Where(d => d.Tables.Contains(from, Names)).ToList())
            {
                dependents[reader.Key] = reader with
                {
                    Tables = reader.Tables.Select(t => Names.Equals(t, from) ? to : t).ToList(),
                    Columns = reader.Columns.Select(c => Names.Equals(c.Table, from) ? c with { Table = to } : c).ToList(),
                };
            }
        }

        foreach (var other in tables.Values)
        {
            Replace(other.MutableConstraints, c => Names.Equals(c.References, from), c => c with { References = to });
        }

        if (dependents.Remove(from, out var dependent))
        {
            dependents[to] = dependent with { Key = to };
        }

        dropped.Add(from);
        dropped.Remove(to);
    }

    internal void Add(ScopeType type)
    {
        types[type.Key] = type;
        newTypes.Add(type.Key);
        dropped.Remove(type.Key);
    }

    internal void RemoveType(string key) => types.Remove(key);

    internal void Add(ScopeDependent dependent)
    {
        dependents[dependent.Key] = dependent;
        newDependents.Add(dependent.Key);
        dropped.Remove(dependent.Key);
    }

    internal void RemoveDependent(string key) => dependents.Remove(key);

    // Only PostgreSQL has triggers of one name on several tables, and says which is meant.
    internal void RemoveTrigger(string name, string? table)
    {
        var end = $".{name}";
        var key = table is null
            ? dependents
                .Values.FirstOrDefault(d => d.Kind == "trigger" && d.Key.EndsWith(end, StringComparison.OrdinalIgnoreCase))
                ?.Key
            : $"{table}.{name}";
        if (key is not null)
        {
            dependents.Remove(key);
        }
    }

    internal void Add(ScopeTable table, ScopeIndex index)
    {
        table.MutableIndexes.Add(index);
        if (index.Name.Length > 0)
        {
            indexed[index.Name] = table;
            dropped.Remove(index.Name);
        }
    }

    internal void RenameColumn(string table, string from, string to)
    {
        if (dialect == SqlDialect.MariaDb)
        {
            return;
        }

        foreach (var reader in Readers(table, from).ToList())
        {
            dependents[reader.Key] = reader with
            {
                Columns = reader
                    .Columns.Select(c =>
                        Names.Equals(c.Table, table) && Names.Equals(c.Column, from) ? c with { Column = to } : c
                    )
                    .ToList(),
            };
        }
    }

    internal void DropIndex(string key)
    {
        if (indexed.TryGetValue(key, out var table))
        {
            DropIndex(table, key);
        }
    }

    internal void DropIndex(ScopeTable table, string key)
    {
        table.MutableIndexes.RemoveAll(i => Names.Equals(i.Name, key));
        Forget(table, key);
    }

    // On MariaDB other tables may have an index of that name.
    private void Forget(ScopeTable table, string index)
    {
        if (indexed.GetValueOrDefault(index) == table)
        {
            indexed.Remove(index);
        }
    }

    // From here on everything is old: the next file begins.
    internal void EndFile()
    {
        foreach (var table in touched)
        {
            if (table.IsTemporary)
            {
                continue;
            }

            table.IsNew = false;
            Replace(table.MutableColumns, c => c.IsNew, c => c with { IsNew = false });
            Replace(table.MutableConstraints, c => c.IsNew, c => c with { IsNew = false });
            Replace(table.MutableIndexes, i => i.IsNew, i => i with { IsNew = false });
        }

        foreach (var key in newTypes)
        {
            if (types.TryGetValue(key, out var type))
            {
                types[key] = type with { IsNew = false };
            }
        }

        foreach (var key in newDependents)
        {
            if (dependents.TryGetValue(key, out var dependent))
            {
                dependents[key] = dependent with { IsNew = false };
            }
        }

        IsFirstFile = false;
        touched.Clear();
        gone.Clear();
        newTypes.Clear();
        newDependents.Clear();
    }

    internal static void Replace<T>(List<T> items, Func<T, bool> which, Func<T, T> by)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (which(items[i]))
            {
                items[i] = by(items[i]);
            }
        }
    }

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
