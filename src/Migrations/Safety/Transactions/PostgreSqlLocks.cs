using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>How much a lock of PostgreSQL keeps out.</summary>
internal enum LockStrength
{
    /// <summary>Reads and writes go on.</summary>
    Harmless,

    /// <summary>Writes wait: SHARE, SHARE ROW EXCLUSIVE, EXCLUSIVE.</summary>
    StopsWrites,

    /// <summary>Reads and writes wait: ACCESS EXCLUSIVE.</summary>
    StopsAll,
}

/// <summary>A lock on a table.</summary>
/// <param name="Table">The table; <see langword="null"/> when the statement does not name it.</param>
/// <param name="Strength">What it keeps out.</param>
internal sealed record TableLock(SqlObjectName? Table, LockStrength Strength);

/// <summary>
/// What statements lock in PostgreSQL, and whether they take long meanwhile: as measured on 15 and 18, without the tables that only the
/// catalogues know of.
/// </summary>
internal static class PostgreSqlLocks
{
    /// <summary>The locks that keep something out, on tables that were there before the file.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="nodes">It and all nodes below it.</param>
    /// <param name="scope">The schema before it.</param>
    public static IEnumerable<TableLock> Of(SqlStatement statement, IReadOnlyList<SqlNode> nodes, SchemaScope scope) =>
        All(statement, nodes).Where(l => l.Strength != LockStrength.Harmless && !(l.Table is { } table && scope.IsNew(table)));

    /// <summary>What a statement does for long, in proportion to the rows; <see langword="null"/> when it is quick.</summary>
    public static string? Work(SqlStatement statement) =>
        statement switch
        {
            CreateIndexStatement { IsConcurrently: false, IsOnly: false } => "builds an index",
            UpdateStatement => "updates rows",
            DeleteStatement => "deletes rows",
            InsertStatement { Source.Body: not SqlQueryBody.Values } => "inserts rows of a query",
            MergeStatement => "merges rows",
            MaintenanceStatement { Kind: "refresh" } => "runs the view's query",
            AlterStatement { Kind: "table" } alter => alter.Actions.Select(Work).FirstOrDefault(w => w is not null),
            _ => null,
        };

    private static string? Work(SqlAction action) =>
        action switch
        {
            SqlAction.ValidateConstraint => "reads the table",
            SqlAction.AlterColumn { Change: "type" } => "may rewrite the table",
            SqlAction.AlterColumn { Change: "set not null" } => "reads the table",
            SqlAction.AddConstraint { Constraint: { IsNotValid: false, UsingIndex: null } constraint } => constraint.Kind switch
            {
                SqlConstraintKind.Check or SqlConstraintKind.ForeignKey => "reads the table",
                _ => "builds an index",
            },
            SqlAction.Other { Words: "set logged" or "set unlogged" } => "rewrites the table",
            SqlAction.Other other when other.Words.StartsWith("set access method", StringComparison.Ordinal) =>
                "rewrites the table",
            _ => null,
        };

    private static IEnumerable<TableLock> All(SqlStatement statement, IReadOnlyList<SqlNode> nodes)
    {
        switch (statement)
        {
            case AlterStatement { Kind: "table" or "materialized view" or "view" } alter:
                foreach (var reference in nodes.OfType<SqlReference>())
                {
                    yield return new(reference.Table, LockStrength.StopsWrites);
                }

                yield return new(alter.Name, Strongest(alter));
                break;
            case CreateIndexStatement { IsConcurrently: false } index:
                yield return new(index.Table, LockStrength.StopsWrites);
                break;
            case CreateTriggerStatement trigger:
                yield return new(trigger.Table, LockStrength.StopsWrites);
                break;
            case CreateTableStatement create:
                foreach (var reference in nodes.OfType<SqlReference>())
                {
                    yield return new(reference.Table, LockStrength.StopsWrites);
                }

                if (create.PartitionOf is { } parent)
                {
                    yield return new(parent, LockStrength.StopsAll);
                }

                break;
            case CreateObjectStatement { Kind: "policy" or "rule", Table: { } on }:
                yield return new(on, LockStrength.StopsAll);
                break;
            case AlterStatement { Kind: "policy" or "trigger" or "rule", Table: { } of }:
                yield return new(of, LockStrength.StopsAll);
                break;
            case DropStatement { Kind: "index", IsConcurrently: false }:
                yield return new(null, LockStrength.StopsAll);
                break;
            case DropStatement { Kind: "trigger" or "policy" or "rule", Table: { } from }:
                yield return new(from, LockStrength.StopsAll);
                break;
            case DropStatement { Kind: "table" or "materialized view" } drop:
                foreach (var name in drop.Names)
                {
                    yield return new(name, LockStrength.StopsAll);
                }

                break;
            case TruncateStatement truncate:
                foreach (var table in truncate.Tables)
                {
                    yield return new(table.Name, LockStrength.StopsAll);
                }

                break;
            case MaintenanceStatement { Kind: "refresh" } refresh
                when !refresh.Options.Contains("concurrently", StringComparer.Ordinal):
                yield return new(refresh.Objects.Count > 0 ? refresh.Objects[0] : null, LockStrength.StopsAll);
                break;
            case LockStatement explicitly when !explicitly.Mode.StartsWith("access share", StringComparison.OrdinalIgnoreCase):
                foreach (var table in explicitly.Tables)
                {
                    yield return new(table.Name, LockStrength.StopsAll);
                }

                break;
        }
    }

    private static LockStrength Strongest(AlterStatement alter)
    {
        var strongest = LockStrength.Harmless;
        foreach (var action in alter.Actions.AsSpan())
        {
            var strength = Strength(action);
            strongest = strength > strongest ? strength : strongest;
        }

        return strongest;
    }

    private static LockStrength Strength(SqlAction action) =>
        action switch
        {
            SqlAction.ValidateConstraint => LockStrength.Harmless,
            SqlAction.AlterColumn { Change: "set statistics" or "set" or "reset" } => LockStrength.Harmless,
            SqlAction.AddConstraint { Constraint.Kind: SqlConstraintKind.ForeignKey } => LockStrength.StopsWrites,
            SqlAction.Partition { IsDetach: false } => LockStrength.Harmless,
            SqlAction.Partition { IsDetach: true, Option: "concurrently" or "finalize" } => LockStrength.Harmless,
            SqlAction.Other other => Strength(other.Words),
            _ => LockStrength.StopsAll,
        };

    private static LockStrength Strength(string words) =>
        words is "set" or "reset" || words.StartsWith("cluster on", StringComparison.Ordinal) || words == "set without cluster"
            ? LockStrength.Harmless
        : words.StartsWith("enable trigger", StringComparison.Ordinal)
        || words.StartsWith("disable trigger", StringComparison.Ordinal)
            ? LockStrength.StopsWrites
        : LockStrength.StopsAll;
}
