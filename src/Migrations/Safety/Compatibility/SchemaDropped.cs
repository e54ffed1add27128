using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A schema or database that is dropped.</summary>
internal sealed class SchemaDropped : LintRule
{
    public override RuleInfo Info { get; } =
        new("schema-dropped", "A schema or database is dropped")
        {
            Why = "Everything in it goes with it; on MariaDB and MySQL a schema is a database, and no CASCADE is needed.",
            Instead = "See that it is empty, and drop what is in it by name before.",
            Engines = LintEngines.PostgreSql | LintEngines.MySqlFamily,
            Reference = "U-117",
            Severity = Severity.Error,
            Aliases = ["squawk:ban-drop-database", "atlas:DS101", "bytebase:DATABASE_DROP_EMPTY_DATABASE"],
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Statement is DropStatement { Kind: "schema" or "database", Names.Count: > 0 } drop
            && !(drop.Names.Count == 1 && IsNew(at, drop))
        )
        {
            at.Report(
                drop,
                $"{char.ToUpperInvariant(drop.Kind[0])}{drop.Kind[1..]} {string.Join(", ", drop.Names)} is dropped{(drop.IsCascade || drop.Kind == "database" || at.Target.Dialect == SqlDialect.MariaDb ? " with all that is in it" : "")}.",
                rewrite: at.Target.Dialect == SqlDialect.PostgreSql
                    ? $"select relkind, relname from pg_class where relnamespace = '{drop.Names[0].Name}'::regnamespace; -- must be empty"
                    : $"select table_name from information_schema.tables where table_schema = '{drop.Names[0].Name}'; -- must be empty"
            );
        }
    }

    private static bool IsNew(StatementContext at, DropStatement drop) =>
        at.Earlier.Any(s =>
            s.Statement is CreateObjectStatement { Kind: "schema" or "database" } create && create.Name.Name == drop.Names[0].Name
        );
}
