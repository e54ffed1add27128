using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A name that the engine cuts or refuses.</summary>
internal sealed class IdentifierTooLong : LintRule
{
    public override RuleInfo Info { get; } =
        new("identifier-too-long", "A name is longer than the engine takes")
        {
            Why =
                "PostgreSQL cuts a name after 63 bytes with no more than a notice, so that two names can become one. MariaDB and MySQL "
                + "refuse more than 64 characters.",
            Instead = "Shorten it.",
            Engines = LintEngines.PostgreSql | LintEngines.MySqlFamily,
            Reference = "U-81",
            Aliases = ["squawk:identifier-too-long"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var name in DefinedNames.Of(at.Statement))
        {
            var isPostgreSql = at.Target.Dialect == SqlDialect.PostgreSql;
            var length = isPostgreSql ? System.Text.Encoding.UTF8.GetByteCount(name.Value) : name.Value.Length;
            if (length > (isPostgreSql ? 63 : 64))
            {
                at.Report(
                    name.Span,
                    isPostgreSql
                        ? FormattableString.Invariant($"The name {name} has {length} bytes; PostgreSQL cuts it after 63.")
                        : FormattableString.Invariant($"The name {name} has {length} characters; {at.Target.Title} takes 64.")
                );
            }
        }
    }
}
