using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A file that does not say as which role it runs.</summary>
internal sealed class RoleNotSet : LintRule
{
    public override RuleInfo Info { get; } =
        new("role-not-set", "A file changes the schema without SET ROLE")
        {
            Why =
                "What it creates belongs to whoever runs it: two people make objects with two owners, and the second cannot change what "
                + "the first made.",
            Instead = "Begin the file with `set role` to the role that owns the schema.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-156",
            IsOptIn = true,
            Aliases = ["bytebase:STATEMENT_OBJECT_OWNER_CHECK", "bytebase:STATEMENT_CHECK_SET_ROLE_VARIABLE"],
        };

    public override void CheckFile(FileContext file)
    {
        var first = file.Statements.FirstOrDefault(s =>
            s.Statement
                is CreateTableStatement
                    or AlterStatement
                    or CreateViewStatement
                    or CreateRoutineStatement
                    or CreateTypeStatement
        );
        if (
            first is not null
            && !file
                .Statements.TakeWhile(s => s != first)
                .Any(s => s.Statement is SetStatement { Name: "role" or "session authorization" })
        )
        {
            file.Report(first, "Nothing says as which role this runs, and so who owns what it creates.");
        }
    }
}
