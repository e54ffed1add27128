using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>A table with its partitions, under names that let it stand beside another one of the same name.</summary>
internal sealed class TableFamily
{
    private readonly Dictionary<QualifiedName, QualifiedName> named;

    private TableFamily(RelationalSchema schema, Sequence<Change.Renamed> renames, Sequence<QualifiedName> members)
    {
        (Schema, Renames) = (RenameMap.Of(renames).Apply(schema), renames);
        named = renames.Where(r => r.From.Kind == ObjectKind.Table).ToDictionary(r => r.From.Name, r => r.To.Name);
        Members = members.Select(Named).ToSequence();
    }

    /// <summary>The schema that it is from, with it under these names.</summary>
    public RelationalSchema Schema { get; }

    /// <summary>The renames, wholes first.</summary>
    public Sequence<Change.Renamed> Renames { get; }

    /// <summary>The tables under these names.</summary>
    public Sequence<QualifiedName> Members { get; }

    /// <summary>What a table of the family is called.</summary>
    public QualifiedName Named(QualifiedName table) => named.GetValueOrDefault(table, table);

    /// <summary>The family of a table; what has a name that the other schema's family has too gets another.</summary>
    public static TableFamily Of(RelationalSchema schema, QualifiedName root, RelationalSchema other, string suffix)
    {
        var taken = Tables(other, root).SelectMany(t => Relations(t).Append(t.Name)).ToHashSet();
        var renames = new List<Change.Renamed>();
        var members = Tables(schema, root);
        foreach (var table in members)
        {
            var now = taken.Contains(table.Name) ? New(table.Name) : table.Name;
            if (now != table.Name)
            {
                renames.Add(new(new(ObjectKind.Table, table.Name), new(ObjectKind.Table, now)));
            }

            foreach (var index in table.Indexes.Select(i => table.Name with { Name = i.Name }).Where(taken.Contains))
            {
                renames.Add(new(new(ObjectKind.Index, index), new(ObjectKind.Index, New(index))));
            }

            foreach (var constraint in Indexed(table).Where(c => taken.Contains(table.Name with { Name = c })))
            {
                renames.Add(
                    new(
                        new(ObjectKind.Constraint, table.Name, constraint),
                        new(ObjectKind.Constraint, now, ObjectNames.Shorten(constraint + suffix))
                    )
                );
            }
        }

        return new(
            schema,
            renames.OrderBy(r => r.From.Part.Length > 0 ? 1 : 0).ToSequence(),
            members.Select(m => m.Name).ToSequence()
        );

        QualifiedName New(QualifiedName old) => old with { Name = ObjectNames.Shorten(old.Name + suffix) };
    }

    /// <summary>What stands beside the other table: all but what fires, permits or numbers.</summary>
    public IEnumerable<SchemaPart> Copies()
    {
        var graph = SchemaGraph.Of(Schema);
        return Members.SelectMany(m => Parts(graph, m)).Select(k => graph.Parts[k]).Where(IsCopied);
    }

    /// <summary>The parts of a table and its partitions.</summary>
    public static IEnumerable<PartKey> Parts(SchemaGraph graph, RelationalSchema schema, QualifiedName root) =>
        Tables(schema, root).SelectMany(t => Parts(graph, t.Name)).Distinct();

    /// <summary>Foreign keys of other tables that refer to a table or a partition of it.</summary>
    public static List<(QualifiedName Table, ForeignKey Foreign)> References(RelationalSchema schema, QualifiedName root)
    {
        var members = Tables(schema, root).Select(t => t.Name).ToHashSet();
        return schema
            .Tables.Where(t => !members.Contains(t.Name))
            .SelectMany(t => t.ForeignKeys.Where(f => members.Contains(f.ReferencedTable)).Select(f => (t.Name, f)))
            .ToList();
    }

    private static IEnumerable<PartKey> Parts(SchemaGraph graph, QualifiedName table)
    {
        var key = new PartKey(new(ObjectKind.Table, table));
        return graph.Holds(key).Prepend(key);
    }

    private static bool IsCopied(SchemaPart part) =>
        part switch
        {
            SchemaPart.Comment or SchemaPart.Owner => part.Id.Kind
                is ObjectKind.Table
                    or ObjectKind.Column
                    or ObjectKind.Constraint
                    or ObjectKind.Index,
            SchemaPart.TablePart
            or SchemaPart.ColumnPart
            or SchemaPart.ColumnDefault
            or SchemaPart.ConstraintPart
            or SchemaPart.Index => true,
            _ => false,
        };

    private static List<Table> Tables(RelationalSchema schema, QualifiedName root)
    {
        var found = schema.Tables.Where(t => t.Name == root).ToList();
        for (var i = 0; i < found.Count; i++)
        {
            var parent = found[i].Name;
            found.AddRange(schema.Tables.Where(t => t.PartitionOf?.Parent == parent));
        }

        return found;
    }

    // Those that have an index, and with it a name among the relations.
    private static IEnumerable<string> Indexed(Table table) =>
        [
            .. table.PrimaryKey is { } key ? [key.Name] : Array.Empty<string>(),
            .. table.Uniques.Select(u => u.Name),
            .. table.Exclusions.Select(e => e.Name),
        ];

    private static IEnumerable<QualifiedName> Relations(Table table) =>
        table.Indexes.Select(i => i.Name).Concat(Indexed(table)).Select(n => table.Name with { Name = n });
}
