using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A primary key of an unusual type.</summary>
internal sealed class PrimaryKeyType : LintRule
{
    public override RuleInfo Info { get; } =
        new("primary-key-type", "A primary key is of another type than bigint or uuid")
        {
            Why = "Long keys are copied into every index and every referencing table; short ones run out.",
            Instead = "Use `bigint` or `uuid`.",
            Engines = LintEngines.PostgreSql | LintEngines.MySqlFamily,
            Reference = "U-163",
            IsOptIn = true,
            Aliases =
            [
                "bytebase:INDEX_PK_TYPE_LIMIT",
                "bytebase:INDEX_PRIMARY_KEY_TYPE_ALLOWLIST",
                "skeema:pk-type",
                "skeema:ids",
            ],
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is not CreateTableStatement create)
        {
            return;
        }

        foreach (var column in create.Columns)
        {
            var isKey =
                column.Find(SqlConstraintKind.PrimaryKey) is not null
                || create.Constraints.Any(c =>
                    c.Kind == SqlConstraintKind.PrimaryKey
                    && c.Columns.Count == 1
                    && c.Columns[0].Column is { } name
                    && column.Name.Is(name)
                );
            if (isKey && column.Type is { } type && TypeNames.IntegerBytes(type) != 8 && type.Name is not ("uuid" or "binary"))
            {
                at.Report(type, $"The key of {create.Name} is {TypeNames.Show(type)}.");
            }
        }
    }
}
