using System.Runtime.CompilerServices;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Changes as statements of MariaDB. All changes of one table are taken together, foreign keys and triggers apart, and put into as few
/// statements as cost no more than the changes do by themselves; every statement says how it is done, so that the server refuses it rather
/// than copy a table or lock it unasked.
/// </summary>
/// <param name="matrix">Whose SQL it is, and what each change takes there.</param>
internal sealed class MariaDbAlterer(OnlineMatrix matrix) : IAlterer
{
    private static readonly ConditionalWeakTable<AlterationContext, TableOrder> Orders = [];

    private readonly MariaDbNames names = matrix.Dialect.Names;
    private readonly MariaDbWriter writer = new(matrix.Dialect);

    /// <summary>The server commits every definition by itself.</summary>
    public bool UndoesDefinitions => false;

    /// <inheritdoc />
    public bool CanRename(Change.Renamed rename) =>
        rename.From.Kind switch
        {
            ObjectKind.Table or ObjectKind.Column or ObjectKind.Index => true,
            ObjectKind.Constraint => IsPrimaryKey(rename) || IsNumbered(rename),
            _ => false,
        };

    /// <inheritdoc />
    public bool AltersAlone(Change change, AlterationContext context) =>
        TableOf(PartOf(change)) is { } table && IsAtBothEnds(table, context);

    /// <inheritdoc />
    public Sequence<Sequence<Change>> Together(Sequence<Change> changes, AlterationContext context) =>
        changes
            .GroupBy(c =>
                AltersAlone(c, context) ? $"table {TableOf(PartOf(c))}"
                : PartOf(c) is SchemaPart.TriggerPart trigger && IsAtBothEnds(trigger.Table, context)
                    ? $"triggers {trigger.Table}"
                : $"part {PartOf(c).Key}"
            )
            .Select(g => g.ToSequence())
            .ToSequence();

    /// <inheritdoc />
    public Sequence<string> Beside(MigrationStep step, RelationalSchema schema) => MariaDbOnlineTools.Of(step, schema);

    /// <inheritdoc />
    public Alteration? Alter(Sequence<Change> group, AlterationContext context) =>
        TableOf(PartOf(group[0])) is { } table && IsAtBothEnds(table, context) ? Changed(table, context)
        : PartOf(group[0]) is SchemaPart.TriggerPart ? MariaDbTriggers.Alter(group, context, matrix.Dialect)
        : group is [Change.Changed(var before, var to, _)] ? MariaDbObjectChange.Alter(before, to, context, matrix.Dialect)
        : null;

    private Alteration Changed(QualifiedName table, AlterationContext context)
    {
        if (!matrix.Dialect.ChecksAnyColumn)
        {
            MySqlChecks.Verify(context.To.Find(table)!);
        }

        return new MariaDbTableChange(table, context, matrix).Alteration();
    }

    /// <inheritdoc />
    public Alteration Create(SchemaPart part, AlterationContext context) =>
        part switch
        {
            SchemaPart.TablePart => Table(context.To.Find(part.Id.Name)!, context),
            SchemaPart.ForeignKeyPart(var owner, var key) => AddForeignKey(context.To.Find(owner)!, key, context),
            // These come with their table.
            SchemaPart.ColumnPart or SchemaPart.ColumnDefault or SchemaPart.ConstraintPart or SchemaPart.Index => new([]),
            SchemaPart.Comment when part.Id.Kind is ObjectKind.Table or ObjectKind.Column or ObjectKind.Index => new([]),
            SchemaPart.Comment(var on, var text) => MariaDbObjectChange.Say(on, text, context.ToGraph),
            SchemaPart.TriggerPart trigger => new([
                .. MariaDbTriggers
                    .Create(trigger, context, new HashSet<string>(), matrix.Dialect)
                    .Select(d => new AlterStatement(d.Sql)),
            ]),
            SchemaPart.Right(var grant) => By(MariaDbRightWriter.Give([grant])),
            _ => new([.. writer.CreateBare(context.To, part.Id).Select(d => new AlterStatement(d.Sql))])
            {
                Covers = [.. context.ToGraph.Holds(part.Key).Where(k => k.Facet == "comment")],
            },
        };

    /// <inheritdoc />
    public Alteration Drop(SchemaPart part, AlterationContext context)
    {
        var drop = Gone(part, context);
        // The server keeps rights on what is gone: they would come back with the name.
        var rights = part is SchemaPart.Right ? [] : MariaDbRightWriter.On(context.From, part.Id).ToList();
        return rights.Count == 0
            ? drop
            : drop with
            {
                Statements = [.. By(MariaDbRightWriter.Take(rights)).Statements, .. drop.Statements],
            };
    }

    private Alteration Gone(SchemaPart part, AlterationContext context) =>
        part switch
        {
            SchemaPart.TablePart => new([
                new($"drop table {names.Quote(part.Id.Name)}")
                {
                    Lock = $"exclusive on {part.Id.Name}",
                    Hazards =
                    [
                        new(HazardKind.DataLoss, $"All rows of {part.Id.Name} are lost.")
                        {
                            Count = $"select count(*) from {names.Quote(part.Id.Name)}",
                        },
                    ],
                },
            ]),
            SchemaPart.ForeignKeyPart(var owner, var key) => DropForeignKey(context.From.Find(owner)!, key, context),
            SchemaPart.ColumnPart or SchemaPart.ColumnDefault or SchemaPart.ConstraintPart or SchemaPart.Index => new([]),
            SchemaPart.Comment when part.Id.Kind is ObjectKind.Table or ObjectKind.Column or ObjectKind.Index => new([]),
            SchemaPart.Comment(var on, _) => MariaDbObjectChange.Say(on, "", context.ToGraph),
            SchemaPart.NumberSequencePart => new([
                new(writer.Drop(context.From, part.Id).Sql)
                {
                    Hazards = [new(HazardKind.DataLoss, $"The next number of {part.Id.Name} is lost.")],
                },
            ]),
            SchemaPart.Right(var grant) => By(MariaDbRightWriter.Take([grant])),
            _ => Alteration.By(writer.Drop(context.From, part.Id).Sql),
        };

    /// <inheritdoc />
    public Alteration Rename(Change.Renamed rename, AlterationContext context)
    {
        var (before, to) = (rename.From, rename.To);
        return before.Kind switch
        {
            // It has a name only here; and those that the server has numbered follow their table.
            ObjectKind.Constraint => new([]),
            ObjectKind.Table => WithRights(
                rename,
                new([
                    new(
                        TraitsIn(context, to.Name).IsAlwaysCopied
                            ? $"rename table {names.Quote(before.Name)} to {names.Quote(to.Name)}"
                            : $"alter table {names.Quote(before.Name)} rename to {names.Quote(to.Name)}"
                    )
                    {
                        Lock = $"exclusive on {before.Name}",
                    },
                ]),
                context
            ),
            ObjectKind.Column => WithRights(
                rename,
                Renamed(before, to, context, $"rename column {names.Quote(before.Part)} to {names.Quote(to.Part)}"),
                context
            ),
            _ => Quick(to.Name, context, $"rename index {names.Quote(before.Part)} to {names.Quote(to.Part)}"),
        };
    }

    // Rights stay with the name: they are taken from the old one, and given to the new one.
    private static Alteration WithRights(Change.Renamed rename, Alteration alteration, AlterationContext context)
    {
        var grants = context
            .From.Grants.Where(g =>
                rename.To.Kind == ObjectKind.Table
                    ? g.On.Name == rename.To.Name && g.On.Kind is (ObjectKind.Table or ObjectKind.Column)
                    : g.On == rename.To
            )
            .ToList();
        var before = grants.Select(g =>
            g with
            {
                On = g.On with
                {
                    Name = rename.From.Name,
                    Part = rename.To.Kind == ObjectKind.Column ? rename.From.Part : g.On.Part,
                },
            }
        );
        return alteration with
        {
            Statements =
            [
                .. By(MariaDbRightWriter.Take(before)).Statements,
                .. alteration.Statements,
                .. By(MariaDbRightWriter.Give(grants)).Statements,
            ],
        };
    }

    private static Alteration By(IEnumerable<Definition> definitions) => Alteration.By([.. definitions.Select(d => d.Sql)]);

    private static TableTraits TraitsIn(AlterationContext context, QualifiedName table) =>
        context.From.Find(table) is { } known ? TableTraits.Of(known) : new() { IsInnoDb = true };

    // The server keeps the expressions of a table that was opened under another name in a form in which it does not find columns that are
    // renamed; a statement that changes nothing makes it open the table anew.
    private Alteration Renamed(ObjectId before, ObjectId to, AlterationContext context, string clause)
    {
        var rename = Quick(before.Name, context, clause);
        var table = context.From.Find(to.Name);
        return
            table is null
            || !matrix.IsMeasured
            || TableTraits.Of(table).IsAlwaysCopied
            || !IsComputedWith(table, before.Part, to.Part)
            ? rename
            : rename with
            {
                Statements =
                [
                    .. Quick(
                        before.Name,
                        context,
                        $"comment = {names.Literal(table.Comment ?? "")} /* opens the table anew */"
                    ).Statements,
                    .. rename.Statements,
                ],
            };
    }

    private static bool IsComputedWith(Table table, string before, string to) =>
        table
            .Columns.SelectMany(c => new[] { c.Generated?.Sql, c.Default })
            .Concat(table.Checks.Select(c => c.Sql))
            .Any(sql => sql is not null && (MariaDbColumns.Mentions(sql, before) || MariaDbColumns.Mentions(sql, to)));

    private Alteration Quick(QualifiedName table, AlterationContext context, string clause)
    {
        var way = TraitsIn(context, table).In(OnlineWay.Words);
        var head = MariaDbStatements.Head(table, way, matrix);
        return new([
            new($"{head} {clause}")
            {
                Head = Joining(head),
                Lock = MariaDbStatements.Lock(table, way, matrix),
                Hazards = MariaDbStatements.Hazards(table, way, matrix),
            },
        ]);
    }

    private Alteration Table(Table table, AlterationContext context)
    {
        var order = Orders.GetValue(context, c => TableOrder.Of(c.To));
        var later = order.Closing.Where(c => c.Table.Name == table.Name).Select(c => c.ForeignKey).ToSequence();
        var sql = writer.CreateTable(table, later, repeatable: false).Sql;
        return new([new(sql)])
        {
            Covers =
            [
                .. context
                    .ToGraph.Holds(new(new(ObjectKind.Table, table.Name)))
                    .Where(k =>
                        context.ToGraph.Parts[k] switch
                        {
                            SchemaPart.TriggerPart or SchemaPart.Right or SchemaPart.Revocation => false,
                            SchemaPart.ForeignKeyPart(_, var key) => !later.Contains(key),
                            _ => true,
                        }
                    ),
            ],
            Findings = context.From.Find(table.Name) is not null ? [Emptied(table)] : [],
        };
    }

    private Finding Emptied(Table table) =>
        new(
            "conversion-loses-data",
            Severity.Error,
            $"No statement of {matrix.Dialect.Title} leads from one form of {table.Name} to the other."
        )
        {
            Detail = "The table would be dropped and made again, empty.",
            Subject = $"{table.Name}",
            Fix = "Make a table of another name, copy the rows, and exchange the names; or say --allow data-loss.",
        };

    private Alteration AddForeignKey(Table table, ForeignKey key, AlterationContext context)
    {
        var isNew = context.From.Find(table.Name) is not { } old;
        var way = matrix.ForeignKey;
        var head = MariaDbStatements.Head(table.Name, way, matrix);
        return new([
            new($"{head} add {writer.ForeignKey(key)}")
            {
                Head = Joining(head),
                Lock = MariaDbStatements.Lock(table.Name, way, matrix),
                Hazards = isNew ? [] : [.. MariaDbStatements.Hazards(table.Name, way, matrix), Orphans(table, key, context)],
            },
        ]);
    }

    private Hazard Orphans(Table table, ForeignKey key, AlterationContext context)
    {
        var given = string.Join(" and ", key.Columns.Select(c => $"c.{names.Quote(c)} is not null"));
        var same = string.Join(
            " and ",
            key.Columns.Zip(key.ReferencedColumns, (c, r) => $"p.{names.Quote(r)} = c.{names.Quote(c)}")
        );
        var known =
            context.From.Find(key.ReferencedTable) is { } parent
            && key.Columns.All(c => context.From.Find(table.Name)?.Find(c) is not null)
            && key.ReferencedColumns.All(c => parent.Find(c) is not null);
        return new(HazardKind.DependsOnData, $"Fails when a row of {table.Name} refers to none of {key.ReferencedTable}.")
        {
            Count = known
                ? $"select count(*) from {names.Quote(table.Name)} c where {given} and not exists (select 1 from {names.Quote(key.ReferencedTable)} p where {same})"
                : null,
        };
    }

    // The index that the server made for it goes with it, unless it comes back, or the second schema has an index of that name.
    private Alteration DropForeignKey(Table table, ForeignKey key, AlterationContext context)
    {
        var then = context.To.Find(table.Name);
        var isKept =
            then?.ForeignKeys.Any(f => f.Name == key.Name && f.Columns.Equals(key.Columns)) == true
            || then?.Indexes.Any(i => i.Name == key.Name) == true
            || then?.Uniques.Any(u => u.Name == key.Name) == true
            || table.Indexes.Any(i => i.Name == key.Name);
        var traits = TableTraits.Of(table);
        var way = traits.In(isKept ? OnlineWay.Words : matrix.DropIndex(traits));
        var head = MariaDbStatements.Head(table.Name, way, matrix);
        var index =
            isKept ? ""
            : matrix.Dialect.HasConditionalClauses ? $",\n    drop index if exists {names.Quote(key.Name)}"
            // Without the clause, where it is certain only: the server makes it where no other key serves, and keeps it until one does.
            : IsServed(table, key) || (then is not null && IsServed(then, key)) ? ""
            : $",\n    drop index {names.Quote(key.Name)}";
        return new([
            new($"{head} drop foreign key {names.Quote(key.Name)}{index}")
            {
                Head = Joining(head),
                Lock = MariaDbStatements.Lock(table.Name, way, matrix),
                Hazards = matrix.IsMeasured && !traits.IsAlwaysCopied ? [] : MariaDbStatements.Hazards(table.Name, way, matrix),
            },
        ]);
    }

    // MySQL does not take a foreign key that goes and one that comes in one statement.
    private string? Joining(string head) => matrix.IsMeasured ? head : null;

    private static bool IsServed(Table table, ForeignKey key) =>
        table
            .Indexes.Where(i => i.Method == "btree")
            .Select(i => i.Parts.Select(p => p.Column!))
            .Concat(table.Uniques.Select(u => u.Columns.AsEnumerable()))
            .Concat(table.PrimaryKey is { } primary ? [primary.Columns] : Array.Empty<IEnumerable<string>>())
            .Any(columns => columns.Take(key.Columns.Count).SequenceEqual(key.Columns, StringComparer.Ordinal));

    private static bool IsPrimaryKey(Change.Renamed rename) =>
        rename.From.Part == MariaDbInspector.PrimaryKeyName(rename.From.Name.Name)
        || rename.To.Part == MariaDbInspector.PrimaryKeyName(rename.To.Name.Name);

    // Foreign keys that the server has named follow their table.
    private static bool IsNumbered(Change.Renamed rename) =>
        rename.From.Name != rename.To.Name
        && rename.From.Part.StartsWith($"{rename.From.Name.Name}_ibfk_", StringComparison.Ordinal)
        && rename.To.Part == $"{rename.To.Name.Name}{rename.From.Part[rename.From.Name.Name.Length..]}";

    private static bool IsAtBothEnds(QualifiedName table, AlterationContext context) =>
        context.From.Find(table) is not null && context.To.Find(table) is not null;

    private static SchemaPart PartOf(Change change) =>
        change switch
        {
            Change.Created(var part) => part,
            Change.Dropped(var part) => part,
            Change.Changed(_, var part, _) => part,
            _ => throw new ArgumentException("Renames have no part.", nameof(change)),
        };

    // The table whose statements make the change of the part.
    private static QualifiedName? TableOf(SchemaPart part) =>
        part switch
        {
            SchemaPart.TablePart => part.Id.Name,
            SchemaPart.ColumnPart(var table, _) => table,
            SchemaPart.ColumnDefault(var table, _, _) => table,
            SchemaPart.ForeignKeyPart => null,
            SchemaPart.ConstraintPart constraint => constraint.Table,
            SchemaPart.Index(var table, _) => table,
            SchemaPart.Comment { On.Kind: ObjectKind.Table or ObjectKind.Column or ObjectKind.Index } => part.Id.Name,
            _ => null,
        };
}
