using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Single parts as statements that make and drop them, without comments, owners and rights.</summary>
internal static class PostgreSqlPartWriter
{
    private static readonly PostgreSqlObjectWriter Objects = new(new PostgreSqlWriter());
    private static readonly PostgreSqlNames Names = new();
    private static readonly PostgreSqlTypes Types = new();

    /// <summary>The statements that make it.</summary>
    public static IEnumerable<string> Create(RelationalSchema schema, SchemaPart part) =>
        Objects.Create(schema, part, repeatable: false).Select(d => d.Sql);

    /// <summary>The statements that drop it.</summary>
    public static IEnumerable<string> Drop(SchemaGraph graph, SchemaPart part) =>
        part is SchemaPart.Other({ Id.Kind: ObjectKind.DefaultPrivileges } rights)
            ? rights.Create.Split(";\n").Select(Taken)
            : [PostgreSqlObjectWriter.Drop(graph, part).Sql];

    /// <summary>The statement that puts the query of a view in place of another.</summary>
    public static string Replace(View view) =>
        PostgreSqlViewText.Write(view).First().Sql is var sql && sql.StartsWith("create view", StringComparison.Ordinal)
            ? $"create or replace view{sql["create view".Length..]}"
            : sql;

    /// <summary>An attribute of a composite type.</summary>
    public static string Attribute(Column attribute) =>
        $"{Names.Quote(attribute.Name)} {Types.Write(attribute.Type)}{(attribute.Collation is { } c ? $" collate {c}" : "")}";

    /// <summary>A condition of a domain as ADD takes it.</summary>
    public static string Check(CheckConstraint check) =>
        $"constraint {Names.Quote(check.Name)} check ({check.Sql}){(check.NotValid ? " not valid" : "")}";

    // What was granted is revoked, and the other way round.
    private static string Taken(string sql)
    {
        var (word, other, link, otherLink) = sql.Contains(" grant ", StringComparison.Ordinal)
            ? (" grant ", " revoke ", " to ", " from ")
            : (" revoke ", " grant ", " from ", " to ");
        var start = sql.IndexOf(word, StringComparison.Ordinal);
        var last = sql.LastIndexOf(link, StringComparison.Ordinal);
        return start < 0 || last < start
            ? sql
            : (sql[..start] + other + sql[(start + word.Length)..last] + otherLink + sql[(last + link.Length)..]).Replace(
                " with grant option",
                "",
                StringComparison.Ordinal
            );
    }
}
