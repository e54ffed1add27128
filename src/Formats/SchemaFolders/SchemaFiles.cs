using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>Which object of a schema stands in which file, and the order of the files.</summary>
internal sealed class SchemaFiles
{
    private readonly SchemaGraph graph;
    private readonly Dictionary<PartKey, string> fileOf = [];
    private readonly Dictionary<string, string> owners = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Places every object.</summary>
    public SchemaFiles(RelationalSchema schema)
    {
        graph = SchemaGraph.Of(schema);
        foreach (var key in graph.Parts.Keys.Order())
        {
            if (Place(graph.Parts[key]) is var (folder, name))
            {
                fileOf[key] = PathOf(folder, name);
            }
        }

        var (order, circle, _) = Order();
        if (circle.Count > 0)
        {
            // Tables that refer to each other: their foreign keys and triggers come after all of them.
            foreach (var key in fileOf.Keys.ToList())
            {
                if (circle.Contains(fileOf[key]) && graph.Parts[key] is SchemaPart.ForeignKeyPart or SchemaPart.TriggerPart)
                {
                    fileOf[key] = PathOf("links", $"{key.Id.Name}");
                }
            }

            (order, _, var left) = Order();
            order.AddRange(left);
        }

        var parts = fileOf.GroupBy(f => f.Value, f => f.Key).ToDictionary(g => g.Key, g => g.ToList());
        Files = order.Select(path => (path, Ordered(parts[path]))).ToSequence();
    }

    /// <summary>The files in an order that runs, each with its objects in their order.</summary>
    public Sequence<(string Path, Sequence<SchemaPart> Parts)> Files { get; }

    /// <summary>The folder and name of the file; none for what is written with another object.</summary>
    private static (string Folder, QualifiedName Name)? Place(SchemaPart part) =>
        part switch
        {
            _ when part.Facet.Length > 0 => null,
            SchemaPart.Namespace => ("schemas", part.Id.Name),
            SchemaPart.ExtensionPart => ("extensions", part.Id.Name),
            SchemaPart.Enumeration or SchemaPart.Domain or SchemaPart.Composite => ("types", part.Id.Name),
            SchemaPart.NumberSequencePart => ("sequences", part.Id.Name),
            SchemaPart.RoutinePart => ("routines", part.Id.Name),
            SchemaPart.ViewPart => ("views", part.Id.Name),
            SchemaPart.TablePart or SchemaPart.VirtualTablePart => ("tables", part.Id.Name),
            SchemaPart.ForeignKeyPart(var table, _) => ("tables", table),
            SchemaPart.Index(var relation, _) => ("tables", relation),
            SchemaPart.TriggerPart(var relation, _) => ("tables", relation),
            SchemaPart.Other { Id.Kind: ObjectKind.Policy or ObjectKind.Rule } => ("tables", part.Id.Name),
            SchemaPart.Other { Id.Kind: ObjectKind.Type } => ("types", part.Id.Name),
            SchemaPart.Other { Id.Kind: ObjectKind.Aggregate } => ("routines", part.Id.Name),
            SchemaPart.Other { Id.Name.Name.Length: > 0 } => ("objects", part.Id.Name),
            SchemaPart.Other => ("objects", QualifiedName.Of(part.Id.Part)),
            _ => null,
        };

    private string PathOf(string folder, QualifiedName relation)
    {
        // Indexes, triggers and rules of a view stand with the view.
        var isOfView =
            folder == "tables" && graph.Relation(relation) is { Id.Kind: ObjectKind.View or ObjectKind.MaterializedView };
        return PathOf(isOfView ? "views" : folder, relation.ToString());
    }

    private string PathOf(string folder, string name)
    {
        var safe = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' ? c : '_'))
            .TrimStart('.');
        var wanted = $"{folder}/{(safe.Length == 0 ? "_" : safe)}";

        // Names that differ only in what a file name cannot say get a number.
        var path = $"{wanted}.sql";
        for (var number = 2; owners.TryGetValue(path, out var owner) && owner != $"{folder}/{name}"; number++)
        {
            path = FormattableString.Invariant($"{wanted}-{number}.sql");
        }

        owners[path] = $"{folder}/{name}";
        return path;
    }

    /// <summary>The files in order; those that no order satisfies are the rest, and those of them that need each other the circle.</summary>
    private (List<string> Order, HashSet<string> Circle, List<string> Left) Order()
    {
        var firm = fileOf
            .Values.Distinct(StringComparer.Ordinal)
            .ToDictionary(f => f, _ => new HashSet<string>(StringComparer.Ordinal));
        var soft = firm.Keys.ToDictionary(f => f, _ => new HashSet<string>(StringComparer.Ordinal));
        foreach (var key in graph.Parts.Keys)
        {
            foreach (var need in graph.Needs(key))
            {
                if (FileOf(key) is { } file && FileOf(need) is { } other && other != file)
                {
                    (graph.IsSoft(key, need) ? soft : firm)[file].Add(other);
                }
            }
        }

        var open = new SortedSet<string>(firm.Keys, Comparer<string>.Create(Compare));
        var order = new List<string>();
        while (open.Count > 0)
        {
            var next =
                open.FirstOrDefault(f => !firm[f].Overlaps(open) && !soft[f].Overlaps(open))
                ?? open.FirstOrDefault(f => !firm[f].Overlaps(open));
            if (next is null)
            {
                break;
            }

            open.Remove(next);
            order.Add(next);
        }

        // What only waits for a circle is not in it.
        var circle = open.ToHashSet(StringComparer.Ordinal);
        while (circle.RemoveWhere(f => !circle.Any(other => firm[other].Contains(f))) > 0) { }

        return (order, circle, [.. open]);
    }

    private string? FileOf(PartKey key)
    {
        if (fileOf.TryGetValue(key, out var own))
        {
            return own;
        }

        // Columns, defaults and constraints are in the file of their table; comments and rights wait for nothing.
        var isWithRelation = graph.Parts[key] is SchemaPart.ColumnPart or SchemaPart.ColumnDefault or SchemaPart.ConstraintPart;
        return isWithRelation && graph.Relation(key.Id.Name) is { } relation ? fileOf.GetValueOrDefault(relation) : null;
    }

    private Sequence<SchemaPart> Ordered(List<PartKey> keys) =>
        keys.OrderBy(k => Rank(graph.Parts[k])).ThenBy(k => k).Select(k => graph.Parts[k]).ToSequence();

    private static int Rank(SchemaPart part) =>
        part switch
        {
            SchemaPart.TablePart or SchemaPart.ViewPart or SchemaPart.VirtualTablePart => 0,
            SchemaPart.ForeignKeyPart => 1,
            SchemaPart.Index => 2,
            SchemaPart.TriggerPart => 3,
            _ => 4,
        };

    private static int Compare(string? a, string? b)
    {
        var byFolder = FolderRank(a!).CompareTo(FolderRank(b!));
        return byFolder != 0 ? byFolder : string.CompareOrdinal(a, b);
    }

    private static int FolderRank(string path) =>
        path[..path.IndexOf('/')] switch
        {
            "schemas" => 0,
            "extensions" => 1,
            "types" => 2,
            "sequences" => 3,
            "routines" => 4,
            "tables" => 5,
            "links" => 6,
            "views" => 7,
            _ => 8,
        };
}
