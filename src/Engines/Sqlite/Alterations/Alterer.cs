using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Changes as statements of SQLite: what ALTER TABLE can do, and for the rest the table made anew, once however many its changes are.
/// </summary>
internal sealed class SqliteAlterer : IAlterer
{
    private readonly SqliteNames names = new();
    private readonly SqliteWriter writer = new();

    /// <inheritdoc />
    public bool UndoesDefinitions => true;

    /// <inheritdoc />
    public bool CanRename(Change.Renamed rename) => rename.From.Kind is ObjectKind.Table or ObjectKind.Column;

    /// <inheritdoc />
    public bool AltersAlone(Change change, AlterationContext context) =>
        TableOf(change) is { } table && IsAtBothEnds(table, context) && !IsBeside(change);

    /// <inheritdoc />
    public Sequence<Sequence<Change>> Together(Sequence<Change> changes, AlterationContext context)
    {
        var anew = changes
            .Where(c => AltersAlone(c, context))
            .Select(c => TableOf(c)!)
            .Distinct()
            .Where(t => new SqliteTableChange(t, context).IsRebuilt)
            .ToHashSet();
        return changes
            .GroupBy(c =>
                TableOf(c) is { } table && (anew.Contains(table) || AltersAlone(c, context)) && IsAtBothEnds(table, context)
                    ? $"table {table}"
                    : $"part {PartOf(c).Key}"
            )
            .Select(g => g.ToSequence())
            .ToSequence();
    }

    /// <inheritdoc />
    public Alteration? Alter(Sequence<Change> group, AlterationContext context) =>
        group.FirstOrDefault(c => AltersAlone(c, context)) is { } change
            ? new SqliteTableChange(TableOf(change)!, context).Alteration()
        : group is [Change.Changed(SchemaPart.VirtualTablePart(var before), SchemaPart.VirtualTablePart(var after), _)]
            ? new SqliteVirtualTableChange(context).Alter(before, after)
        : null;

    /// <inheritdoc />
    public Alteration Create(SchemaPart part, AlterationContext context) =>
        part switch
        {
            SchemaPart.Comment comment => Commented(comment, context),
            SchemaPart.ColumnPart or SchemaPart.ColumnDefault or SchemaPart.ConstraintPart => Alteration.By(),
            SchemaPart.Index(var table, var index) => new([
                new(IfNeeded(writer.Create(context.To, part.Id)[0].Sql, "index", table, context))
                {
                    Hazards =
                    [
                        new(HazardKind.IndexBuild, $"{table} takes no writes while the index {index.Name} is built."),
                        .. index.Unique
                            ?
                            [
                                SqliteTableChange.Alike(
                                    table,
                                    index.Parts.Select(p => p.Column is { } column ? names.Quote(column) : $"({p.Expression})"),
                                    index.Where
                                ),
                            ]
                            : Array.Empty<Hazard>(),
                    ],
                },
            ])
            {
                Covers = [new(part.Id, "comment")],
            },
            SchemaPart.VirtualTablePart(var table) => new SqliteVirtualTableChange(context).Create(table),
            SchemaPart.TriggerPart(var table, _) => Alteration.By(
                IfNeeded(writer.Create(context.To, part.Id)[0].Sql, "trigger", table, context)
            ),
            _ => new([.. writer.Create(context.To, part.Id).Select(d => new AlterStatement(d.Sql))])
            {
                Covers =
                [
                    .. context
                        .ToGraph.Parts.Where(p => part is not SchemaPart.Other && IsWithin(p.Value, part))
                        .Select(p => p.Key),
                ],
            },
        };

    /// <inheritdoc />
    public Alteration Drop(SchemaPart part, AlterationContext context) =>
        part switch
        {
            SchemaPart.Comment comment => Commented(comment, context),
            SchemaPart.ColumnPart or SchemaPart.ColumnDefault or SchemaPart.ConstraintPart => Alteration.By(),
            SchemaPart.VirtualTablePart(var table) => new SqliteVirtualTableChange(context).Drop(table),
            SchemaPart.TablePart => new([
                new(writer.Drop(context.From, part.Id).Sql)
                {
                    Hazards =
                    [
                        new(HazardKind.DataLoss, $"All rows of {part.Id.Name} are lost.")
                        {
                            Count = $"select count(*) from {names.Quote(part.Id.Name)}",
                        },
                    ],
                },
            ]),
            SchemaPart.Index(var table, _) => Alteration.By(IfThere(part, "index", table, context)),
            SchemaPart.TriggerPart(var table, _) => Alteration.By(IfThere(part, "trigger", table, context)),
            _ => Alteration.By(writer.Drop(context.From, part.Id).Sql),
        };

    /// <inheritdoc />
    public Alteration Rename(Change.Renamed rename, AlterationContext context) =>
        rename.From.Kind == ObjectKind.Column
            ? Alteration.By(
                $"alter table {names.Quote(rename.From.Name)} rename column {names.Quote(rename.From.Part)} to {names.Quote(rename.To.Part)}"
            )
            : Alteration.By($"alter table {names.Quote(rename.From.Name)} rename to {names.Quote(rename.To.Name)}");

    /// <summary>
    /// While a table is dropped, in order to be made anew or for good, references to its rows must not act. They are turned off before the
    /// transaction, as they cannot be within one, and what refers to nothing then is found before its end.
    /// </summary>
    public Sequence<MigrationStep> Around(Sequence<MigrationStep> unordered)
    {
        // Indexes that are tables read other tables, which must be as they are to be.
        var steps = unordered.OrderBy(s => SqliteVirtualTableChange.Fills(s.Sql)).ToSequence();
        if (steps.FirstOrDefault(s => s.Sql.StartsWith("drop table ", StringComparison.Ordinal)) is not { } drop)
        {
            return steps;
        }

        return
        [
            new("pragma foreign_keys = off", drop.On) { InTransaction = false, Reason = "tables are dropped" },
            .. steps,
            new("pragma foreign_key_check", drop.On) { Reason = "tables were dropped" },
            new("pragma foreign_keys = on", drop.On) { InTransaction = false, Reason = "tables were dropped" },
        ];
    }

    // The comment of an index or view is in its text.
    private Alteration Commented(SchemaPart.Comment comment, AlterationContext context) =>
        comment.On.Kind is ObjectKind.Index or ObjectKind.View
        && SchemaParts.Find(context.From, comment.On) is not null
        && SchemaParts.Find(context.To, comment.On) is not null
            ? Alteration.By(writer.Drop(context.From, comment.On).Sql, writer.Create(context.To, comment.On)[0].Sql)
            : Alteration.By();

    // What was made with a table that was made anew is there already.
    private static string IfNeeded(string sql, string kind, QualifiedName table, AlterationContext context)
    {
        var at = sql.IndexOf($"{kind} ", StringComparison.Ordinal) + kind.Length + 1;
        return IsRebuilt(table, context) ? sql.Insert(at, "if not exists ") : sql;
    }

    private string IfThere(SchemaPart part, string kind, QualifiedName table, AlterationContext context)
    {
        var name = names.Quote(part is SchemaPart.TriggerPart ? part.Id.Part : part.Id.Name.Name);
        return $"drop {kind} {(IsRebuilt(table, context) ? "if exists " : "")}{name}";
    }

    private static bool IsRebuilt(QualifiedName table, AlterationContext context) =>
        IsAtBothEnds(table, context) && new SqliteTableChange(table, context).IsRebuilt;

    private static bool IsAtBothEnds(QualifiedName table, AlterationContext context) =>
        context.From.Find(table) is not null && context.To.Find(table) is not null;

    private static bool IsBeside(Change change) =>
        PartOf(change) is SchemaPart.Index or SchemaPart.TriggerPart or SchemaPart.Comment { On.Kind: ObjectKind.Index };

    private static bool IsWithin(SchemaPart part, SchemaPart whole) =>
        part.Key != whole.Key
        && part is not (SchemaPart.Index or SchemaPart.TriggerPart)
        && part.Id.Name == whole.Id.Name
        && part.Id.Kind is ObjectKind.Column or ObjectKind.Constraint or ObjectKind.Table or ObjectKind.View;

    private static SchemaPart PartOf(Change change) =>
        change switch
        {
            Change.Created(var part) => part,
            Change.Dropped(var part) => part,
            Change.Changed(_, var part, _) => part,
            _ => throw new ArgumentException("Renames have no part.", nameof(change)),
        };

    private static QualifiedName? TableOf(Change change) =>
        PartOf(change) switch
        {
            SchemaPart.TablePart part => part.Id.Name,
            SchemaPart.ColumnPart(var table, _) => table,
            SchemaPart.ColumnDefault(var table, _, _) => table,
            SchemaPart.ConstraintPart part => part.Table,
            SchemaPart.Index(var table, _) => table,
            SchemaPart.TriggerPart(var table, _) => table,
            SchemaPart.Comment { On: { Kind: ObjectKind.Table or ObjectKind.Column } on } => on.Name,
            _ => null,
        };
}
