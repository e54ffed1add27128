using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Single parts as statements that make and drop them, without comments, owners and rights.</summary>
internal static class PostgreSqlPartWriter
{
    private static readonly PostgreSqlWriter Writer = new();
    private static readonly PostgreSqlNames Names = new();
    private static readonly PostgreSqlTypes Types = new();

    /// <summary>The statements that make it.</summary>
    public static IEnumerable<string> Create(RelationalSchema schema, SchemaPart part) =>
        part switch
        {
            SchemaPart.Namespace(var name) => [$"create schema {Names.Quote(name)}"],
            SchemaPart.ViewPart(var view) => [View(view, replace: false)],
            SchemaPart.Domain(var domain) => [Domain(domain)],
            SchemaPart.Composite(var composite) =>
            [
                $"create type {Names.Quote(composite.Name)} as ({string.Join(", ", composite.Attributes.Select(Attribute))})",
            ],
            SchemaPart.NumberSequencePart(var sequence) => [PostgreSqlSequenceChange.Create(sequence)],
            SchemaPart.Other(var other) => [other.Create],
            SchemaPart.PrimaryKeyPart or SchemaPart.Unique or SchemaPart.Check or SchemaPart.Exclusion =>
            [
                Constraint((SchemaPart.ConstraintPart)part),
            ],
            _ => Writer
                .Create(Alone(schema, part))
                .Where(d => d.Kind is not ("comment" or "schema") && (part is SchemaPart.TablePart || d.Kind != "table"))
                .Select(d => d.Sql),
        };

    /// <summary>The statement that drops it.</summary>
    public static string Drop(RelationalSchema schema, SchemaPart part)
    {
        var name = part.Id.Name.Name.Length > 0 ? Names.Quote(part.Id.Name) : "";
        return part switch
        {
            SchemaPart.ConstraintPart constraint =>
                $"alter table {Names.Quote(constraint.Table)} drop constraint {Names.Quote(constraint.Name)}",
            SchemaPart.TriggerPart(var table, var trigger) => $"drop trigger {Names.Quote(trigger.Name)} on {Names.Quote(table)}",
            SchemaPart.TablePart or SchemaPart.Index => $"drop {part.Kind} {name}",
            SchemaPart.Enumeration or SchemaPart.Composite => $"drop type {name}",
            // Read without signature, the list of arguments says which one is meant.
            SchemaPart.RoutinePart({ Signature: "" } routine) =>
                $"drop {part.Kind} {name}({string.Join(", ", PostgreSqlRoutineChange.Arguments(routine.Arguments).Select(a => a.Text))})",
            _ => $"drop {PostgreSqlFacets.Subject(part.Id, SchemaGraph.Of(schema))}",
        };
    }

    /// <summary>A view as the statement that makes it, or puts its query in place of another.</summary>
    public static string View(View view, bool replace)
    {
        var options = view
            .Details.Where(d => d.Name is not ("tablespace" or "access method" or "check option" or "no data"))
            .ToList();
        var check = view.Details.FirstOrDefault(d => d.Name == "check option") is { } option
            ? $"\nwith {option.Value} check option"
            : "";
        var with = options.Count > 0 ? $" with ({string.Join(", ", options.Select(Option))})" : "";
        var kind = view.Materialized ? "materialized view" : "view";
        return $"create {(replace ? "or replace " : "")}{kind} {Names.Quote(view.Name)}{with} as\n{view.Query}{check}";
    }

    /// <summary>An option in brackets: <c>fillfactor=70</c>.</summary>
    public static string Option(Detail detail) => detail.Value.Length == 0 ? detail.Name : $"{detail.Name}={detail.Value}";

    /// <summary>An attribute of a composite type.</summary>
    public static string Attribute(Column attribute) =>
        $"{Names.Quote(attribute.Name)} {Types.Write(attribute.Type)}{(attribute.Collation is { } c ? $" collate {Names.Quote(c)}" : "")}";

    /// <summary>A condition of a domain as ADD takes it.</summary>
    public static string Check(CheckConstraint check) =>
        $"constraint {Names.Quote(check.Name)} check ({check.Sql}){(check.NotValid ? " not valid" : "")}";

    private static string Domain(DomainDefinition domain) =>
        $"create domain {Names.Quote(domain.Name)} as {Types.Write(domain.Type)}"
        + (domain.Collation is { } collation ? $" collate {Names.Quote(collation)}" : "")
        + (domain.Default is { } sql ? $" default {sql}" : "")
        + (domain.Nullable ? "" : " not null")
        + string.Concat(domain.Checks.Select(c => $"\n    {Check(c)}"));

    private static string Constraint(SchemaPart.ConstraintPart part)
    {
        var definition = part switch
        {
            SchemaPart.PrimaryKeyPart(_, var key) => $"primary key ({Columns(key.Columns)})",
            SchemaPart.Unique(_, var unique) => $"unique ({Columns(unique.Columns)})",
            SchemaPart.Check(_, var check) => $"check ({check.Sql}){(check.NotValid ? " not valid" : "")}",
            SchemaPart.Exclusion(_, var exclusion) => exclusion.Sql,
            _ => throw new ArgumentException("Foreign keys are written with their table.", nameof(part)),
        };
        return $"alter table {Names.Quote(part.Table)}\n    add constraint {Names.Quote(part.Name)} {definition}";
    }

    private static string Columns(IEnumerable<string> columns) => string.Join(", ", columns.Select(Names.Quote));

    private static RelationalSchema Alone(RelationalSchema schema, SchemaPart part)
    {
        var alone = new RelationalSchema(schema.Engine) { Version = schema.Version };
        return part switch
        {
            SchemaPart.ExtensionPart(var extension) => alone with { Extensions = [extension] },
            SchemaPart.Enumeration(var definition) => alone with { Enums = [definition] },
            SchemaPart.RoutinePart(var routine) => alone with { Routines = [routine] },
            SchemaPart.TablePart(var table) => alone with
            {
                Tables = [schema.Find(table.Name)! with { ForeignKeys = [], Indexes = [], Triggers = [], Comment = null }],
            },
            SchemaPart.ForeignKeyPart(var table, var key) => alone with { Tables = [new(table) { ForeignKeys = [key] }] },
            SchemaPart.Index(var table, var index) => alone with { Tables = [new(table) { Indexes = [index] }] },
            SchemaPart.TriggerPart(var table, var trigger) => alone with { Tables = [new(table) { Triggers = [trigger] }] },
            _ => throw new ArgumentException($"PostgreSQL has no {part.Kind}.", nameof(part)),
        };
    }
}
