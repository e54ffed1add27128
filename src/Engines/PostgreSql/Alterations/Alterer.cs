using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Changes as statements of PostgreSQL, each the least disruptive that there is.</summary>
internal sealed class PostgreSqlAlterer : IAlterer
{
    private readonly PostgreSqlNames names = new();

    /// <inheritdoc />
    public bool UndoesDefinitions => true;

    /// <inheritdoc />
    public string LeaveBodiesUnchecked => "set local check_function_bodies = off";

    /// <inheritdoc />
    public Sequence<Sequence<Change>> Together(Sequence<Change> changes, AlterationContext context)
    {
        var keys = PostgreSqlIndexedKeys.In(changes);
        var paired = keys.SelectMany(k => k).ToHashSet();
        return [.. changes.Where(c => !paired.Contains(c)).Select(c => Sequence.Create<Change>([c])), .. keys];
    }

    /// <inheritdoc />
    public Alteration? Alter(Sequence<Change> group, AlterationContext context) =>
        group is [Change.Created(SchemaPart.ConstraintPart key), Change.Dropped] ? PostgreSqlIndexedKeys.Use(key)
        : group is not [Change.Changed(var before, var to, _)]
            ? throw new ArgumentException("Every other change of this engine stands alone.", nameof(group))
        : (before, to) switch
        {
            (SchemaPart.ColumnPart(var table, var a), SchemaPart.ColumnPart(_, var b)) => new PostgreSqlColumnChange(
                table,
                a,
                b,
                context
            ).Alteration(),
            (SchemaPart.ColumnDefault, SchemaPart.ColumnDefault d) => SetDefault(d, context),
            (SchemaPart.TablePart(var a), SchemaPart.TablePart(var b)) => PostgreSqlTableChange.Alteration(a, b, context),
            (SchemaPart.ForeignKeyPart(_, var a), SchemaPart.ForeignKeyPart(var table, var b)) => ForeignKey(table, a, b),
            (SchemaPart.Check(_, var a), SchemaPart.Check(var table, var b)) => a.NotValid && a with { NotValid = false } == b
                ? Validate(table, b.Name)
                : null,
            (SchemaPart.Index(var s, var a), SchemaPart.Index(var t, var b)) => s == t
                ? PostgreSqlIndexChange.Alteration(t, a, b, context)
                : null,
            (SchemaPart.TriggerPart(_, var a), SchemaPart.TriggerPart(var table, var b)) => Trigger(table, a, b),
            (SchemaPart.Enumeration(var a), SchemaPart.Enumeration(var b)) => PostgreSqlTypeChange.Enumeration(a, b, context),
            (SchemaPart.Domain(var a), SchemaPart.Domain(var b)) => PostgreSqlTypeChange.Domain(a, b, context),
            (SchemaPart.Composite(var a), SchemaPart.Composite(var b)) => PostgreSqlTypeChange.Composite(a, b, context),
            (SchemaPart.NumberSequencePart(var a), SchemaPart.NumberSequencePart(var b)) => PostgreSqlSequenceChange.Alteration(
                a,
                b
            ),
            (SchemaPart.OwnedBy, SchemaPart.OwnedBy b) => OwnedBy(b),
            (SchemaPart.RoutinePart(var a), SchemaPart.RoutinePart(var b)) => PostgreSqlRoutineChange.Alteration(a, b, context),
            (SchemaPart.ViewPart(var a), SchemaPart.ViewPart(var b)) => PostgreSqlViewChange.Alteration(a, b, context),
            (SchemaPart.ExtensionPart(var a), SchemaPart.ExtensionPart(var b)) => Extension(a, b),
            (SchemaPart.Other(var a), SchemaPart.Other(var b)) => PostgreSqlObjectChange.Alteration(a, b),
            (SchemaPart.Comment, SchemaPart.Comment b) => PostgreSqlFacets.Set(b, context.ToGraph),
            (SchemaPart.Owner, SchemaPart.Owner b) => PostgreSqlFacets.Set(b, context.ToGraph),
            (SchemaPart.Right(var a), SchemaPart.Right(var b)) => PostgreSqlFacets.Change(a, b, context.ToGraph),
            _ => null,
        };

    /// <inheritdoc />
    public Alteration Create(SchemaPart part, AlterationContext context) =>
        part switch
        {
            SchemaPart.ColumnPart(var table, var column) => PostgreSqlColumns.Add(table, column, context),
            SchemaPart.ColumnDefault byDefault => SetDefault(byDefault, context),
            SchemaPart.OwnedBy owned => OwnedBy(owned),
            SchemaPart.Comment or SchemaPart.Owner or SchemaPart.Right or SchemaPart.Revocation => PostgreSqlFacets.Set(
                part,
                context.ToGraph
            ),
            _ => PostgreSqlParts.Create(part, context),
        };

    /// <inheritdoc />
    public Alteration Drop(SchemaPart part, AlterationContext context) =>
        part switch
        {
            SchemaPart.ColumnPart(var table, var column) => PostgreSqlColumns.Drop(table, column, context),
            SchemaPart.ColumnDefault(var table, var column, _) => Alteration.By(
                $"alter table {Only(table, context.From)}{names.Quote(table)} alter column {names.Quote(column)} drop default"
            ),
            SchemaPart.OwnedBy(var sequence, _) => Alteration.By($"alter sequence {names.Quote(sequence)} owned by none"),
            SchemaPart.Comment or SchemaPart.Owner or SchemaPart.Right or SchemaPart.Revocation => PostgreSqlFacets.Unset(
                part,
                context.FromGraph,
                context
            ),
            _ => PostgreSqlParts.Drop(part, context),
        };

    /// <inheritdoc />
    public Alteration Rename(Change.Renamed rename, AlterationContext context)
    {
        var (before, to) = (rename.From, rename.To);
        return before.Kind switch
        {
            ObjectKind.Column => Alteration.By([
                $"alter table {names.Quote(before.Name)} rename column {names.Quote(before.Part)} to {names.Quote(to.Part)}",
                .. Numbered(context, to.Name, c => c.Name == to.Part)
                    .Select(_ => Numbering(to.Name, (to.Name.Name, before.Part), (to.Name.Name, to.Part))),
                .. context.From.Find(to.Name)?.Find(to.Part) is { } column
                    ? PostgreSqlNotNull.Follow(context, to.Name, column, (to.Name.Name, before.Part), (to.Name.Name, to.Part))
                    : [],
            ]),
            ObjectKind.Constraint => Alteration.By(
                $"alter table {names.Quote(before.Name)} rename constraint {names.Quote(before.Part)} to {names.Quote(to.Part)}"
            ),
            ObjectKind.Type when before.Part.Length > 0 => Alteration.By(
                $"alter type {names.Quote(to.Name)} rename value {names.Literal(before.Part)} to {names.Literal(to.Part)}"
            ),
            _ => Whole(before, to, context),
        };
    }

    // Identity columns whose sequence is called after table and column; it follows them, so that it still is.
    private static IEnumerable<(Column Column, string Old)> Numbered(
        AlterationContext context,
        QualifiedName table,
        Func<Column, bool> of
    ) => Columns(context, table).Where(c => c.Column.Identity is not null && of(c.Column) && IsUsual(c.Column));

    private static bool IsUsual(Column numbered) => numbered.Details.All(d => d.Name != "sequence name");

    // With what each was called before; tables are renamed before their columns.
    private static IEnumerable<(Column Column, string Old)> Columns(AlterationContext context, QualifiedName table) =>
        (context.From.Find(table)?.Columns ?? []).Select(c =>
            (c, context.Renames.FirstOrDefault(r => r.To == new ObjectId(ObjectKind.Column, table, c.Name))?.From.Part ?? c.Name)
        );

    private string Numbering(QualifiedName table, (string Table, string Column) old, (string Table, string Column) now) =>
        $"alter sequence {names.Quote(table with { Name = $"{old.Table}_{old.Column}_seq" })} rename to {names.Quote($"{now.Table}_{now.Column}_seq")}";

    private Alteration Whole(ObjectId before, ObjectId to, AlterationContext context)
    {
        var kind = PostgreSqlFacets.Word(before.Kind);
        var statements = new List<string>();
        var name = before.Name;
        if (name.Schema != to.Name.Schema)
        {
            var schema = to.Name.Schema.Length == 0 ? "public" : to.Name.Schema;
            statements.Add($"alter {kind} {names.Quote(name)} set schema {names.Quote(schema)}");
            name = name with { Schema = to.Name.Schema };
        }

        if (name.Name != to.Name.Name)
        {
            statements.Add($"alter {kind} {names.Quote(name)} rename to {names.Quote(to.Name.Name)}");
            if (before.Kind == ObjectKind.Table)
            {
                statements.AddRange(
                    Numbered(context, to.Name, _ => true)
                        .Select(c => Numbering(to.Name, (before.Name.Name, c.Old), (to.Name.Name, c.Old)))
                );
                statements.AddRange(
                    Columns(context, to.Name)
                        .SelectMany(c =>
                            PostgreSqlNotNull.Follow(context, to.Name, c.Column, (before.Name.Name, c.Old), (to.Name.Name, c.Old))
                        )
                );
            }
        }

        return Alteration.By([.. statements]);
    }

    /// <summary>A default that is set for a table and not for those that inherit from it; each of them has its own.</summary>
    internal static string Only(QualifiedName table, RelationalSchema schema) =>
        schema.Tables.Any(t => t.PartitionOf?.Parent == table || t.Inherits.Contains(table)) ? "only " : "";

    private Alteration SetDefault(SchemaPart.ColumnDefault byDefault, AlterationContext context) =>
        new([
            new(
                $"alter table {Only(byDefault.Table, context.To)}{names.Quote(byDefault.Table)} alter column {names.Quote(byDefault.Column)} set default {byDefault.Sql}"
            )
            {
                Lock = PostgreSqlLocks.AccessExclusive(byDefault.Table),
            },
        ]);

    private Alteration OwnedBy(SchemaPart.OwnedBy owned) =>
        Alteration.By(
            $"alter sequence {names.Quote(owned.Sequence)} owned by {names.Quote(owned.Column.Table)}.{names.Quote(owned.Column.Column)}"
        );

    private Alteration? ForeignKey(QualifiedName table, ForeignKey before, ForeignKey to)
    {
        if (before.NotValid && before with { NotValid = false } == to)
        {
            return Validate(table, to.Name);
        }

        var deferral = before with { Deferrable = to.Deferrable, InitiallyDeferred = to.InitiallyDeferred } == to;
        return deferral
            ? new([
                new(
                    $"alter table {names.Quote(table)} alter constraint {names.Quote(to.Name)} "
                        + (
                            to.Deferrable
                                ? $"deferrable initially {(to.InitiallyDeferred ? "deferred" : "immediate")}"
                                : "not deferrable"
                        )
                )
                {
                    Lock = PostgreSqlLocks.AccessExclusive(table),
                },
            ])
            : null;
    }

    private Alteration Validate(QualifiedName table, string constraint) =>
        new([
            new($"alter table {names.Quote(table)} validate constraint {names.Quote(constraint)}")
            {
                Lock = $"share update exclusive on {table}",
                Hazards =
                [
                    new(HazardKind.Scan, $"Every row of {table} is checked, while reads and writes go on."),
                    new(HazardKind.DependsOnData, $"Fails when a row of {table} does not satisfy {constraint}."),
                ],
            },
        ]);

    private Alteration? Trigger(QualifiedName table, Trigger before, Trigger to)
    {
        static Sequence<Detail> Others(Trigger trigger) => trigger.Details.Where(d => d.Name != "enabled").ToSequence();
        if (before with { Details = Others(before) } != to with { Details = Others(to) })
        {
            return null;
        }

        var state = to.Details.FirstOrDefault(d => d.Name == "enabled")?.Value switch
        {
            null or "" => "enable",
            "disabled" => "disable",
            var other => $"enable {other}",
        };
        return new([
            new($"alter table {names.Quote(table)} {state} trigger {names.Quote(to.Name)}")
            {
                Lock = $"share row exclusive on {table}",
            },
        ]);
    }

    private Alteration Extension(Extension before, Extension to)
    {
        var name = names.Quote(to.Name);
        var statements = new List<string>();
        if (before.Schema != to.Schema)
        {
            statements.Add(
                $"alter extension {name} set schema {names.Quote(to.Schema is { Length: > 0 } schema ? schema : "public")}"
            );
        }

        if (before.Version != to.Version && to.Version is { } version)
        {
            statements.Add($"alter extension {name} update to {names.Literal(version)}");
        }

        return Alteration.By([.. statements]);
    }
}
