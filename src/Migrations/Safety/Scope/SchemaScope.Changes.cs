using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <content>What statements do to it.</content>
public sealed partial class SchemaScope
{
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
}
