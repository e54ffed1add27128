using System.Text;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Definitions of SQLite.</summary>
public sealed class SqliteWriter : IWriter
{
    private readonly SqliteNames names = new();
    private readonly SqliteTypes types = new();

    /// <inheritdoc />
    /// <exception cref="Failure">The schema has what SQLite does not: types, functions, extensions, other index methods.</exception>
    public Sequence<Definition> Create(RelationalSchema schema, bool repeatable = false)
    {
        Refuse(schema);
        var tables = SqliteTableOrder.ParentsFirst(schema.Tables);
        return
        [
            .. tables.Select(t => CreateTable(t, repeatable)),
            .. tables.SelectMany(t => t.Indexes.Select(i => CreateIndex(t, i, repeatable))),
            .. schema.VirtualTables.Select(t => CreateVirtualTable(t, repeatable)),
            .. schema
                .Objects.OrderBy(o => o.Id.Kind == ObjectKind.Trigger)
                .Select(o => new Definition(o.Create, o.Id.Name, o.Id.Kind.ToString().ToLowerInvariant())),
            .. SqliteTableOrder.UsedFirst(schema.Views).Select(v => CreateView(v, repeatable)),
            .. tables.SelectMany(t => t.Triggers.Select(g => CreateTrigger(t.Name, g, repeatable))),
            .. schema.Views.SelectMany(v => v.Triggers.Select(g => CreateTrigger(v.Name, g, repeatable))),
        ];
    }

    /// <inheritdoc />
    public Sequence<Definition> Drop(RelationalSchema schema)
    {
        // Dropping a table deletes its rows first, which references to them would forbid until the last table is gone.
        var deferred = SqliteTableOrder.HasCycle(schema.Tables)
            ? (Definition[])[new("pragma defer_foreign_keys = on", QualifiedName.Of("defer_foreign_keys"), "setting")]
            : [];
        return
        [
            .. deferred,
            .. SqliteTableOrder
                .UsedFirst(schema.Views)
                .AsEnumerable()
                .Reverse()
                .Select(v => new Definition($"drop view {names.Quote(v.Name)}", v.Name, "view")),
            .. schema
                .Objects.Where(o => o.Id.Kind is ObjectKind.View or ObjectKind.Table or ObjectKind.VirtualTable)
                .Select(o => new Definition(
                    $"drop {(o.Id.Kind == ObjectKind.View ? "view" : "table")} {names.Quote(o.Id.Name)}",
                    o.Id.Name,
                    "table"
                )),
            .. schema.VirtualTables.Select(t => new Definition($"drop table {names.Quote(t.Name)}", t.Name, "virtual table")),
            .. SqliteTableOrder
                .ParentsFirst(schema.Tables)
                .AsEnumerable()
                .Reverse()
                .Select(t => new Definition($"drop table {names.Quote(t.Name)}", t.Name, "table")),
        ];
    }

    /// <inheritdoc />
    public Sequence<Definition> Create(RelationalSchema schema, ObjectId part) =>
        SchemaParts.Find(schema, part) switch
        {
            SchemaPart.TablePart => [CreateTable(schema.Find(part.Name)!, repeatable: false)],
            SchemaPart.VirtualTablePart(var table) => [CreateVirtualTable(table, repeatable: false)],
            SchemaPart.Index(var table, _) => [CreateIndex(schema.Find(table)!, IndexOf(schema.Find(table)!, part))],
            SchemaPart.TriggerPart(var table, var trigger) => [CreateTrigger(table, trigger, repeatable: false)],
            SchemaPart.ViewPart => [CreateView(schema.Views.First(v => v.Name == part.Name), repeatable: false)],
            SchemaPart.Other(var other) => [new(other.Create, part.Name, other.Id.Kind.ToString().ToLowerInvariant())],
            _ => throw Alone(part),
        };

    /// <inheritdoc />
    public Definition Drop(RelationalSchema schema, ObjectId part) =>
        SchemaParts.Find(schema, part) switch
        {
            SchemaPart.TablePart => new($"drop table {names.Quote(part.Name)}", part.Name, "table"),
            SchemaPart.VirtualTablePart => new($"drop table {names.Quote(part.Name)}", part.Name, "virtual table"),
            SchemaPart.ViewPart => new($"drop view {names.Quote(part.Name)}", part.Name, "view"),
            SchemaPart.Other(var other) => new(
                $"drop {(other.Id.Kind == ObjectKind.VirtualTable ? "table" : other.Id.Kind.ToString().ToLowerInvariant())} "
                    + names.Quote(part.Part.Length > 0 ? part.Part : part.Name.Name),
                part.Name,
                "object"
            ),
            SchemaPart.Index(var table, var index) => DropIndex(schema.Find(table)!, index),
            SchemaPart.TriggerPart(_, var trigger) => new(
                $"drop trigger {names.Quote(trigger.Name)}",
                QualifiedName.Of(trigger.Name),
                "trigger"
            ),
            _ => throw Alone(part),
        };

    /// <inheritdoc />
    /// <exception cref="Failure">SQLite has no such index.</exception>
    public Definition CreateIndex(Table table, TableIndex index) => CreateIndex(table, index, repeatable: false);

    /// <inheritdoc />
    public Definition DropIndex(Table table, TableIndex index)
    {
        var name = new QualifiedName(table.Name.Schema, index.Name);
        return new($"drop index {names.Quote(name)}", name, "index");
    }

    /// <inheritdoc />
    public string? BeforeBulkLoad => "pragma foreign_keys = off";

    /// <summary>
    /// Triggers on inserts go and come back, and full-text tables are built from their tables at once instead of row by row. Foreign keys
    /// are a matter of the session that loads (<see cref="SqliteLoader"/>); whether every reference has its row is asked here, and it is an
    /// error of the session when one has not.
    /// </summary>
    public (Sequence<Definition> Before, Sequence<Definition> After) AroundBulkLoad(RelationalSchema schema)
    {
        var triggers = schema
            .Tables.SelectMany(t => t.Triggers.Where(g => g.Events.Contains("insert")).Select(g => (Table: t, Trigger: g)))
            .ToList();
        var documents = schema.VirtualTables.Where(v =>
            v.Module.Equals("fts5", StringComparison.OrdinalIgnoreCase) && v.ContentOf is not null
        );
        return (
            triggers
                .Select(g => new Definition(
                    $"drop trigger {names.Quote(g.Trigger.Name)}",
                    QualifiedName.Of(g.Trigger.Name),
                    "trigger"
                ))
                .ToSequence(),
            [
                new("pragma foreign_key_check", QualifiedName.Of("foreign_key_check"), "foreign key"),
                .. documents.Select(v => new Definition(
                    $"insert into {names.Quote(v.Name)} ({names.Quote(v.Name.Name)}) values ('rebuild')",
                    v.Name,
                    "virtual table"
                )),
                .. triggers.Select(g => CreateTrigger(g.Table.Name, g.Trigger, repeatable: false)),
            ]
        );
    }

    /// <inheritdoc />
    public bool CanWrite(Expression expression) => SqliteExpressions.CanWrite(expression);

    /// <inheritdoc />
    /// <exception cref="Failure">It has a regular expression that SQLite cannot check.</exception>
    public string Write(Expression expression, Func<Expression.Reference, (string Sql, int ScaleDigits)> column) =>
        SqliteExpressions.Write(expression, column);

    /// <inheritdoc />
    public string WriteDefault(Expression expression, TypeChoice type) => SqliteExpressions.WriteDefault(expression, type);

    /// <inheritdoc />
    public (Trigger Trigger, Routine? Function) Touch(Table table, string column)
    {
        var name = names.Quote(column);
        var now = $"strftime('{SqliteExpressions.Moment}', 'now')";
        var row =
            table.Details.Any(d => d.Name == "without rowid") && table.PrimaryKey is { } key
                ? string.Join(" and ", key.Columns.Select(c => $"{names.Quote(c)} = new.{names.Quote(c)}"))
                : "rowid = new.rowid";

        // The time stands still within a statement, so the second condition ends the trigger's call of itself.
        return (
            new(
                ObjectNames.Shorten($"set_{table.Name.Name}_{column}"),
                "after",
                ["update"],
                $"update {names.Quote(table.Name)} set {name} = {now} where {row};"
            )
            {
                When = $"new.{name} is old.{name} and new.{name} is not {now}",
            },
            null
        );
    }

    private static TableIndex IndexOf(Table table, ObjectId part) => table.Indexes.First(i => i.Name == part.Name.Name);

    private static Failure Alone(ObjectId part) =>
        Failure.Because(ExitStatus.BadInput, "sqlite-part", $"SQLite cannot make or drop the {part} by itself.");

    internal Definition CreateTable(Table table, bool repeatable)
    {
        // A key that is numbered, or that is an index and not the address of the row, stands with its column.
        var inlineKey = IdentityOf(table) ?? IndexedKeyOf(table);
        var width = Math.Min(table.Columns.Select(c => names.Quote(c.Name).Length).DefaultIfEmpty().Max(), 30);
        var lines = table
            .Columns.Select(c =>
                (Sql: $"{names.Quote(c.Name).PadRight(width)} {ColumnDefinition(table, c, c == inlineKey)}".TrimEnd(), c.Comment)
            )
            .Concat(Constraints(table, inlineKey is not null).Select(c => (Sql: c, Comment: (string?)null)))
            .ToList();
        var sql = new StringBuilder($"create table {IfNotExists(repeatable)}{names.Quote(table.Name)} ({Remark(table.Comment)}");
        for (var i = 0; i < lines.Count; i++)
        {
            sql.Append("\n    ").Append(lines[i].Sql).Append(i < lines.Count - 1 ? "," : "").Append(Remark(lines[i].Comment));
        }

        var options = table.Details.Select(d => d.Name).ToList();
        sql.Append("\n)").Append(options.Count > 0 ? " " : "").AppendJoin(", ", options);
        return new(sql.ToString(), table.Name, "table");
    }

    /// <summary>The column that the engine numbers; in SQLite it is always the key alone.</summary>
    private static Column? IdentityOf(Table table)
    {
        var identity = table.Columns.FirstOrDefault(c => c.Identity is not null);
        return identity is null ? null
            : table.PrimaryKey is { } key
            && key.Columns.Count == 1
            && key.Columns[0] == identity.Name
            && identity.Type is DataType.Integer { Bits: 64 }
                ? identity
            : throw Failure.Because(
                ExitStatus.BadInput,
                "sqlite-identity",
                $"SQLite cannot number {table.Name}.{identity.Name}: it numbers only integer columns that are the whole primary key."
            );
    }

    internal string ColumnDefinition(Table table, Column column, bool isKey)
    {
        var type = types.Write(column.Type);
        var key = "";
        if (isKey)
        {
            var always = column.Identity == IdentityKind.Always ? " autoincrement" : "";
            var order = column.Identity is null ? " desc" : "";
            key = $"{Constraint(table.PrimaryKey!.Name)} primary key{order}{OnConflict(table.PrimaryKey.Details)}{always}";
        }

        var collation = column.Collation is { } name ? $" collate {names.Quote(name)}" : "";
        var generated = column.Generated is { } g ? $" generated always as ({g.Sql}) {(g.Stored ? "stored" : "virtual")}" : "";
        var notNull =
            column.Nullable || (isKey && column.Identity is not null && column.Details.Count == 0)
                ? ""
                : $"{NameIn(column, "not null")} not null"
                    + (
                        column.Details.FirstOrDefault(d => d.Name == "not null on conflict") is { } d
                            ? $" on conflict {d.Value}"
                            : ""
                    );
        return type
            + key
            + notNull
            + (column.Default is null ? "" : NameIn(column, "default") + DefaultOf(column))
            + (collation.Length == 0 ? "" : NameIn(column, "collate") + collation)
            + (generated.Length == 0 ? "" : NameIn(column, "generated") + generated);
    }

    private static Column? IndexedKeyOf(Table table) =>
        table.PrimaryKey is { Columns.Count: 1 } key
        && key.Details.Any(d => d.Name == "parts")
        && table.Find(key.Columns[0]) is { Type: DataType.Integer { Bits: 64 } } column
        && !table.Details.Contains(new("without rowid"))
            ? column
            : null;

    private static string NameIn(Column column, string what) =>
        column.Details.FirstOrDefault(d => d.Name == $"{what} constraint") is { } detail ? $" constraint {detail.Value}" : "";

    private static string OnConflict(Sequence<Detail> details) =>
        details.FirstOrDefault(d => d.Name == "on conflict") is { } detail ? $" on conflict {detail.Value}" : "";

    private string Parts(Sequence<string> columns, Sequence<Detail> details) =>
        details.FirstOrDefault(d => d.Name == "parts")?.Value ?? Columns(columns);

    private static string DefaultOf(Column column) =>
        column.Default is not { } sql ? ""
        : SqliteLiterals.IsLiteral(sql) ? $" default {sql}"
        : $" default ({sql})";

    private IEnumerable<string> Constraints(Table table, bool keyIsInline)
    {
        if (table.PrimaryKey is { } key && !keyIsInline)
        {
            yield return $"{Constraint(key.Name)} primary key ({Parts(key.Columns, key.Details)}){OnConflict(key.Details)}".TrimStart();
        }

        foreach (var unique in table.Uniques)
        {
            yield return $"{Constraint(unique.Name)} unique ({Parts(unique.Columns, unique.Details)}){OnConflict(unique.Details)}".TrimStart();
        }

        foreach (var check in table.Checks)
        {
            yield return $"{Constraint(check.Name)} check ({check.Sql})".TrimStart();
        }

        foreach (var foreign in table.ForeignKeys)
        {
            var deferral =
                (foreign.Deferrable ? " deferrable" : "")
                + (foreign is { Deferrable: true, InitiallyDeferred: true } ? " initially deferred" : "");
            yield return $"{Constraint(foreign.Name)} foreign key ({Columns(foreign.Columns)}) ".TrimStart()
                + $"references {names.Quote(foreign.ReferencedTable.Name)}"
                + (foreign.ReferencedColumns.Count > 0 ? $" ({Columns(foreign.ReferencedColumns)})" : "")
                + (foreign.Details.FirstOrDefault(d => d.Name == "match") is { } match ? $" match {match.Value}" : "")
                + $"{Action(" on delete", foreign.OnDelete)}{Action(" on update", foreign.OnUpdate)}{deferral}";
        }
    }

    internal Definition CreateIndex(Table table, TableIndex index, bool repeatable)
    {
        if (index.Method != "btree" || index.Include.Count > 0 || index.Parts.Any(p => p.NullsFirst is not null))
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "sqlite-index",
                $"SQLite cannot have the index {index.Name}: its indexes are B-trees without included columns and without an order of nulls."
            );
        }

        var where = index.Where is { } predicate ? $"\n    where {predicate}" : "";
        return new(
            $"create {(index.Unique ? "unique " : "")}index {IfNotExists(repeatable)}{names.Quote(index.Name)}{Remark(index.Comment)}\n"
                + $"    on {names.Quote(table.Name.Name)} ({string.Join(", ", index.Parts.Select(Part))}){where}",
            new(table.Name.Schema, index.Name),
            "index"
        );
    }

    private string Part(IndexPart part) =>
        (part.Column is { } column ? names.Quote(column) : $"({part.Expression})")
        + (part.Collation is { } collation ? $" collate {names.Quote(collation)}" : "")
        + (part.Descending ? " desc" : "");

    internal Definition CreateVirtualTable(VirtualTable table, bool repeatable) =>
        new(
            $"create virtual table {IfNotExists(repeatable)}{names.Quote(table.Name)}\n"
                + $"    using {names.Quote(table.Module)}"
                + (table.Arguments.Count > 0 ? $" ({string.Join(", ", table.Arguments)})" : ""),
            table.Name,
            "virtual table"
        );

    internal Definition CreateView(View view, bool repeatable) =>
        new(
            $"create view {IfNotExists(repeatable)}{names.Quote(view.Name)}"
                + $"{(view.Columns.Count > 0 ? $" ({Columns(view.Columns.Select(c => c.Name))})" : "")}{Remark(view.Comment)}\n"
                + $"as\n{view.Query}",
            view.Name,
            "view"
        );

    internal Definition CreateTrigger(QualifiedName table, Trigger trigger, bool repeatable)
    {
        if (trigger.Events.Count != 1)
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "sqlite-trigger",
                $"SQLite cannot have the trigger {trigger.Name}: a trigger there has one event, not {trigger.Events.Count}."
            );
        }

        var of = trigger.Columns.Count > 0 ? $" of {Columns(trigger.Columns)}" : "";
        var when = trigger.When is { } condition ? $"\n    when ({condition})" : "";
        return new(
            $"create trigger {IfNotExists(repeatable)}{names.Quote(trigger.Name)}\n"
                + $"    {trigger.Timing} {trigger.Events[0]}{of} on {names.Quote(table.Name)}\n"
                + $"    for each row{when}\nbegin\n{trigger.Action}\nend",
            QualifiedName.Of(trigger.Name),
            "trigger"
        );
    }

    private static void Refuse(RelationalSchema schema)
    {
        var alien = schema
            .Enums.Select(e => $"the type {e.Name}")
            .Concat(schema.Routines.Select(r => $"the function {r.Name}"))
            .Concat(schema.Sequences.Select(s => $"the sequence {s.Name}"))
            .Concat(schema.Domains.Select(d => $"the domain {d.Name}"))
            .Concat(schema.Composites.Select(c => $"the type {c.Name}"))
            .Concat(schema.Extensions.Select(e => $"the extension {e.Name}"))
            .FirstOrDefault();
        if (alien is not null)
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "sqlite-schema",
                $"SQLite cannot have {alien}.",
                "It has neither types nor functions nor extensions of the schema's own."
            );
        }
    }

    // One comment line for each of the text; the inspector puts them together again.
    private static string Remark(string? comment) =>
        comment is null ? "" : " -- " + comment.Replace("\0", "").Replace("\n", "\n    -- ");

    private string Constraint(string name) => SqliteUnnamedConstraints.IsUnnamed(name) ? "" : $" constraint {names.Quote(name)}";

    private string Columns(IEnumerable<string> columns) => string.Join(", ", columns.Select(names.Quote));

    private static string IfNotExists(bool repeatable) => repeatable ? "if not exists " : "";

    private static string Action(string when, ReferentialAction action) =>
        action switch
        {
            ReferentialAction.NoAction => "",
            ReferentialAction.Restrict => $"{when} restrict",
            ReferentialAction.Cascade => $"{when} cascade",
            ReferentialAction.SetNull => $"{when} set null",
            ReferentialAction.SetDefault => $"{when} set default",
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, "An action without SQL."),
        };
}
