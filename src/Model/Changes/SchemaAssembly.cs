namespace Dbwright.Model;

/// <summary>Schemas put together from parts: the way back from <see cref="SchemaParts.Of"/>.</summary>
public static class SchemaAssembly
{
    /// <summary>
    /// The schema that has exactly these parts. Columns stand in the order of the table in the first of <paramref name="known"/> that has
    /// them, others behind.
    /// </summary>
    /// <param name="parts">The parts; a part of an object that is not among them is left out.</param>
    /// <param name="known">
    /// Schemas that the parts come from: what is no part (version, the engine's word on what needs what, the definition of an empty
    /// namespace) is taken from them.
    /// </param>
    public static RelationalSchema Of(IEnumerable<SchemaPart> parts, params ReadOnlySpan<RelationalSchema> known)
    {
        var origins = known.ToArray();
        var all = parts.ToList();
        var ids = all.Where(p => p.Facet.Length == 0).Select(p => p.Id).ToHashSet();
        var comments = all.OfType<SchemaPart.Comment>().ToDictionary(c => c.On, c => c.Text);
        var places = new PartPlaces(all, comments, origins);
        var schema = new RelationalSchema(origins[0].Engine)
        {
            Version = origins[0].Version,
            Extensions = all.OfType<SchemaPart.ExtensionPart>().Select(e => e.Definition).ToSequence(),
            Enums = all.OfType<SchemaPart.Enumeration>()
                .Select(e => e.Definition with { Comment = places.Said(e.Id) })
                .ToSequence(),
            Domains = all.OfType<SchemaPart.Domain>().Select(d => d.Definition).ToSequence(),
            Composites = all.OfType<SchemaPart.Composite>().Select(c => c.Definition).ToSequence(),
            Sequences = places.Sequences(),
            Routines = all.OfType<SchemaPart.RoutinePart>()
                .Select(r => r.Definition with { Comment = places.Said(r.Id) })
                .ToSequence(),
            Views = all.OfType<SchemaPart.ViewPart>().Select(v => places.Of(v.Definition)).ToSequence(),
            Tables = all.OfType<SchemaPart.TablePart>().Select(t => places.Of(t.Definition)).ToSequence(),
            VirtualTables = all.OfType<SchemaPart.VirtualTablePart>().Select(t => t.Definition).ToSequence(),
            Objects =
            [
                .. Namespaces(origins).Where(o => ids.Contains(o.Id)),
                .. all.OfType<SchemaPart.Other>().Select(o => o.Definition),
            ],
            Dependencies = origins
                .SelectMany(o => o.Dependencies.Where(d => places.IsAs(o, d.Dependent)))
                .Distinct()
                .Where(d => places.IsThere(d.Dependent) && places.IsThere(d.On))
                .ToSequence(),
            Owners = all.OfType<SchemaPart.Owner>().Select(o => o.Definition).ToSequence(),
            Grants = all.OfType<SchemaPart.Right>().Select(r => r.Definition).ToSequence(),
            Revocations = all.OfType<SchemaPart.Revocation>().Select(r => r.Definition).ToSequence(),
        };
        return (schema with { Comments = places.Unplaced().ToSequence() }).Sorted();
    }

    private static IEnumerable<SchemaObject> Namespaces(RelationalSchema[] origins) =>
        origins.SelectMany(o => o.Objects).Where(o => o.Id.Kind == ObjectKind.Schema).DistinctBy(o => o.Id);
}

/// <summary>Where the parts of relations belong.</summary>
internal sealed class PartPlaces
{
    private readonly ILookup<QualifiedName, SchemaPart> byTable;
    private readonly Dictionary<ObjectId, string> comments;
    private readonly HashSet<ObjectId> placed = [];
    private readonly HashSet<ObjectId> ids;
    private readonly Dictionary<PartKey, SchemaPart> byKey;
    private readonly List<SchemaPart> all;
    private readonly RelationalSchema[] origins;

    public PartPlaces(List<SchemaPart> all, Dictionary<ObjectId, string> comments, RelationalSchema[] origins)
    {
        (this.all, this.comments, this.origins) = (all, comments, origins);
        byKey = all.ToDictionary(p => p.Key);
        ids = all.Where(p => p.Facet.Length == 0).Select(p => p.Id).ToHashSet();
        byTable = all.Where(p => Table(p) is not null).ToLookup(p => Table(p)!);
    }

    /// <summary>Whether an object is there; a column of a view is, and what is no part of its own (the type of many ranges).</summary>
    public bool IsThere(ObjectId id) =>
        ids.Contains(id)
        || !origins.Any(o => SchemaParts.Of(o).ContainsKey(new(id)))
        || (
            id.Kind == ObjectKind.Column
            && ids.Any(i => i.Name == id.Name && i.Kind is ObjectKind.View or ObjectKind.MaterializedView)
        );

    /// <summary>Whether an object is what it is in the schema that a part may come from.</summary>
    public bool IsAs(RelationalSchema origin, ObjectId id) =>
        !byKey.TryGetValue(new(id), out var part)
        || (SchemaParts.Of(origin).TryGetValue(new(id), out var other) && part.Equals(other));

    /// <summary>The comment on an object, which has its place from now on.</summary>
    public string? Said(ObjectId id)
    {
        placed.Add(id);
        return comments.GetValueOrDefault(id);
    }

    /// <summary>The comments that no record has taken.</summary>
    public IEnumerable<ObjectComment> Unplaced() =>
        comments.Where(c => !placed.Contains(c.Key)).Select(c => new ObjectComment(c.Key, c.Value));

    /// <summary>The sequences with what they belong to.</summary>
    public Sequence<NumberSequence> Sequences()
    {
        var owners = all.OfType<SchemaPart.OwnedBy>().ToDictionary(o => o.Sequence, o => o.Column);
        return all.OfType<SchemaPart.NumberSequencePart>()
            .Select(s => s.Definition with { OwnedBy = owners.GetValueOrDefault(s.Definition.Name) })
            .ToSequence();
    }

    /// <summary>A view with what lives in it.</summary>
    public View Of(View view) =>
        view with
        {
            Columns = view.Columns.Select(c => c with { Comment = Said(new(ObjectKind.Column, view.Name, c.Name)) }).ToSequence(),
            Indexes = Indexes(view.Name),
            Triggers = byTable[view.Name].OfType<SchemaPart.TriggerPart>().Select(t => t.Definition).ToSequence(),
            Comment = Said(view.Id),
        };

    /// <summary>A table with what lives in it.</summary>
    public Table Of(Table table)
    {
        var parts = byTable[table.Name];
        var defaults = parts.OfType<SchemaPart.ColumnDefault>().ToDictionary(d => d.Column, d => d.Sql, StringComparer.Ordinal);
        var order = origins
            .Select(o => o.Find(table.Name))
            .OfType<Table>()
            .SelectMany(t => t.Columns)
            .Select(c => c.Name)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return table with
        {
            Columns = parts
                .OfType<SchemaPart.ColumnPart>()
                .Select(c => c.Definition with { Default = defaults.GetValueOrDefault(c.Definition.Name), Comment = Said(c.Id) })
                .OrderBy(c => order.IndexOf(c.Name) is >= 0 and var at ? at : int.MaxValue)
                .ThenBy(c => c.Name, StringComparer.Ordinal)
                .ToSequence(),
            PrimaryKey = parts.OfType<SchemaPart.PrimaryKeyPart>().SingleOrDefault()?.Definition,
            Uniques = parts.OfType<SchemaPart.Unique>().Select(u => u.Definition).ToSequence(),
            Checks = parts.OfType<SchemaPart.Check>().Select(c => c.Definition).ToSequence(),
            Exclusions = parts.OfType<SchemaPart.Exclusion>().Select(e => e.Definition).ToSequence(),
            ForeignKeys = parts.OfType<SchemaPart.ForeignKeyPart>().Select(f => f.Definition).ToSequence(),
            Indexes = Indexes(table.Name),
            Triggers = parts.OfType<SchemaPart.TriggerPart>().Select(t => t.Definition).ToSequence(),
            Comment = Said(new(ObjectKind.Table, table.Name)),
        };
    }

    private Sequence<TableIndex> Indexes(QualifiedName relation) =>
        byTable[relation].OfType<SchemaPart.Index>().Select(i => i.Definition with { Comment = Said(i.Id) }).ToSequence();

    private static QualifiedName? Table(SchemaPart part) =>
        part switch
        {
            SchemaPart.ColumnPart(var table, _) => table,
            SchemaPart.ColumnDefault(var table, _, _) => table,
            SchemaPart.ConstraintPart constraint => constraint.Table,
            SchemaPart.Index(var table, _) => table,
            SchemaPart.TriggerPart(var table, _) => table,
            _ => null,
        };
}
