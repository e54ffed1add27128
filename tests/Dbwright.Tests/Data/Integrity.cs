using Dbwright.Data;
using Dbwright.Model;

namespace Dbwright.Tests.Data;

/// <summary>Checks generated rows against the constraints of their schema, as a database would.</summary>
internal static class Integrity
{
    /// <summary>What does not hold; empty when everything does.</summary>
    public static List<string> Violations(RelationalSchema schema, RowGenerator generator)
    {
        var violations = new List<string>();
        var keys = new Dictionary<string, HashSet<string>>();
        foreach (var name in generator.LoadOrder)
        {
            var table = schema.Find(name)!;
            var source = generator.Source(name);
            var rows = Rows.Of(generator, name.Name);
            int At(string column) => source.Columns.ToList().IndexOf(column);
            foreach (var column in table.Columns.Where(c => !c.Nullable && At(c.Name) >= 0))
            {
                var index = At(column.Name);
                if (rows.Exists(r => r[index] is null))
                {
                    violations.Add($"{name}.{column.Name} is null");
                }
            }

            var uniques = table
                .Uniques.Select(u => (u.Name, u.Columns))
                .Concat(table.Indexes.Where(i => i.Unique).Select(i => (i.Name, i.Parts.Select(p => p.Column!).ToSequence())))
                .Concat(table.PrimaryKey is { } key ? [(key.Name, key.Columns)] : []);
            foreach (var (constraint, columns) in uniques)
            {
                var indexes = columns.Select(At).ToArray();
                var seen = new HashSet<string>(StringComparer.Ordinal);
                var duplicates = rows.Count(r => indexes.All(i => r[i] is not null) && !seen.Add(Key(r, indexes)));
                if (duplicates > 0)
                {
                    violations.Add($"{name}: {constraint} has {duplicates} duplicates");
                }
            }

            foreach (var reference in table.ForeignKeys)
            {
                var indexes = reference.Columns.Select(At).ToArray();
                var id = $"{reference.ReferencedTable}({string.Join(',', reference.ReferencedColumns)})";
                if (!keys.TryGetValue(id, out var known))
                {
                    var parent = generator.Source(reference.ReferencedTable);
                    var parentIndexes = reference.ReferencedColumns.Select(c => parent.Columns.ToList().IndexOf(c)).ToArray();
                    known = [.. Rows.Of(generator, reference.ReferencedTable.Name).Select(r => Key(r, parentIndexes))];
                    keys[id] = known;
                }

                var orphans = rows.Count(r => indexes.All(i => r[i] is not null) && !known.Contains(Key(r, indexes)));
                if (orphans > 0)
                {
                    violations.Add($"{name}: {reference.Name} has {orphans} orphans");
                }
            }
        }

        return violations;
    }

    private static string Key(object?[] row, int[] indexes) => string.Join('|', indexes.Select(i => row[i]));
}
