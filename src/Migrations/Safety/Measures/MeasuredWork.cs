using Dbwright.Model;
using Dbwright.Sql;
using AlterStatement = Dbwright.Sql.AlterStatement;

namespace Dbwright.Migrations;

/// <summary>Holds what rules believe of a statement against what a server did for it.</summary>
internal static class MeasuredWork
{
    /// <summary>Whether the server did what a rule says.</summary>
    public static bool Did(StatementMeasure measure, ServerWork work) =>
        work switch
        {
            ServerWork.Unmeasured => true,
            _ when measure.Way is { } way => Did(way, work),

            // A statement of MariaDB that cannot be asked how it is done.
            _ when measure.Locks.Count == 0 && measure.Messages.Count == 0 && measure.Written.Count == 0 => true,
            ServerWork.WritesTable or ServerWork.CopiesTable => measure.Rewrites == Rewritten.Table,
            ServerWork.BuildsIndex => measure.Rewrites != Rewritten.Nothing,
            ServerWork.ReadsRows => !measure.IsComplete || measure.Scans,
            ServerWork.StopsWrites => !measure.IsComplete || Strongest(measure) >= RelationLock.Share,
            _ => !measure.IsComplete || Strongest(measure) == RelationLock.AccessExclusive,
        };

    /// <summary>What the server did, in a sentence; none where it is not known.</summary>
    public static string? Describe(StatementMeasure measure, string server)
    {
        if (measure.Way is { } way)
        {
            var work = way.Algorithm switch
            {
                MySqlAlgorithm.Instant => "changes the metadata alone",
                MySqlAlgorithm.NoCopy => "builds or drops an index and leaves the table",
                MySqlAlgorithm.InPlace => "rebuilds the table in place",
                _ => "copies the table",
            };
            return $"{server} {work}, while writes {(way.StopsWrites ? "wait" : "go on")} (measured).";
        }

        var locks = Relations(measure).Select(l => new TakenLock(l.Object.Name.ToString(), l.Lock)).ToSequence();
        return locks.Count == 0
            ? null
            : new StatementLocks(locks) { Rewrites = measure.Rewrites, Scans = measure.Scans }
                .Describe()
                .Replace(".", $" (measured on {server}).", StringComparison.Ordinal);
    }

    /// <summary>Where the tables of locks and algorithms say something else than the server did.</summary>
    public static string? Difference(StatementContext at, TriedStatement measured, string server) =>
        measured.Measure is not { } measure ? null
        : at.Target.Engine == LintEngines.PostgreSql ? OfPostgreSql(at, measured, measure, server)
        : OfMySql(at, measure, server);

    private static string? OfMySql(StatementContext at, StatementMeasure measure, string server)
    {
        if (
            measure.Way is not { } way
            || at.Statement is not AlterStatement { Kind: "table" } alter
            || at.Scope.Table(alter.Name) is not { IsComplete: true } table
            || MySqlAlterTable.Of(alter, table, at.Target) is not { Algorithm: not MySqlAlgorithm.Unknown } cost
            || alter.Actions.Any(IsOfPartitions)
        )
        {
            return null;
        }

        var believed = new AlterWay(cost.Algorithm, cost.StopsWrites);
        return believed == way ? null : $"believed is {believed}, {server} does it {way}";
    }

    // These have no clauses to ask by, and cost what their rows cost.
    private static bool IsOfPartitions(SqlAction action) =>
        action is SqlAction.Partition
        || (action is SqlAction.Other { Words: var words } && words.Contains("partition", StringComparison.Ordinal));

    private static string? OfPostgreSql(StatementContext at, TriedStatement measured, StatementMeasure measure, string server)
    {
        if (!IsDefinition(at.Statement))
        {
            return null;
        }

        var isUtc = at.Setting("timezone") is null or "UTC" or "utc";
        var believed = LockTable.Find(at.Statement, at.Scope, at.Target, isUtc) ?? new StatementLocks([]);
        var differences = new List<string>();
        if (measured.AreLocksKnown && measure.IsComplete)
        {
            differences.AddRange(Locks(believed, measure));
        }

        if (believed.Rewrites != measure.Rewrites)
        {
            differences.Add($"{Words(believed.Rewrites)} is believed, {Words(measure.Rewrites)} measured");
        }
        else if (
            measure.IsComplete
            && measure.Rewrites == Rewritten.Nothing
            && believed.Locks.Count > 0
            && believed.Scans != measure.Scans
        )
        {
            differences.Add(believed.Scans ? "rows are believed to be read and are not" : "rows are read and not believed to be");
        }

        return differences.Count == 0 ? null : $"{string.Join("; ", differences)} on {server}";
    }

    private static IEnumerable<string> Locks(StatementLocks believed, StatementMeasure measure)
    {
        var taken = Relations(measure).ToDictionary(l => l.Object.Name.ToString(), l => l.Lock, StringComparer.Ordinal);
        foreach (var (table, lockOf) in believed.Locks)
        {
            if (!taken.TryGetValue(table, out var real))
            {
                yield return $"{StatementLocks.Title(lockOf)} on {table} is believed, none measured";
            }
            else if (real != lockOf)
            {
                yield return $"{StatementLocks.Title(lockOf)} on {table} is believed, {StatementLocks.Title(real)} measured";
            }
        }

        // What keeps nobody out is taken by whatever looks at a table.
        foreach (var (table, real) in taken.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            if (real >= RelationLock.ShareUpdateExclusive && !believed.Locks.Any(l => l.Table == table))
            {
                yield return $"{StatementLocks.Title(real)} on {table} is measured and not believed";
            }
        }
    }

    private static string Words(Rewritten rewritten) =>
        rewritten switch
        {
            Rewritten.Table => "a table written anew",
            Rewritten.Indexes => "an index built",
            _ => "nothing written anew",
        };

    private static bool IsDefinition(SqlStatement statement) =>
        statement
            is AlterStatement
                or CreateTableStatement
                or CreateIndexStatement
                or CreateViewStatement
                or CreateTriggerStatement
                or CreateObjectStatement
                or CommentStatement
                or DropStatement
                or TruncateStatement
                or MaintenanceStatement;

    private static IEnumerable<MeasuredLock> Relations(StatementMeasure measure) =>
        measure.Locks.Where(l => l.Object.Kind is not (MeasuredKind.Index or MeasuredKind.Sequence));

    private static RelationLock? Strongest(StatementMeasure measure) =>
        Relations(measure).Select(l => (RelationLock?)l.Lock).DefaultIfEmpty(null).Max();

    private static bool Did(AlterWay way, ServerWork work) =>
        work switch
        {
            ServerWork.WritesTable => way.Algorithm >= MySqlAlgorithm.InPlace,
            ServerWork.CopiesTable => way.Algorithm == MySqlAlgorithm.Copy,
            ServerWork.BuildsIndex or ServerWork.ReadsRows => way.Algorithm >= MySqlAlgorithm.NoCopy,
            ServerWork.StopsWrites => way.StopsWrites,
            _ => true,
        };
}
