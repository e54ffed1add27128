using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A new column whose type is a domain with a check.</summary>
internal sealed class AddedColumnOfDomain : LintRule
{
    public override RuleInfo Info { get; } =
        new("added-column-of-domain", "A column of a domain with a check is added with a default, which writes the table again")
        {
            Why =
                "A constant default is free for a plain type. For a domain with a CHECK PostgreSQL writes the table and its indexes "
                + "again under ACCESS EXCLUSIVE.",
            Instead = "Use the base type and put the check on the table, or leave the default out.",
            Work = ServerWork.WritesTable,
            Engines = LintEngines.PostgreSql,
            Reference = "N-07",
            Exposure = Exposure.LargeTables,
        };

    public override void Check(StatementContext at)
    {
        foreach (var (alter, column) in at.AddedColumns())
        {
            if (
                column.Type is { } type
                && column.Find(SqlConstraintKind.Default) is not null
                && at.Scope.Type(type.Name) is { Definition: { Kind: "domain" } domain }
                && domain.Constraints.Any(c => c.Kind is SqlConstraintKind.Check or SqlConstraintKind.NotNull)
            )
            {
                at.Report(
                    column,
                    $"{alter.Name}.{column.Name} has the domain {type.Name}, which has a check: the table is written again while reads and writes wait.",
                    alter.Name,
                    $"alter table {at.TextOf(alter.Name)} add column {at.TextOf(column.Name.Span)} {TypeNames.Show(domain.Type!)} default {at.TextOf(column.Find(SqlConstraintKind.Default)!.Expression!)};\n"
                        + $"-- then the check of the domain on the table, with not valid, and validate it"
                );
            }
        }
    }
}
