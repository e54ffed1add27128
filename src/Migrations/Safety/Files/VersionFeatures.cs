using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>What a statement uses that not every version knows.</summary>
/// <param name="Name">What it is, for people.</param>
/// <param name="Since">The version that brought it.</param>
/// <param name="At">Where it stands.</param>
internal sealed record VersionFeature(string Name, Version Since, SqlNode At);

/// <summary>The features of statements by the version that brought them.</summary>
internal static class VersionFeatures
{
    /// <summary>What a statement uses.</summary>
    public static IEnumerable<VersionFeature> Of(SqlStatement statement, LintEngines engine) =>
        engine switch
        {
            LintEngines.PostgreSql => PostgreSql(statement),
            LintEngines.Sqlite => Sqlite(statement),
            LintEngines.MySql => MySql(statement),
            _ => MariaDb(statement),
        };

    private static IEnumerable<VersionFeature> PostgreSql(SqlStatement statement)
    {
        switch (statement)
        {
            case MergeStatement merge:
                yield return new("MERGE", new(15, 0), merge);
                break;
            case CreateIndexStatement { IsNullsNotDistinct: true } index:
                yield return new("NULLS NOT DISTINCT", new(15, 0), index);
                break;
            case CreateTriggerStatement { IsReplace: true } trigger:
                yield return new("CREATE OR REPLACE TRIGGER", new(14, 0), trigger);
                break;
            case MaintenanceStatement { Kind: "reindex" } reindex
                when reindex.Options.Contains("concurrently", StringComparer.Ordinal):
                yield return new("REINDEX CONCURRENTLY", new(12, 0), reindex);
                break;
        }

        if (statement is AlterStatement alter)
        {
            foreach (var action in alter.Actions)
            {
                switch (action)
                {
                    case SqlAction.Partition { IsDetach: true, Option: "concurrently" or "finalize" }:
                        yield return new("DETACH PARTITION CONCURRENTLY", new(14, 0), action);
                        break;
                    case SqlAction.AlterColumn { Change: "set expression" }:
                        yield return new("SET EXPRESSION", new(17, 0), action);
                        break;
                    case SqlAction.AlterColumn { Change: "set compression" }:
                        yield return new("SET COMPRESSION", new(14, 0), action);
                        break;
                }
            }
        }

        foreach (var constraint in Constraints(statement))
        {
            if (constraint.IsNotEnforced)
            {
                yield return new("NOT ENFORCED", new(18, 0), constraint);
            }
            else if (constraint is { Kind: SqlConstraintKind.Unique, IsNullsNotDistinct: true })
            {
                yield return new("NULLS NOT DISTINCT", new(15, 0), constraint);
            }
            else if (constraint is { Kind: SqlConstraintKind.NotNull, Columns.Count: > 0 })
            {
                yield return new("A constraint NOT NULL of the table", new(18, 0), constraint);
            }
            else if (constraint is { Kind: SqlConstraintKind.Generated, IsStored: false })
            {
                yield return new("A virtual generated column", new(18, 0), constraint);
            }
            else if (constraint is { Kind: SqlConstraintKind.Generated })
            {
                yield return new("A generated column", new(12, 0), constraint);
            }
        }
    }

    private static IEnumerable<VersionFeature> Sqlite(SqlStatement statement)
    {
        switch (statement)
        {
            case AlterStatement { Kind: "table" } alter:
                foreach (var action in alter.Actions)
                {
                    if (action is SqlAction.Drop { Kind: "column" })
                    {
                        yield return new("DROP COLUMN", new(3, 35), action);
                    }
                    else if (action is SqlAction.Rename { Kind: "column" })
                    {
                        yield return new("RENAME COLUMN", new(3, 25), action);
                    }
                }

                break;
            case InsertStatement { Returning.Count: > 0 }
            or UpdateStatement { Returning.Count: > 0 }
            or DeleteStatement { Returning.Count: > 0 }:
                yield return new("RETURNING", new(3, 35), statement);
                break;
            case UpdateStatement { From.Count: > 0 }:
                yield return new("UPDATE … FROM", new(3, 33), statement);
                break;
            case CreateTableStatement table:
                foreach (var option in table.Options.Where(o => o.Name == "strict"))
                {
                    yield return new("STRICT", new(3, 37), option);
                }

                break;
        }

        foreach (var constraint in Constraints(statement).Where(c => c.Kind == SqlConstraintKind.Generated))
        {
            yield return new("A generated column", new(3, 31), constraint);
        }
    }

    private static IEnumerable<VersionFeature> MySql(SqlStatement statement)
    {
        foreach (var rename in RenamedColumns(statement))
        {
            yield return new("RENAME COLUMN", new(8, 0), rename);
        }

        foreach (var constraint in Constraints(statement).Where(c => c.Kind == SqlConstraintKind.Check))
        {
            yield return new("A check that is enforced", new(8, 0, 16), constraint);
        }
    }

    private static IEnumerable<VersionFeature> MariaDb(SqlStatement statement)
    {
        foreach (var rename in RenamedColumns(statement))
        {
            yield return new("RENAME COLUMN", new(10, 5), rename);
        }

        if (statement is InsertStatement { Returning.Count: > 0 })
        {
            yield return new("INSERT … RETURNING", new(10, 5), statement);
        }
    }

    private static IEnumerable<SqlAction> RenamedColumns(SqlStatement statement) =>
        statement is AlterStatement alter ? alter.Actions.Where(a => a is SqlAction.Rename { Kind: "column" }) : [];

    private static IEnumerable<SqlConstraint> Constraints(SqlStatement statement) =>
        statement switch
        {
            CreateTableStatement table => table.Constraints.Concat(table.Columns.SelectMany(c => c.Constraints)),
            AlterStatement alter => alter.Actions.SelectMany(a =>
                a switch
                {
                    SqlAction.AddConstraint add => [add.Constraint],
                    SqlAction.AddColumns add => add.Columns.SelectMany(c => c.Constraints),
                    _ => (IEnumerable<SqlConstraint>)[],
                }
            ),
            _ => [],
        };
}
