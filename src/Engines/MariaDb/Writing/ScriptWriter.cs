using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Whole schemas as statements. Sequences come before the tables whose defaults use them; then routines, whose bodies the server does not
/// look into, views after the views that they use, triggers and events.
/// </summary>
internal sealed class MariaDbScriptWriter(MariaDbTableWriter tables, MariaDbKeyWriter keys)
{
    private readonly MariaDbNames names = new();

    /// <summary>Everything that creates the schema.</summary>
    public Sequence<Definition> Create(RelationalSchema schema, bool repeatable)
    {
        var order = TableOrder.Of(schema);
        return
        [
            .. schema.Sequences.Select(s => MariaDbObjectWriter.Create(s, CommentOf(schema, s), repeatable)),
            .. order.Tables.Select(t => tables.Create(t, Closing(order, t), repeatable)),
            .. order.Closing.Select(c => AddForeignKey(c.Table, c.ForeignKey, repeatable)),
            .. schema.Routines.SelectMany(r => MariaDbObjectWriter.Create(r, repeatable)),
            .. schema.Objects.Where(IsAggregate).SelectMany(o => MariaDbObjectWriter.Create(o, repeatable)),
            .. Ordered(schema.Views).Select(v => MariaDbObjectWriter.Create(v, repeatable)),
            .. schema.Tables.SelectMany(t =>
                Ordered(t.Triggers).SelectMany(g => MariaDbObjectWriter.Create(t.Name, g, repeatable))
            ),
            .. schema.Objects.Where(o => !IsAggregate(o)).SelectMany(o => MariaDbObjectWriter.Create(o, repeatable)),
        ];
    }

    /// <summary>Everything that removes it again.</summary>
    public Sequence<Definition> Drop(RelationalSchema schema)
    {
        var order = TableOrder.Of(schema);
        return
        [
            .. schema.Objects.Where(o => !IsAggregate(o)).Select(o => MariaDbObjectWriter.Drop(o.Id)),
            .. Ordered(schema.Views).AsEnumerable().Reverse().Select(v => MariaDbObjectWriter.Drop(v.Id)),
            .. schema.Objects.Where(IsAggregate).Select(o => MariaDbObjectWriter.Drop(o.Id)),
            .. schema.Routines.Select(r => MariaDbObjectWriter.Drop(r.Id)),
            .. order.Closing.Select(c => DropForeignKeys(c.Table, [c.ForeignKey])),
            .. order.Tables.Reverse().Select(t => DropTable(t.Name)),
            .. schema.Sequences.Select(s => MariaDbObjectWriter.Drop(new(ObjectKind.Sequence, s.Name))),
        ];
    }

    /// <summary>Creates one object.</summary>
    /// <exception cref="Failure">There is no such object, or it cannot be made by itself.</exception>
    public Sequence<Definition> Create(RelationalSchema schema, ObjectId id) =>
        SchemaParts.Find(schema, id) switch
        {
            SchemaPart.TablePart => [tables.Create(Alone(schema.Find(id.Name)!), [], repeatable: false)],
            SchemaPart.ForeignKeyPart(var table, var key) => [AddForeignKey(schema.Find(table)!, key, repeatable: false)],
            SchemaPart.Index(var table, var index) => Index(schema.Find(table)!, index.Name),
            SchemaPart.TriggerPart(var table, var trigger) => MariaDbObjectWriter.Create(table, trigger, repeatable: false),
            SchemaPart.NumberSequencePart(var sequence) =>
            [
                MariaDbObjectWriter.Create(sequence, CommentOf(schema, sequence), repeatable: false),
            ],
            SchemaPart.RoutinePart => MariaDbObjectWriter.Create(schema.Routines.First(r => r.Id == id), repeatable: false),
            SchemaPart.ViewPart(var view) => [MariaDbObjectWriter.Create(view, repeatable: false)],
            SchemaPart.Other(var other) when IsKnown(other) => MariaDbObjectWriter.Create(other, repeatable: false),
            _ => throw Refuse(id),
        };

    /// <summary>Drops one object.</summary>
    /// <exception cref="Failure">There is no such object, or it cannot be dropped by itself.</exception>
    public Definition Drop(RelationalSchema schema, ObjectId id, Func<Table, TableIndex, Definition> dropIndex) =>
        SchemaParts.Find(schema, id) switch
        {
            SchemaPart.TablePart => DropTable(id.Name),
            SchemaPart.ForeignKeyPart(var table, var key) => DropForeignKeys(schema.Find(table)!, [key]),
            SchemaPart.Index(var table, var index)
                when schema.Find(table)! is var owner && ForNumbers(owner)?.Name != index.Name => dropIndex(owner, index),
            SchemaPart.TriggerPart(_, var trigger) => new(
                $"drop trigger {names.Quote(trigger.Name)}",
                QualifiedName.Of(trigger.Name),
                "trigger"
            ),
            SchemaPart.NumberSequencePart or SchemaPart.RoutinePart or SchemaPart.ViewPart => MariaDbObjectWriter.Drop(id),
            SchemaPart.Other(var other) when IsKnown(other) => MariaDbObjectWriter.Drop(id),
            _ => throw Refuse(id),
        };

    /// <summary>
    /// Removes foreign keys, and the index that the server made for one: it has the same name, and is there when no other one could serve.
    /// </summary>
    public Definition DropForeignKeys(Table table, Sequence<ForeignKey> foreign) =>
        new(
            $"alter table {names.Quote(table.Name)}\n    "
                + string.Join(",\n    ", foreign.SelectMany(f => DropForeignKey(table, f))),
            table.Name,
            "foreign key"
        );

    private IEnumerable<string> DropForeignKey(Table table, ForeignKey key)
    {
        yield return $"drop foreign key {names.Quote(key.Name)}";
        if (table.Indexes.All(i => i.Name != key.Name) && table.Uniques.All(u => u.Name != key.Name))
        {
            yield return $"drop index if exists {names.Quote(key.Name)}";
        }
    }

    private Definition AddForeignKey(Table table, ForeignKey key, bool repeatable) =>
        new(
            $"alter table {names.Quote(table.Name)}\n    add {keys.ForeignKey(key, repeatable ? $"if not exists {names.Quote(key.Name)} " : "")}",
            new(table.Name.Schema, key.Name),
            "foreign key"
        );

    private Definition DropTable(QualifiedName table) => new($"drop table {names.Quote(table)}", table, "table");

    private Sequence<Definition> Index(Table table, string name)
    {
        var index = table.Indexes.First(i => i.Name == name);
        return index == ForNumbers(table) ? [] : [new(keys.Create(table, index), new(table.Name.Schema, index.Name), "index")];
    }

    private static Table Alone(Table table) =>
        table with
        {
            Indexes = ForNumbers(table) is { } index ? [index] : [],
            ForeignKeys = [],
        };

    // A numbered column must be the first one of some key, from the beginning.
    private static TableIndex? ForNumbers(Table table) =>
        table.Columns.FirstOrDefault(c => c.Identity is not null) is not { } numbered
        || table.PrimaryKey?.Columns is [var first, ..] && first == numbered.Name
        || table.Uniques.Any(u => u.Columns[0] == numbered.Name)
            ? null
            : table.Indexes.FirstOrDefault(i => i.Parts[0].Column == numbered.Name);

    private static Sequence<ForeignKey> Closing(TableOrder order, Table table) =>
        order.Closing.Where(c => c.Table.Name == table.Name).Select(c => c.ForeignKey).ToSequence();

    private static bool IsAggregate(SchemaObject other) => other.Id.Kind == ObjectKind.Aggregate;

    private static bool IsKnown(SchemaObject other) => other.Id.Kind is ObjectKind.Aggregate or ObjectKind.Event;

    private static string? CommentOf(RelationalSchema schema, NumberSequence sequence) =>
        schema.Comments.FirstOrDefault(c => c.On == new ObjectId(ObjectKind.Sequence, sequence.Name))?.Text;

    // Views after those that they name; the server lets no circle be made.
    private static List<View> Ordered(Sequence<View> views)
    {
        var known = views.Select(v => v.Name.Name).ToHashSet(StringComparer.Ordinal);
        var open = views.ToDictionary(
            v => v,
            v =>
                SqlWords
                    .Of(v.Query)
                    .Where(w => w.Kind == SqlWordKind.Name && w.Text != v.Name.Name && known.Contains(w.Text))
                    .Select(w => w.Text)
                    .ToHashSet(StringComparer.Ordinal)
        );
        var done = new List<View>();
        while (done.Count < views.Count)
        {
            var next =
                views.FirstOrDefault(v => !done.Contains(v) && open[v].All(n => done.Exists(d => d.Name.Name == n)))
                ?? views.First(v => !done.Contains(v));
            done.Add(next);
        }

        return done;
    }

    // One that follows another comes after it.
    private static List<Trigger> Ordered(Sequence<Trigger> triggers)
    {
        var done = new List<Trigger>();
        while (done.Count < triggers.Count)
        {
            done.Add(
                triggers.FirstOrDefault(t =>
                    !done.Contains(t)
                    && t.Details.FirstOrDefault(d => d.Name == "follows")?.Value is var before
                    && (before is null || done.Exists(d => d.Name == before))
                ) ?? triggers.First(t => !done.Contains(t))
            );
        }

        return done;
    }

    private static Failure Refuse(ObjectId id) =>
        Failure.Because(ExitStatus.BadInput, "mariadb-part", $"MariaDB cannot make or drop the {id} by itself.");
}
