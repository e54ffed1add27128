using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Definitions as SQL of PostgreSQL, for people to read.</summary>
internal sealed class PostgreSqlWriter : IWriter
{
    private readonly PostgreSqlNames names = new();
    private readonly PostgreSqlTypes types = new();

    private PostgreSqlObjectWriter Objects => new(this);

    /// <inheritdoc />
    public Sequence<Definition> Create(RelationalSchema schema, bool repeatable = false) =>
        [
            .. repeatable ? [Quietly()] : Array.Empty<Definition>(),
            .. new PostgreSqlScriptWriter(Objects).Create(schema, repeatable),
        ];

    /// <inheritdoc />
    public Sequence<Definition> Drop(RelationalSchema schema) => PostgreSqlScriptWriter.Drop(schema);

    /// <inheritdoc />
    public Sequence<Definition> Create(RelationalSchema schema, ObjectId part) =>
        new PostgreSqlScriptWriter(Objects).Create(schema, part);

    /// <inheritdoc />
    public Definition Drop(RelationalSchema schema, ObjectId part)
    {
        var graph = SchemaGraph.Of(schema);
        return PostgreSqlObjectWriter.Drop(graph, PostgreSqlScriptWriter.Part(graph, part));
    }

    /// <inheritdoc />
    public Definition CreateIndex(Table table, TableIndex index) => CreateIndex(table, index, repeatable: false);

    /// <inheritdoc />
    public Definition DropIndex(Table table, TableIndex index)
    {
        var name = new QualifiedName(table.Name.Schema, index.Name);
        return new($"drop index {names.Quote(name)}", name, "index");
    }

    /// <inheritdoc />
    public (Sequence<Definition> Before, Sequence<Definition> After) AroundBulkLoad(RelationalSchema schema)
    {
        var firing = schema.Tables.Where(t => t.Triggers.Any(g => g.Events.Contains("insert"))).ToList();
        return (
            [
                .. schema.Tables.SelectMany(t => t.ForeignKeys.Select(f => DropForeignKey(t, f))),
                .. firing.Select(t => Triggers(t, "disable")),
            ],
            [
                .. firing.Select(t => Triggers(t, "enable")),
                .. schema.Tables.SelectMany(t => t.ForeignKeys.Select(f => CreateForeignKey(t, f, repeatable: false))),
                .. schema.Tables.SelectMany(t => t.Columns.Where(c => c.Identity is not null).Select(c => AdvanceIdentity(t, c))),
            ]
        );
    }

    /// <summary>Loaded keys do not move the sequence behind an identity column; the next insert would collide with the first of them.</summary>
    private Definition AdvanceIdentity(Table table, Column column) =>
        new(
            $"select setval(pg_get_serial_sequence({names.Literal(names.Quote(table.Name))}, {names.Literal(column.Name)}), "
                + $"coalesce(max({names.Quote(column.Name)}), 0) + 1, false) from {names.Quote(table.Name)}",
            table.Name,
            "sequence"
        );

    /// <summary>The condition; values are never scaled on this engine, so the digits of a reference do not matter.</summary>
    public string Write(Expression expression, Func<Expression.Reference, (string Sql, int ScaleDigits)> column) =>
        PostgreSqlExpressions.Write(expression, reference => column(reference).Sql);

    /// <inheritdoc />
    public string WriteDefault(Expression expression, TypeChoice type) =>
        PostgreSqlExpressions.WriteDefault(expression, type.Type);

    /// <inheritdoc />
    public (Trigger Trigger, Routine? Function) Touch(Table table, string column)
    {
        var function = new Routine(
            new(table.Name.Schema, $"set_{column}"),
            "",
            "trigger",
            "plpgsql",
            $"\nbegin\n    new.{names.Quote(column)} := now();\n    return new;\nend\n"
        )
        {
            Comment = $"Keeps {column} at the time of the last change.",
        };
        return (new($"set_{column}", "before", ["update"], $"{names.Quote(function.Name)}()"), function);
    }

    // A script that runs again would otherwise print a notice for each object that is there.
    private static Definition Quietly() =>
        new("set client_min_messages = warning", QualifiedName.Of("client_min_messages"), "setting");

    /// <summary>Adds one constraint to a table.</summary>
    public Definition CreateConstraint(SchemaPart.ConstraintPart part)
    {
        var table = new Table(part.Table);
        var alone = part switch
        {
            SchemaPart.PrimaryKeyPart(_, var key) => table with { PrimaryKey = key },
            SchemaPart.Unique(_, var unique) => table with { Uniques = [unique] },
            SchemaPart.Check(_, var check) => table with { Checks = [check] },
            SchemaPart.Exclusion(_, var exclusion) => table with { Exclusions = [exclusion] },
            _ => throw new ArgumentException("A foreign key has a statement of its own.", nameof(part)),
        };
        return new(
            $"alter table {names.Quote(part.Table)}\n    add {Constraints(alone).Single()}",
            new(part.Table.Schema, part.Name),
            "constraint"
        );
    }

    /// <summary>Creates a table without foreign keys, indexes and triggers.</summary>
    public Definition CreateTable(Table table, bool repeatable)
    {
        var width = table.Columns.Select(c => names.Quote(c.Name).Length).DefaultIfEmpty().Max();
        var lines = table
            .Columns.Select(c => $"{names.Quote(c.Name).PadRight(Math.Min(width, 30))} {ColumnDefinition(c)}")
            .Concat(Constraints(table));
        var sql =
            $"create table {PostgreSqlText.IfNotExists(repeatable)}{names.Quote(table.Name)} (\n    {string.Join(",\n    ", lines)}\n)";
        return new(sql, table.Name, "table");
    }

    private string ColumnDefinition(Column column)
    {
        var collation = column.Collation is { } name ? $" collate {names.Quote(name)}" : "";
        var generated =
            column.Generated is { } g ? $" generated always as ({g.Sql}) {(g.Stored ? "stored" : "virtual")}"
            : column.Identity is { } identity
                ? $" generated {(identity == IdentityKind.Always ? "always" : "by default")} as identity"
            : "";
        var notNull = column.Nullable || column.Identity is not null ? "" : " not null";
        var byDefault = column.Default is { } sql ? $" default {sql}" : "";
        return types.Write(column.Type) + collation + generated + notNull + byDefault;
    }

    private IEnumerable<string> Constraints(Table table)
    {
        if (table.PrimaryKey is { } key)
        {
            yield return $"constraint {names.Quote(key.Name)} primary key ({Columns(key.Columns)})";
        }

        foreach (var unique in table.Uniques)
        {
            yield return $"constraint {names.Quote(unique.Name)} unique ({Columns(unique.Columns)})";
        }

        foreach (var check in table.Checks)
        {
            yield return $"constraint {names.Quote(check.Name)} check ({check.Sql})";
        }

        foreach (var exclusion in table.Exclusions)
        {
            yield return $"constraint {names.Quote(exclusion.Name)} {exclusion.Sql}";
        }
    }

    /// <summary>Adds a foreign key.</summary>
    public Definition CreateForeignKey(Table table, ForeignKey key, bool repeatable)
    {
        var deferral =
            (key.Deferrable ? " deferrable" : "")
            + (key is { Deferrable: true, InitiallyDeferred: true } ? " initially deferred" : "");
        var create =
            $"alter table {names.Quote(table.Name)}\n    add constraint {names.Quote(key.Name)}\n"
            + $"    foreign key ({Columns(key.Columns)}) references {names.Quote(key.ReferencedTable)} ({Columns(key.ReferencedColumns)})"
            + $"{Action(" on delete", key.OnDelete)}{Action(" on update", key.OnUpdate)}{deferral}";
        var test = $"select from pg_constraint where conrelid = {Regclass(table)} and conname = {names.Literal(key.Name)}";
        return new(repeatable ? PostgreSqlText.Unless(test, create) : create, new(table.Name.Schema, key.Name), "foreign key");
    }

    private Definition DropForeignKey(Table table, ForeignKey key) =>
        new(
            $"alter table {names.Quote(table.Name)} drop constraint {names.Quote(key.Name)}",
            new(table.Name.Schema, key.Name),
            "foreign key"
        );

    /// <summary>Creates an index.</summary>
    public Definition CreateIndex(Table table, TableIndex index, bool repeatable)
    {
        var method = index.Method == "btree" ? "" : $"using {names.Quote(index.Method)} ";
        var include = index.Include.Count > 0 ? $" include ({Columns(index.Include)})" : "";
        var where = index.Where is { } predicate ? $"\n    where {predicate}" : "";
        return new(
            $"create {(index.Unique ? "unique " : "")}index {PostgreSqlText.IfNotExists(repeatable)}{names.Quote(index.Name)}\n"
                + $"    on {names.Quote(table.Name)} {method}({string.Join(", ", index.Parts.Select(Part))}){include}{where}",
            new(table.Name.Schema, index.Name),
            "index"
        );
    }

    private string Part(IndexPart part) =>
        (part.Column is { } column ? names.Quote(column) : $"({part.Expression})")
        + (part.OperatorClass is { } operators ? $" {operators}" : "")
        + (part.Descending ? " desc" : "")
        + part.NullsFirst switch
        {
            true => " nulls first",
            false => " nulls last",
            null => "",
        };

    /// <summary>Creates a trigger.</summary>
    public Definition CreateTrigger(Table table, Trigger trigger, bool repeatable)
    {
        var events = trigger.Events.Select(e =>
            e == "update" && trigger.Columns.Count > 0 ? $"update of {Columns(trigger.Columns)}" : e
        );
        var when = trigger.When is { } condition ? $"\n    when ({condition})" : "";
        var create =
            $"create trigger {names.Quote(trigger.Name)}\n"
            + $"    {trigger.Timing} {string.Join(" or ", events)} on {names.Quote(table.Name)}\n"
            + $"    for each row{when} execute function {trigger.Action}";
        var test = $"select from pg_trigger where tgrelid = {Regclass(table)} and tgname = {names.Literal(trigger.Name)}";
        return new(
            repeatable ? PostgreSqlText.Unless(test, create) : create,
            new(table.Name.Schema, $"{table.Name.Name}.{trigger.Name}"),
            "trigger"
        );
    }

    private Definition Triggers(Table table, string verb) =>
        new($"alter table {names.Quote(table.Name)} {verb} trigger user", table.Name, "trigger");

    private string Columns(IEnumerable<string> columns) => string.Join(", ", columns.Select(names.Quote));

    private string Regclass(Table table) => $"{names.Literal(names.Quote(table.Name))}::regclass";

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
