using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Objects of every kind as the statements that make and drop them; tables and what belongs to them come from the writer of those.</summary>
internal sealed class PostgreSqlObjectWriter(PostgreSqlWriter tables)
{
    private static readonly PostgreSqlNames Names = new();
    private static readonly PostgreSqlTypes Types = new();

    /// <summary>The statements that make one object, without comment, owner and rights.</summary>
    public IEnumerable<Definition> Create(RelationalSchema schema, SchemaPart part, bool repeatable)
    {
        var name = part.Id.Name;
        return part switch
        {
            SchemaPart.Namespace(var space) =>
            [
                new($"create schema {PostgreSqlText.IfNotExists(repeatable)}{Names.Quote(space)}", name, "schema"),
            ],
            SchemaPart.ExtensionPart(var extension) => [Extension(extension)],
            SchemaPart.Enumeration(var definition) => [Enumeration(definition, repeatable)],
            SchemaPart.Domain(var domain) => Domain(domain),
            SchemaPart.Composite(var composite) => [Composite(composite)],
            SchemaPart.NumberSequencePart(var sequence) => [new(PostgreSqlSequenceChange.Create(sequence), name, "sequence")],
            SchemaPart.OwnedBy(_, var column) =>
            [
                new(
                    $"alter sequence {Names.Quote(name)} owned by {Names.Quote(column.Table)}.{Names.Quote(column.Column)}",
                    name,
                    "owned by"
                ),
            ],
            SchemaPart.RoutinePart(var routine) => [new(PostgreSqlRoutineText.Write(routine), name, part.Kind)],
            SchemaPart.ViewPart(var view) => PostgreSqlViewText.Write(view),
            SchemaPart.TablePart => PostgreSqlTableWriter.Write(schema, schema.Find(name)!, repeatable),
            SchemaPart.ForeignKeyPart(var table, var key) => [tables.CreateForeignKey(schema.Find(table)!, key, repeatable)],
            SchemaPart.ConstraintPart constraint => [tables.CreateConstraint(constraint)],
            SchemaPart.Index(var table, var index) =>
            [
                PostgreSqlIndexWriter.Create(table, index, repeatable),
                .. PostgreSqlIndexWriter.Settings(schema, table, index),
            ],
            SchemaPart.TriggerPart(var table, var trigger) => PostgreSqlTriggerWriter.Write(table, trigger, repeatable),
            SchemaPart.Other(var other) => PostgreSqlObjectText.Write(other),
            _ => throw Alone(part.Id),
        };
    }

    /// <summary>The statement that drops one object.</summary>
    public static Definition Drop(SchemaGraph graph, SchemaPart part)
    {
        var name = part.Id.Name.Name.Length > 0 ? Names.Quote(part.Id.Name) : "";
        var sql = part switch
        {
            SchemaPart.ConstraintPart constraint =>
                $"alter table {Names.Quote(constraint.Table)} drop constraint {Names.Quote(constraint.Name)}",
            SchemaPart.ExtensionPart => $"drop extension if exists {name}",
            // Read without signature, a list of arguments with defaults would not be understood here.
            SchemaPart.RoutinePart({ Signature: "", Arguments.Length: > 0 } routine) =>
                $"drop {part.Kind} {name}{Arguments(graph, routine)}",
            SchemaPart.TablePart or SchemaPart.Index or SchemaPart.RoutinePart =>
                $"drop {PostgreSqlFacets.Subject(part.Id, graph)}",
            SchemaPart.OwnedBy => $"alter sequence {name} owned by none",
            SchemaPart.ColumnPart => $"alter table {name} drop column {Names.Quote(part.Id.Part)}",
            SchemaPart.Other(var other) => PostgreSqlObjectText.Drop(other, graph),
            SchemaPart.VirtualTablePart => throw Alone(part.Id),
            _ => $"drop {PostgreSqlFacets.Subject(part.Id, graph)}",
        };
        return new(sql, part.Id.Name, part.Kind);
    }

    private static string Arguments(SchemaGraph graph, Routine routine) =>
        graph.Parts.Values.OfType<SchemaPart.RoutinePart>().Count(r => r.Definition.Name == routine.Name) == 1
            ? ""
            : $"({string.Join(", ", PostgreSqlRoutineChange.Arguments(routine.Arguments).Select(a => a.Text))})";

    // An extension is often there already, installed by the administrator.
    private static Definition Extension(Extension extension) =>
        new(
            $"create extension if not exists {Names.Quote(extension.Name)}"
                + (extension.Schema is { Length: > 0 } space ? $" with schema {Names.Quote(space)}" : ""),
            QualifiedName.Of(extension.Name),
            "extension"
        );

    private static Definition Enumeration(EnumDefinition definition, bool repeatable)
    {
        var create =
            $"create type {Names.Quote(definition.Name)} as enum ({string.Join(", ", definition.Values.Select(Names.Literal))})";
        var test = $"select from pg_type where oid = to_regtype({Names.Literal(Names.Quote(definition.Name))})";
        return new(repeatable ? PostgreSqlText.Unless(test, create) : create, definition.Name, "type");
    }

    private static IEnumerable<Definition> Domain(DomainDefinition domain)
    {
        var create =
            $"create domain {Names.Quote(domain.Name)} as {Types.Write(domain.Type)}"
            + (domain.Collation is { } collation ? $" collate {PostgreSqlColumnChange.Collation(collation)}" : "")
            + (domain.Default is { } sql ? $" default {sql}" : "")
            + (domain.Nullable ? "" : " not null")
            + string.Concat(domain.Checks.Where(c => !c.NotValid).Select(c => $"\n    {Check(c)}"));
        yield return new(create, domain.Name, "domain");
        foreach (var check in domain.Checks.Where(c => c.NotValid))
        {
            yield return new($"alter domain {Names.Quote(domain.Name)}\n    add {Check(check)} not valid", domain.Name, "domain");
        }
    }

    private static string Check(CheckConstraint check) => $"constraint {Names.Quote(check.Name)} check ({check.Sql})";

    private static Definition Composite(CompositeType composite) =>
        new(
            $"create type {Names.Quote(composite.Name)} as ({string.Join(",", composite.Attributes.Select(a => $"\n    {Attribute(a)}"))}\n)",
            composite.Name,
            "type"
        );

    private static string Attribute(Column attribute) =>
        $"{Names.Quote(attribute.Name)} {Types.Write(attribute.Type)}{(attribute.Collation is { } c ? $" collate {PostgreSqlColumnChange.Collation(c)}" : "")}";

    private static Failure Alone(ObjectId id) =>
        Failure.Because(ExitStatus.BadInput, "postgresql-part", $"PostgreSQL cannot make or drop the {id} by itself.");
}
