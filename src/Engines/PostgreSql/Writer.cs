using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Definitions as SQL of PostgreSQL, for people to read.</summary>
internal sealed class PostgreSqlWriter : IWriter
{
    private readonly PostgreSqlNames names = new();
    private readonly PostgreSqlTypes types = new();

    /// <inheritdoc />
    public Sequence<Definition> Create(RelationalSchema schema, bool repeatable = false) =>
        [
            .. repeatable ? [Quietly()] : Array.Empty<Definition>(),
            .. Namespaces(schema).Select(n => CreateNamespace(n, repeatable)),
            .. schema.Extensions.Select(CreateExtension),
            .. schema.Enums.Select(e => CreateEnum(e, repeatable)),
            .. schema.Routines.Select(CreateRoutine),
            .. schema.Tables.Select(t => CreateTable(t, repeatable)),
            .. schema.Tables.SelectMany(t => t.ForeignKeys.Select(f => CreateForeignKey(t, f, repeatable))),
            .. schema.Tables.SelectMany(t => t.Indexes.Select(i => CreateIndex(t, i, repeatable))),
            .. schema.Tables.SelectMany(t => t.Triggers.Select(g => CreateTrigger(t, g, repeatable))),
            .. Comments(schema),
        ];

    /// <inheritdoc />
    public Sequence<Definition> Drop(RelationalSchema schema)
    {
        var order = TableOrder.Of(schema);
        return
        [
            .. order.Closing.Select(f => DropForeignKey(f.Table, f.ForeignKey)),
            .. order.Tables.Reverse().Select(t => new Definition($"drop table {names.Quote(t.Name)}", t.Name, "table")),
            .. schema.Routines.Reverse().Select(r => new Definition($"drop function {Signature(schema, r)}", r.Name, "function")),
            .. schema.Enums.Reverse().Select(e => new Definition($"drop type {names.Quote(e.Name)}", e.Name, "type")),
            .. schema
                .Extensions.Reverse()
                .Select(e => new Definition(
                    $"drop extension if exists {names.Quote(e.Name)}",
                    QualifiedName.Of(e.Name),
                    "extension"
                )),
            .. Namespaces(schema)
                .Reverse()
                .Select(n => new Definition($"drop schema {names.Quote(n)}", QualifiedName.Of(n), "schema")),
        ];
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

    private static Sequence<string> Namespaces(RelationalSchema schema) =>
        schema
            .Tables.Select(t => t.Name)
            .Concat(schema.Enums.Select(e => e.Name))
            .Concat(schema.Routines.Select(r => r.Name))
            .Select(n => n.Schema)
            .Where(n => n.Length > 0)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToSequence();

    private Definition CreateNamespace(string name, bool repeatable) =>
        new($"create schema {IfNotExists(repeatable)}{names.Quote(name)}", QualifiedName.Of(name), "schema");

    // An extension is often there already, installed by the administrator.
    private Definition CreateExtension(Extension extension) =>
        new($"create extension if not exists {names.Quote(extension.Name)}", QualifiedName.Of(extension.Name), "extension");

    private Definition CreateEnum(EnumDefinition definition, bool repeatable)
    {
        var create =
            $"create type {names.Quote(definition.Name)} as enum ({string.Join(", ", definition.Values.Select(names.Literal))})";
        var test = $"select from pg_type where oid = to_regtype({names.Literal(names.Quote(definition.Name))})";
        return new(repeatable ? Unless(test, create) : create, definition.Name, "type");
    }

    private Definition CreateRoutine(Routine routine)
    {
        var quote = DollarQuote(routine.Body);
        return new(
            $"""
            create or replace function {names.Quote(routine.Name)}({routine.Arguments}) returns {routine.Returns}
            language {names.Quote(routine.Language)}
            as {quote}{routine.Body}{quote}
            """.ReplaceLineEndings("\n"),
            routine.Name,
            "function"
        );
    }

    private Definition CreateTable(Table table, bool repeatable)
    {
        var width = table.Columns.Select(c => names.Quote(c.Name).Length).DefaultIfEmpty().Max();
        var lines = table
            .Columns.Select(c => $"{names.Quote(c.Name).PadRight(Math.Min(width, 30))} {ColumnDefinition(c)}")
            .Concat(Constraints(table));
        var sql = $"create table {IfNotExists(repeatable)}{names.Quote(table.Name)} (\n    {string.Join(",\n    ", lines)}\n)";
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
    }

    private Definition CreateForeignKey(Table table, ForeignKey key, bool repeatable)
    {
        var deferral =
            (key.Deferrable ? " deferrable" : "")
            + (key is { Deferrable: true, InitiallyDeferred: true } ? " initially deferred" : "");
        var create =
            $"alter table {names.Quote(table.Name)}\n    add constraint {names.Quote(key.Name)}\n"
            + $"    foreign key ({Columns(key.Columns)}) references {names.Quote(key.ReferencedTable)} ({Columns(key.ReferencedColumns)})"
            + $"{Action(" on delete", key.OnDelete)}{Action(" on update", key.OnUpdate)}{deferral}";
        var test = $"select from pg_constraint where conrelid = {Regclass(table)} and conname = {names.Literal(key.Name)}";
        return new(repeatable ? Unless(test, create) : create, new(table.Name.Schema, key.Name), "foreign key");
    }

    private Definition DropForeignKey(Table table, ForeignKey key) =>
        new(
            $"alter table {names.Quote(table.Name)} drop constraint {names.Quote(key.Name)}",
            new(table.Name.Schema, key.Name),
            "foreign key"
        );

    private Definition CreateIndex(Table table, TableIndex index, bool repeatable)
    {
        var method = index.Method == "btree" ? "" : $"using {names.Quote(index.Method)} ";
        var include = index.Include.Count > 0 ? $" include ({Columns(index.Include)})" : "";
        var where = index.Where is { } predicate ? $"\n    where {predicate}" : "";
        return new(
            $"create {(index.Unique ? "unique " : "")}index {IfNotExists(repeatable)}{names.Quote(index.Name)}\n"
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

    private Definition CreateTrigger(Table table, Trigger trigger, bool repeatable)
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
            repeatable ? Unless(test, create) : create,
            new(table.Name.Schema, $"{table.Name.Name}.{trigger.Name}"),
            "trigger"
        );
    }

    private Definition Triggers(Table table, string verb) =>
        new($"alter table {names.Quote(table.Name)} {verb} trigger user", table.Name, "trigger");

    private IEnumerable<Definition> Comments(RelationalSchema schema)
    {
        foreach (var definition in schema.Enums.Where(e => e.Comment is not null))
        {
            yield return Comment("type", names.Quote(definition.Name), definition.Comment!, definition.Name);
        }

        foreach (var routine in schema.Routines.Where(r => r.Comment is not null))
        {
            yield return Comment("function", $"{names.Quote(routine.Name)}({routine.Arguments})", routine.Comment!, routine.Name);
        }

        foreach (var table in schema.Tables)
        {
            var name = names.Quote(table.Name);
            if (table.Comment is { } comment)
            {
                yield return Comment("table", name, comment, table.Name);
            }

            foreach (var column in table.Columns.Where(c => c.Comment is not null))
            {
                yield return Comment("column", $"{name}.{names.Quote(column.Name)}", column.Comment!, table.Name);
            }

            foreach (var index in table.Indexes.Where(i => i.Comment is not null))
            {
                var indexName = new QualifiedName(table.Name.Schema, index.Name);
                yield return Comment("index", names.Quote(indexName), index.Comment!, indexName);
            }
        }
    }

    // A name that is unique needs no arguments, and arguments with defaults would not be understood here.
    private string Signature(RelationalSchema schema, Routine routine) =>
        routine.Arguments.Length == 0 ? $"{names.Quote(routine.Name)}()"
        : schema.Routines.Count(r => r.Name == routine.Name) == 1 ? names.Quote(routine.Name)
        : $"{names.Quote(routine.Name)}({routine.Arguments})";

    private Definition Comment(string kind, string subject, string comment, QualifiedName about) =>
        new($"comment on {kind} {subject} is {names.Literal(comment)}", about, "comment");

    private string Columns(IEnumerable<string> columns) => string.Join(", ", columns.Select(names.Quote));

    private string Regclass(Table table) => $"{names.Literal(names.Quote(table.Name))}::regclass";

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

    // For what has no "if not exists" of its own in every version from 13 on.
    private static string Unless(string test, string create)
    {
        var quote = DollarQuote(test + create);
        return $"do {quote}\nbegin\n    if not exists ({test}) then\n        {Indented(create)};\n    end if;\nend\n{quote}";
    }

    // Line breaks within a literal belong to it and must stay as they are.
    private static string Indented(string sql)
    {
        var lines = sql.Split('\n');
        return lines.All(line => line.Count(c => c == '\'') % 2 == 0) ? string.Join("\n        ", lines) : sql;
    }

    private static string DollarQuote(string text)
    {
        var quote = "$$";
        for (var number = 1; text.Contains(quote, StringComparison.Ordinal) || text.EndsWith('$'); number++)
        {
            quote = FormattableString.Invariant($"$body{number}$");
            if (!text.Contains(quote, StringComparison.Ordinal))
            {
                break;
            }
        }

        return quote;
    }
}
