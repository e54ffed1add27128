using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A foreign key refers to what is not there or not unique.</summary>
internal sealed class ForeignKeyParentNotUnique : LintRule
{
    public override RuleInfo Info { get; } =
        new("foreign-key-parent-not-unique", "A foreign key refers to what is not there or not unique")
        {
            Why =
                "A foreign key needs a primary key or a unique constraint on exactly the columns it refers to. By these files "
                + "there is none, so the statement fails. MariaDB, and MySQL before 8.4, are content with an index that begins with "
                + "them: several rows may then be the one that is referred to, and which of them counts when one goes is not defined.",
            Instead = "Refer to the primary key, or create the table or the unique constraint first.",
            Engines = LintEngines.PostgreSql | LintEngines.MySqlFamily,
            Reference = "U-46",
            Severity = Severity.Error,
            Aliases = ["skeema:fk-parent"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var constraint in at.Nodes.OfType<SqlConstraint>())
        {
            if (constraint is { Kind: SqlConstraintKind.ForeignKey, References: { } to })
            {
                Look(at, constraint, to);
            }
        }
    }

    private static void Look(StatementContext at, SqlConstraint constraint, SqlReference to)
    {
        if (IsSelf(at, to.Table))
        {
            return;
        }

        if (at.Scope.IsDropped(to.Table))
        {
            at.Report(constraint, $"Table {to.Table}, which the foreign key refers to, was dropped before.");
            return;
        }

        if (at.Scope.Table(to.Table) is not { IsComplete: true } table)
        {
            return;
        }

        var columns = to.Columns.Select(c => c.Value).ToList();
        if (columns.Count == 0)
        {
            if (table.PrimaryKey is null)
            {
                at.Report(constraint, $"{to.Table} has no primary key to refer to.");
            }
        }
        else if (!table.Indexes.Any(i => IsKeyOf(i, columns, at.Scope.Names)))
        {
            var isIndexed = TakesIndexes(at.Target) && table.Indexes.Any(i => BeginsWith(i, columns, at.Scope.Names));
            at.Report(
                constraint,
                $"{to.Table} has no unique key of just ({string.Join(", ", columns)}){(isIndexed ? ", only an index" : "")}.",
                severity: isIndexed ? Severity.Warning : null
            );
        }
    }

    private static bool TakesIndexes(LintTarget target) =>
        target.Engine == LintEngines.MariaDb || (target.Engine == LintEngines.MySql && target.IsBefore(8, 4));

    private static bool IsKeyOf(ScopeIndex index, List<string> columns, StringComparer names) =>
        index is { IsUnique: true, IsPartial: false }
        && columns.ToHashSet(names).SetEquals(index.Columns.Where(c => c is not null)!);

    private static bool BeginsWith(ScopeIndex index, List<string> columns, StringComparer names) =>
        index.Method.Length == 0 && index.Columns.Take(columns.Count).SequenceEqual(columns, names);

    private static bool IsSelf(StatementContext at, SqlObjectName name) =>
        at.Statement is CreateTableStatement create && at.Scope.Key(create.Name) == at.Scope.Key(name);
}
