namespace Dbwright.Model;

/// <summary>Finds what the parts of a schema need: by their fields, by the engine's word, and by what their texts mention.</summary>
internal sealed partial class SchemaMentions(RelationalSchema schema, SchemaGraph graph)
{
    private readonly ILookup<string, PartKey> functions = ByName(
        graph,
        k => k is ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Aggregate
    );
    private readonly ILookup<string, PartKey> types = ByName(graph, k => k is ObjectKind.Type or ObjectKind.Domain);

    private readonly ILookup<string, PartKey> relations = ByName(
        graph,
        k =>
            k
                is ObjectKind.Table
                    or ObjectKind.View
                    or ObjectKind.MaterializedView
                    or ObjectKind.ForeignTable
                    or ObjectKind.VirtualTable
                    or ObjectKind.Sequence
    );

    private readonly ILookup<PartKey, ObjectId> said = schema
        .Dependencies.Select(d => (Dependent: graph.Find(d.Dependent), d.On))
        .Where(d => d.Dependent is not null)
        .ToLookup(d => d.Dependent!, d => d.On);

    /// <summary>Adds every need to the graph.</summary>
    public void Add()
    {
        foreach (var (key, part) in graph.Parts)
        {
            InNamespace(key);
            if (key.Facet.Length > 0)
            {
                var whole = graph.Find(key.Id);
                graph.Need(key, whole);
                if (whole is not null)
                {
                    graph.Contain(key, whole);
                }
            }

            OfPart(key, part);
        }

        foreach (var dependent in said)
        {
            Said(dependent.Key, [.. dependent]);
        }
    }

    private static ILookup<string, PartKey> ByName(SchemaGraph graph, Func<ObjectKind, bool> of) =>
        graph
            .Parts.Keys.Where(k => k.Facet.Length == 0 && of(k.Id.Kind))
            .Order()
            .ToLookup(k => k.Id.Name.Name, StringComparer.Ordinal);

    private static PartKey Column(QualifiedName table, string column) => new(new(ObjectKind.Column, table, column));

    private void InNamespace(PartKey key)
    {
        if (key.Id.Kind != ObjectKind.Schema && key.Id.Name.Schema.Length > 0)
        {
            graph.Need(key, new(new(ObjectKind.Schema, QualifiedName.Of(key.Id.Name.Schema))));
        }
    }

    private void OfPart(PartKey key, SchemaPart part)
    {
        switch (part)
        {
            case SchemaPart.ExtensionPart { Definition.Schema: { Length: > 0 } name }:
                graph.Need(key, new(new(ObjectKind.Schema, QualifiedName.Of(name))));
                break;
            case SchemaPart.Domain(var domain):
                OfType(key, domain.Type);
                Expression(key, domain.Default, null);
                foreach (var check in domain.Checks)
                {
                    Expression(key, check.Sql, null);
                }

                break;
            case SchemaPart.Composite(var composite):
                foreach (var attribute in composite.Attributes)
                {
                    OfType(key, attribute.Type);
                }

                break;
            case SchemaPart.OwnedBy(var sequence, var owner):
                graph.Need(key, Column(owner.Table, owner.Column));
                graph.Contain(new(new(ObjectKind.Sequence, sequence)), Column(owner.Table, owner.Column));
                break;
            case SchemaPart.RoutinePart(var routine):
                OfRoutine(key, routine);
                break;
            case SchemaPart.ViewPart(var view):
                if (!said.Contains(key))
                {
                    Words(key, view.Query, isSoft: false);
                }

                break;
            case SchemaPart.TablePart(var table):
                foreach (var parent in table.Inherits)
                {
                    graph.Need(key, graph.Relation(parent));
                }

                if (table.PartitionOf is { } partition)
                {
                    graph.Need(key, graph.Relation(partition.Parent));
                }

                Expression(key, table.PartitionBy, null);
                break;
            case SchemaPart.ColumnPart(var table, var column):
                OfColumn(key, table, column);
                break;
            case SchemaPart.ColumnDefault(var table, _, var sql):
                Expression(key, sql, null);
                break;
            case SchemaPart.ConstraintPart constraint:
                OfConstraint(key, constraint);
                break;
            case SchemaPart.Index(var table, var index):
                OfIndex(key, table, index);
                break;
            case SchemaPart.TriggerPart(var table, var trigger):
                OfTrigger(key, table, trigger);
                break;
            case SchemaPart.Other(var other):
                OfOther(key, other);
                break;
            case SchemaPart.VirtualTablePart({ ContentOf: { } content }):
                graph.Need(key, graph.Relation(content));
                break;
            default:
                break;
        }
    }

    private void OfRoutine(PartKey key, Routine routine)
    {
        // Argument and result types may be rows of relations.
        foreach (var word in SqlWords.Of($"{routine.Arguments} {routine.Returns}").Where(w => w.Kind == SqlWordKind.Name))
        {
            All(key, types[word.Text]);
            All(key, relations[word.Text].Where(r => r.Id.Kind != ObjectKind.Sequence), isSoft: !said.Contains(key));
        }

        // What a body in quotes mentions is looked at when it is made or run, and only by some languages.
        Words(key, routine.Body, isSoft: true);
    }

    private void BelongsTo(PartKey key, QualifiedName relation)
    {
        if (graph.Relation(relation) is { } owner)
        {
            graph.Need(key, owner);
            graph.Contain(key, owner);
        }
    }

    private void OfColumn(PartKey key, QualifiedName table, Column column)
    {
        BelongsTo(key, table);
        OfType(key, column.Type);
        if (column.Generated is { } generated)
        {
            Expression(key, generated.Sql, table);
        }

        if (column.Inherited && schema.Find(table) is { } child)
        {
            foreach (var parent in child.Inherits.Concat(child.PartitionOf is { } p ? [p.Parent] : []))
            {
                graph.Need(key, Column(parent, column.Name));
            }
        }
    }

    private void OfConstraint(PartKey key, SchemaPart.ConstraintPart constraint)
    {
        BelongsTo(key, constraint.Table);
        switch (constraint)
        {
            case SchemaPart.PrimaryKeyPart(_, var primary):
                Columns(key, constraint.Table, primary.Columns);
                Details(key, constraint.Table, primary.Details);
                break;
            case SchemaPart.Unique(_, var unique):
                Columns(key, constraint.Table, unique.Columns);
                Details(key, constraint.Table, unique.Details);
                break;
            case SchemaPart.Check(_, var check):
                Expression(key, check.Sql, constraint.Table);
                break;
            case SchemaPart.Exclusion(_, var exclusion):
                Expression(key, exclusion.Sql, constraint.Table);
                break;
            case SchemaPart.ForeignKeyPart(_, var foreign):
                Columns(key, constraint.Table, foreign.Columns);
                graph.Need(key, graph.Relation(foreign.ReferencedTable));
                Columns(key, foreign.ReferencedTable, foreign.ReferencedColumns);
                graph.Need(key, Referenced(foreign));
                break;
            default:
                break;
        }
    }

    private void Details(PartKey key, QualifiedName table, Sequence<Detail> details)
    {
        foreach (var detail in details.Where(d => d.Name == "include"))
        {
            Expression(key, detail.Value, table);
        }
    }

    // The key that the engine picks for a foreign key: the primary key when it is on the columns, else a unique constraint or index.
    private PartKey? Referenced(ForeignKey foreign)
    {
        if (schema.Find(foreign.ReferencedTable) is not { } table)
        {
            return null;
        }

        var wanted = foreign.ReferencedColumns.ToHashSet(StringComparer.Ordinal);
        if (table.PrimaryKey is { } primary && wanted.SetEquals(primary.Columns))
        {
            return new(new(ObjectKind.Constraint, table.Name, primary.Name));
        }

        if (table.Uniques.FirstOrDefault(u => wanted.SetEquals(u.Columns)) is { } unique)
        {
            return new(new(ObjectKind.Constraint, table.Name, unique.Name));
        }

        return
            table.Indexes.FirstOrDefault(i =>
                i.Unique
                && i.Where is null
                && i.Parts.All(p => p.Column is not null)
                && wanted.SetEquals(i.Parts.Select(p => p.Column!))
            )
                is { } index
            ? new(schema.IndexId(table.Name, index.Name))
            : null;
    }

    private void OfIndex(PartKey key, QualifiedName table, TableIndex index)
    {
        BelongsTo(key, table);
        foreach (var part in index.Parts)
        {
            if (part.Column is { } column)
            {
                graph.Need(key, Column(table, column));
            }

            Expression(key, part.Expression, table);
        }

        Columns(key, table, index.Include);
        Expression(key, index.Where, table);

        foreach (var detail in index.Details.Where(d => d.Name == "parent"))
        {
            foreach (var word in SqlWords.Of(detail.Value).Where(w => w.Kind == SqlWordKind.Name))
            {
                All(
                    key,
                    graph.Parts.Keys.Where(k =>
                        k.Id.Kind == ObjectKind.Index && k.Facet.Length == 0 && k.Id.Name.Name == word.Text
                    )
                );
            }
        }
    }

    private void OfTrigger(PartKey key, QualifiedName table, Trigger trigger)
    {
        BelongsTo(key, table);
        Columns(key, table, trigger.Columns);
        Expression(key, trigger.When, table);
        Words(key, trigger.Action, isSoft: false);
    }

    private void OfOther(PartKey key, SchemaObject other)
    {
        if (other.Id.Kind is ObjectKind.Policy or ObjectKind.Rule && graph.Relation(other.Id.Name) is { } table)
        {
            graph.Need(key, table);
            graph.Contain(key, table);
            Expression(key, other.Create, other.Id.Name);
        }

        if (!said.Contains(key))
        {
            Words(key, other.Create, isSoft: true);
        }
    }

    // What the engine says. A need of a column is one of its default, unless it is about its type or it is computed.
    private void Said(PartKey dependent, IReadOnlyList<ObjectId> on)
    {
        var text = Text(dependent);
        foreach (var id in on)
        {
            if (graph.Find(id) is not { } found)
            {
                continue;
            }

            graph.Need(OfDefault(dependent, found), found);
            if (
                text is not null
                && id.Kind is ObjectKind.Table or ObjectKind.ForeignTable
                && !on.Any(o => o.Kind == ObjectKind.Column && o.Name == id.Name)
            )
            {
                // Told of the table only, the columns are those that the text names.
                foreach (var word in SqlWords.Of(text).Where(w => w.Kind == SqlWordKind.Name))
                {
                    graph.Need(dependent, Column(id.Name, word.Text));
                }
            }
        }
    }

    private PartKey OfDefault(PartKey dependent, PartKey on)
    {
        if (
            dependent is { Id.Kind: ObjectKind.Column, Facet: "" }
            && graph.Parts[dependent] is SchemaPart.ColumnPart({ }, { Generated: null })
            && on.Id.Kind
                is not (ObjectKind.Type or ObjectKind.Domain or ObjectKind.Table or ObjectKind.Column or ObjectKind.Collation)
            && new PartKey(dependent.Id, "default") is var byDefault
            && graph.Parts.ContainsKey(byDefault)
        )
        {
            return byDefault;
        }

        return dependent;
    }

    private string? Text(PartKey key) =>
        graph.Parts[key] switch
        {
            SchemaPart.ViewPart(var view) => view.Query,
            SchemaPart.RoutinePart(var routine) when routine.StandardBody => routine.Body,
            SchemaPart.Other(var other) => other.Create,
            SchemaPart.TriggerPart(_, var trigger) => trigger.When,
            _ => null,
        };

    private void OfType(PartKey key, DataType type)
    {
        switch (type)
        {
            case DataType.Enum(var name):
                graph.Need(key, graph.Find(new(ObjectKind.Type, name)));
                break;
            case DataType.Array(var of):
                OfType(key, of);
                break;
            case DataType.Native(_, var sql):
                foreach (var word in SqlWords.Of(sql).Where(w => w.Kind == SqlWordKind.Name))
                {
                    All(key, types[word.Text]);
                    All(key, relations[word.Text].Where(r => r.Id.Kind != ObjectKind.Sequence));
                }

                break;
            default:
                break;
        }
    }

    private void Columns(PartKey key, QualifiedName table, Sequence<string> names)
    {
        foreach (var name in names)
        {
            graph.Need(key, Column(table, name));
        }
    }
}
