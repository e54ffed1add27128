using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>
/// A data profile for a schema that nobody described: volumes from each table's place in the graph of foreign keys, meanings from types and
/// names, shares of nulls.
/// </summary>
public static class ProfileInference
{
    private const double UsualNullShare = 0.15;

    /// <summary>The profile. Partitions get their rows through the table that they are part of.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="size">How much there is to be.</param>
    /// <param name="rows">Tables whose number of rows is given.</param>
    /// <param name="scale">Multiplies the inferred numbers of rows.</param>
    public static DataProfile For(
        RelationalSchema schema,
        SeedSize size,
        IReadOnlyDictionary<QualifiedName, long> rows,
        decimal scale
    )
    {
        var tables = schema.Tables.Where(t => t.PartitionOf is null).ToList();
        var types = new TypeDirectory(schema);
        var depths = new Dictionary<QualifiedName, int>();
        return new(
            tables
                .Select(t => new TableProfile(
                    t.Name,
                    rows.TryGetValue(t.Name, out var given) ? given : Math.Max(1, (long)(Volume(t) * scale))
                )
                {
                    Columns = t.Columns.Select(c => Column(t, c)).ToSequence(),
                    References = t
                        .ForeignKeys.Select(f => new ReferenceProfile(f.Name)
                        {
                            NullShare = f.Columns.Any(c => t.Find(c) is { Nullable: true }) ? UsualNullShare : 0,
                            Unique = IsUnique(t, f.Columns),
                        })
                        .ToSequence(),
                })
                .ToSequence()
        );

        ColumnProfile Column(Table table, Column column) =>
            new(column.Name, Meaning(table, column))
            {
                Part = IsNumbered(table, column, types) ? ColumnPart.Key : ColumnMeaning.PartOf(column.Name),
                NullShare = column.Nullable ? UsualNullShare : 0,
                Unique = IsUnique(table, [column.Name]),
            };

        SemanticType Meaning(Table table, Column column) =>
            types.Enum(types.Base(column.Type)) is { } labels
                ? new SemanticType(SemanticKind.Enum) { Values = labels }
                : ColumnMeaning.Of(table, column, types.Base(column.Type));

        long Volume(Table table)
        {
            var depth = Depth(table, []);
            if (depth == 0 && IsList(table))
            {
                return size switch
                {
                    SeedSize.Minimal => 3,
                    SeedSize.Full => 20,
                    _ => 50,
                };
            }

            var (least, factor) = size switch
            {
                SeedSize.Minimal => (4L, 2L),
                SeedSize.Full => (200L, 5L),
                _ => (5_000L, 8L),
            };
            for (var level = Math.Min(depth, 3); level > 0; level--)
            {
                least *= factor;
            }

            return least;
        }

        // Nothing but a name or code that others refer to: statuses, countries, categories.
        bool IsList(Table table) =>
            table.Columns.Count <= 4
            && !table.Columns.Any(c => c.Type is DataType.Timestamp)
            && tables.Any(t => t.ForeignKeys.Any(f => f.ReferencedTable == table.Name));

        int Depth(Table table, HashSet<QualifiedName> path)
        {
            if (depths.TryGetValue(table.Name, out var known))
            {
                return known;
            }

            if (!path.Add(table.Name))
            {
                return 0;
            }

            var depth = table
                .ForeignKeys.Where(f => f.ReferencedTable != table.Name)
                .Select(f => tables.FirstOrDefault(t => t.Name == f.ReferencedTable))
                .OfType<Table>()
                .Select(t => 1 + Depth(t, path))
                .DefaultIfEmpty(0)
                .Max();
            path.Remove(table.Name);
            return depths[table.Name] = depth;
        }
    }

    /// <summary>What the engine would number by itself, and whole numbers or UUIDs that are the key by themselves.</summary>
    internal static bool IsNumbered(Table table, Column column, TypeDirectory types) =>
        types.Base(column.Type) is DataType.Integer or DataType.Uuid
        && !table.ForeignKeys.Any(f => f.Columns.Contains(column.Name))
        && (
            column.Identity is not null
            || (column.Default?.StartsWith("nextval(", StringComparison.OrdinalIgnoreCase) ?? false)
            || table.PrimaryKey is { Columns: [var only] } && only == column.Name
        );

    private static bool IsUnique(Table table, Sequence<string> columns) =>
        (table.PrimaryKey is { } key && Same(key.Columns, columns))
        || table.Uniques.Any(u => Same(u.Columns, columns))
        || table.Indexes.Any(i => i.Unique && i.Where is null && Same(i.Parts.Select(p => p.Column ?? "").ToSequence(), columns));

    private static bool Same(Sequence<string> a, Sequence<string> b) => a.Count == b.Count && a.All(b.Contains);
}
