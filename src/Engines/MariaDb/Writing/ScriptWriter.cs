using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Whole schemas as statements. Sequences come before the tables whose defaults use them; then routines, whose bodies the server does not
/// look into, views after the views that they use, triggers and events.
/// </summary>
internal sealed class MariaDbScriptWriter(MariaDbTableWriter tables, MariaDbKeyWriter keys, MariaDbDialect dialect)
{
    private readonly MariaDbNames names = dialect.Names;
    private readonly MariaDbObjectWriter objects = new(dialect);

    /// <summary>Everything that creates the schema.</summary>
    public Sequence<Definition> Create(RelationalSchema schema, bool repeatable)
    {
        var order = TableOrder.Of(schema);
        return
        [
            .. schema.Sequences.Select(s => objects.Create(s, CommentOf(schema, s), repeatable)),
            .. order.Tables.Select(t => tables.Create(t, Closing(order, t), repeatable)),
            .. order.Closing.SelectMany(c => AddForeignKey(c.Table, c.ForeignKey, repeatable)),
            .. schema.Routines.SelectMany(r => objects.Create(r, repeatable)),
            .. schema.Objects.Where(IsAggregate).SelectMany(o => objects.Create(o, repeatable)),
            .. Ordered(schema.Views).Select(v => objects.Create(v, repeatable)),
            .. schema.Tables.SelectMany(t => Ordered(t.Triggers).SelectMany(g => objects.Create(t.Name, g, repeatable))),
            .. schema.Objects.Where(o => !IsAggregate(o)).SelectMany(o => objects.Create(o, repeatable)),
            .. MariaDbRightWriter.Give(schema.Grants),
        ];
    }

    /// <summary>Everything that removes it again.</summary>
    public Sequence<Definition> Drop(RelationalSchema schema)
    {
        var order = TableOrder.Of(schema);
        return
        [
            .. MariaDbRightWriter.Take(schema.Grants),
            .. schema.Objects.Where(o => !IsAggregate(o)).Select(o => objects.Drop(o.Id)),
            .. Ordered(schema.Views).AsEnumerable().Reverse().Select(v => objects.Drop(v.Id)),
            .. schema.Objects.Where(IsAggregate).Select(o => objects.Drop(o.Id)),
            .. schema.Routines.Select(r => objects.Drop(r.Id)),
            .. order.Closing.Select(c => DropForeignKeys(c.Table, [c.ForeignKey])),
            .. order.Tables.Reverse().Select(t => DropTable(t.Name)),
            .. schema.Sequences.Select(s => objects.Drop(new(ObjectKind.Sequence, s.Name))),
        ];
    }

    /// <summary>Creates one object.</summary>
    /// <exception cref="Failure">There is no such object, or it cannot be made by itself.</exception>
    public Sequence<Definition> Create(RelationalSchema schema, ObjectId id) =>
        [.. CreateBare(schema, id), .. MariaDbRightWriter.Give(MariaDbRightWriter.On(schema, id))];

    /// <summary>Creates one object, without the rights on it.</summary>
    /// <exception cref="Failure">There is no such object, or it cannot be made by itself.</exception>
    public Sequence<Definition> CreateBare(RelationalSchema schema, ObjectId id) =>
        SchemaParts.Find(schema, id) switch
        {
            SchemaPart.TablePart => [tables.Create(Alone(schema.Find(id.Name)!), [], repeatable: false)],
            SchemaPart.ForeignKeyPart(var table, var key) => AddForeignKey(schema.Find(table)!, key, repeatable: false),
            SchemaPart.Index(var table, var index) => Index(schema.Find(table)!, index.Name),
            SchemaPart.TriggerPart(var table, var trigger) => objects.Create(table, trigger, repeatable: false),
            SchemaPart.NumberSequencePart(var sequence) =>
            [
                objects.Create(sequence, CommentOf(schema, sequence), repeatable: false),
            ],
            SchemaPart.RoutinePart => objects.Create(schema.Routines.First(r => r.Id == id), repeatable: false),
            SchemaPart.ViewPart(var view) => [objects.Create(view, repeatable: false)],
            SchemaPart.Other(var other) when IsKnown(other) => objects.Create(other, repeatable: false),
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
            SchemaPart.NumberSequencePart or SchemaPart.RoutinePart or SchemaPart.ViewPart => objects.Drop(id),
            SchemaPart.Other(var other) when IsKnown(other) => objects.Drop(id),
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
        if (
            dialect.HasConditionalClauses
            && table.Indexes.All(i => i.Name != key.Name)
            && table.Uniques.All(u => u.Name != key.Name)
        )
        {
            yield return $"drop index if exists {names.Quote(key.Name)}";
        }
    }

    private Sequence<Definition> AddForeignKey(Table table, ForeignKey key, bool repeatable)
    {
        var name = new QualifiedName(table.Name.Schema, key.Name);
        var condition = repeatable && dialect.HasConditionalClauses ? $"if not exists {names.Quote(key.Name)} " : "";
        var add = $"alter table {names.Quote(table.Name)}\n    add {keys.ForeignKey(key, condition)}";
        return repeatable && !dialect.HasConditionalClauses
            ? WhereMissing(add, key.Name).Select(s => new Definition(s, name, "foreign key")).ToSequence()
            : [new(add, name, "foreign key")];
    }

    // Without a clause that says so, and without blocks outside of routines, only a statement made of text can depend on what is there.
    private IEnumerable<string> WhereMissing(string add, string constraint) =>
        [
            $"""
                set @dbwright_statement = if(
                    exists (
                        select 1 from information_schema.table_constraints
                        where constraint_schema = database() and constraint_name = {names.Literal(constraint)}
                    ),
                    'do 0',
                    {names.Literal(add)}
                )
                """.ReplaceLineEndings("\n"),
            "prepare dbwright_statement from @dbwright_statement",
            "execute dbwright_statement",
            "deallocate prepare dbwright_statement",
        ];

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
            v => Read(v.Query).Where(n => n != v.Name.Name && known.Contains(n)).ToHashSet(StringComparer.Ordinal)
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

    // What a query may read from: columns and what they are called may have the name of a view too.
    private static IEnumerable<string> Read(string query)
    {
        var words = SqlWords.Of(query);
        for (var i = 1; i < words.Count; i++)
        {
            var (before, word) = (words[i - 1], words[i]);
            if (
                word.Kind == SqlWordKind.Name
                && (
                    (before.Kind == SqlWordKind.Sign && before.Text is "(" or ",")
                    || (before.Kind == SqlWordKind.Name && before.Text is "from" or "join" or "straight_join")
                )
                && !(i + 1 < words.Count && words[i + 1] is { Kind: SqlWordKind.Sign, Text: "." })
            )
            {
                yield return word.Text;
            }
        }
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

    private Failure Refuse(ObjectId id) =>
        Failure.Because(ExitStatus.BadInput, "mariadb-part", $"{dialect.Title} cannot make or drop the {id} by itself.");
}
