using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>One step over a reference.</summary>
/// <param name="Role">The role followed.</param>
/// <param name="From">The table that holds the foreign key.</param>
/// <param name="Key">The foreign key.</param>
/// <param name="To">The table it leads to.</param>
/// <param name="Required">Whether every row has such a reference.</param>
public sealed record PathStep(string Role, TableMapping From, ForeignKey Key, TableMapping To, bool Required);

/// <summary>A path of the requirements (<c>customer.email</c>, <c>status</c>, <c>customer</c>) found in the tables of a design.</summary>
/// <param name="Steps">The references followed, outwards from the entity.</param>
/// <param name="Holder">The table whose columns it names.</param>
/// <param name="Columns">One column, or for a reference by a composite key several.</param>
public sealed record DesignPath(Sequence<PathStep> Steps, TableMapping Holder, Sequence<Column> Columns)
{
    /// <summary>The digits by which the value is scaled.</summary>
    public int ScaleDigits => Columns.Count == 1 ? ScaleOf(Holder, Columns[0].Name) : 0;

    /// <summary>The foreign key, when the path ends in a role.</summary>
    public ForeignKey? Reference { get; init; }

    /// <summary>What the value means, where the design says it.</summary>
    public SemanticType? Type => Holder.Columns.FirstOrDefault(c => c.Column == Columns[0].Name)?.Type;

    /// <summary>Finds a path that starts at an entity.</summary>
    /// <exception cref="Failure">It names nothing (<see cref="ExitStatus.BadInput"/>).</exception>
    public static DesignPath Find(DatabaseDesign design, string entity, Expression.Reference path, Location? at = null)
    {
        var holder = MappingOf(design, entity, at);
        var steps = new List<PathStep>();
        foreach (var role in path.Path.Take(path.Path.Count - 1))
        {
            var reference = holder.Role(role) ?? throw Unknown(holder, role, path, at, rolesOnly: true);
            var table = TableOf(design, holder);
            var key = table.ForeignKeys.First(f => f.Name == reference.ForeignKey);
            var to = MappingOf(design, reference.Referenced, at);
            steps.Add(new(role, holder, key, to, key.Columns.All(c => table.Find(c) is { Nullable: false })));
            holder = to;
        }

        return Shortened(design, steps, holder, path, at);
    }

    /// <summary>Whether a path names something; it does not where the design had to leave an attribute out.</summary>
    public static bool Exists(DatabaseDesign design, string entity, Expression.Reference path)
    {
        var holder = design.Find(entity);
        foreach (var role in path.Path.Take(path.Path.Count - 1))
        {
            holder = holder?.Role(role) is { } reference ? design.Find(reference.Referenced) : null;
        }

        return holder is not null && ColumnsOf(design, holder, path.Path[^1]) is not null;
    }

    /// <summary>The columns of the table that a name of its own entity stands for.</summary>
    /// <exception cref="Failure">It names nothing (<see cref="ExitStatus.BadInput"/>).</exception>
    public static DesignPath Find(DatabaseDesign design, string entity, string name, Location? at = null) =>
        Find(design, entity, new Expression.Reference([name]), at);

    /// <summary>The mapping of an entity.</summary>
    /// <exception cref="Failure">There is none (<see cref="ExitStatus.BadInput"/>).</exception>
    public static TableMapping MappingOf(DatabaseDesign design, string entity, Location? at = null) =>
        design.Find(entity)
        ?? throw Failure.Because(
            ExitStatus.BadInput,
            "unknown-entity",
            $"There is no entity \"{entity}\".",
            $"Known are {string.Join(", ", design.Mappings.Select(m => m.Entity))}.",
            at: at
        );

    /// <summary>The table of a mapping.</summary>
    public static Table TableOf(DatabaseDesign design, TableMapping mapping) =>
        design.Schema.Find(mapping.Table)
        ?? throw new InvalidOperationException(
            $"The design maps {mapping.Entity} to the table {mapping.Table}, which it does not have."
        );

    /// <summary>The digits by which a column's values are scaled.</summary>
    public static int ScaleOf(TableMapping mapping, string column) =>
        mapping.Columns.FirstOrDefault(c => c.Column == column)?.ScaleDigits ?? 0;

    // The key of a referenced row stands in the referring row already; the last step is then not taken.
    private static DesignPath Shortened(
        DatabaseDesign design,
        List<PathStep> steps,
        TableMapping holder,
        Expression.Reference path,
        Location? at
    )
    {
        var (columns, reference) =
            ColumnsOf(design, holder, path.Path[^1]) ?? throw Unknown(holder, path.Path[^1], path, at, rolesOnly: false);
        while (steps.Count > 0 && columns.All(c => steps[^1].Key.ReferencedColumns.Contains(c.Name)))
        {
            var last = steps[^1];
            var table = TableOf(design, last.From);
            columns = columns
                .Select(c => last.Key.Columns[last.Key.ReferencedColumns.ToList().IndexOf(c.Name)])
                .Select(c => table.Find(c)!)
                .ToSequence();
            holder = last.From;
            steps.RemoveAt(steps.Count - 1);
        }

        return new(steps.ToSequence(), holder, columns) { Reference = reference };
    }

    private static (Sequence<Column> Columns, ForeignKey? Reference)? ColumnsOf(
        DatabaseDesign design,
        TableMapping holder,
        string name
    )
    {
        var table = TableOf(design, holder);
        if (holder.Role(name) is { } role)
        {
            return (
                role.Columns.Select(c => table.Find(c)!).ToSequence(),
                table.ForeignKeys.First(f => f.Name == role.ForeignKey)
            );
        }

        var mapped =
            holder.Attribute(name)
            ?? (name == "id" ? holder.Columns.FirstOrDefault(c => c.Part == ColumnPart.Key) : null)
            ?? holder.Columns.FirstOrDefault(c => c.Column == name && c.Attribute is null);
        return mapped is not null && table.Find(mapped.Column) is { } column ? ([column], null) : null;
    }

    private static Failure Unknown(TableMapping holder, string name, Expression.Reference path, Location? at, bool rolesOnly)
    {
        var known = rolesOnly
            ? holder.References.Select(r => r.Role)
            : holder.Columns.Select(c => c.Attribute).OfType<string>().Concat(holder.References.Select(r => r.Role));
        return Failure.Because(
            ExitStatus.BadInput,
            "unknown-path",
            rolesOnly
                ? $"\"{holder.Entity}\" has no reference \"{name}\" (in \"{path}\")."
                : $"\"{holder.Entity}\" has no attribute or reference \"{name}\" (in \"{path}\").",
            $"Known are {string.Join(", ", known)}.",
            at: at
        );
    }
}
