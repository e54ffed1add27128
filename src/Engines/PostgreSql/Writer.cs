using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Definitions as SQL of PostgreSQL, for people to read.</summary>
internal sealed partial class PostgreSqlWriter : IWriter
{
    private readonly PostgreSqlNames names = new();

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
    public Definition CreateIndex(Table table, TableIndex index) =>
        PostgreSqlIndexWriter.Create(table.Name, index, repeatable: false);

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
                .. schema.Tables.SelectMany(t => t.Columns.Select(c => AdvanceDefault(t, c)).OfType<Definition>()),
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

    /// <summary>The same of a sequence that a default takes numbers of; it may be ahead already, for another table.</summary>
    private Definition? AdvanceDefault(Table table, Column column) =>
        column.Default is { } text && Next().Match(text) is { Success: true } match
            ? new(
                $"select setval({match.Groups["sequence"].Value}, greatest(coalesce(max({names.Quote(column.Name)}), 0) + 1, "
                    + $"nextval({match.Groups["sequence"].Value})), false) from {names.Quote(table.Name)}",
                table.Name,
                "sequence"
            )
            : null;

    [GeneratedRegex(
        @"^nextval\((?<sequence>'(?:[^']|'')+'(?:::(?:regclass|text))*)\)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Next();

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
            SchemaPart.Check(_, var check) => table with { Checks = [check with { NotValid = false }] },
            SchemaPart.Exclusion(_, var exclusion) => table with { Exclusions = [exclusion] },
            _ => throw new ArgumentException("A foreign key has a statement of its own.", nameof(part)),
        };
        var notValid = part is SchemaPart.Check { Definition.NotValid: true } ? " not valid" : "";
        var after = string.Concat(PostgreSqlConstraintText.After(alone).Select(a => $",\n    {a}"));
        return new(
            $"alter table {names.Quote(part.Table)}\n    add {PostgreSqlConstraintText.Of(alone).Single()}{notValid}{after}",
            new(part.Table.Schema, part.Name),
            "constraint"
        );
    }

    /// <summary>Adds a foreign key.</summary>
    public Definition CreateForeignKey(Table table, ForeignKey key, bool repeatable)
    {
        var create =
            $"alter table {names.Quote(table.Name)}\n    add constraint {names.Quote(key.Name)}\n"
            + $"    {PostgreSqlConstraintText.Write(key)}";
        var test = $"select from pg_constraint where conrelid = {Regclass(table)} and conname = {names.Literal(key.Name)}";
        return new(repeatable ? PostgreSqlText.Unless(test, create) : create, new(table.Name.Schema, key.Name), "foreign key");
    }

    private Definition DropForeignKey(Table table, ForeignKey key) =>
        new(
            $"alter table {names.Quote(table.Name)} drop constraint {names.Quote(key.Name)}",
            new(table.Name.Schema, key.Name),
            "foreign key"
        );

    private Definition Triggers(Table table, string verb) =>
        new($"alter table {names.Quote(table.Name)} {verb} trigger user", table.Name, "trigger");

    private string Regclass(Table table) => $"{names.Literal(names.Quote(table.Name))}::regclass";
}
