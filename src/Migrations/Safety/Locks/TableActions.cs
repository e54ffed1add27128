using Dbwright.Model;
using Dbwright.Sql;
using AlterStatement = Dbwright.Sql.AlterStatement;

namespace Dbwright.Migrations;

/// <summary>What each action of <c>alter table</c> locks, writes anew and reads on PostgreSQL.</summary>
internal static class TableActions
{
    private const RelationLock Everybody = RelationLock.AccessExclusive;
    private const RelationLock Writers = RelationLock.ShareRowExclusive;
    private const RelationLock Changes = RelationLock.ShareUpdateExclusive;

    /// <summary>The locks of a statement: of its actions the strongest, and all that any of them does.</summary>
    public static StatementLocks Locks(AlterStatement alter, SchemaScope scope, LintTarget target, bool isUtc)
    {
        var own = scope.Key(alter.Name);
        var strongest = RelationLock.AccessShare;
        var strongestBelow = RelationLock.AccessShare;
        var others = new List<TakenLock>();
        var (rewrites, scans) = (Rewritten.Nothing, false);
        foreach (var action in alter.Actions)
        {
            var (taken, written, isRead) = Of(action, scope.Table(alter.Name), scope, target, isUtc);
            strongest = taken > strongest ? taken : strongest;
            strongestBelow = taken > strongestBelow && !alter.IsOnly && GoesBelow(action) ? taken : strongestBelow;
            rewrites = written > rewrites ? written : rewrites;
            scans |= isRead;
            others.AddRange(Others(action, alter, scope, target));
        }

        if (strongestBelow > RelationLock.AccessShare)
        {
            others.AddRange(scope.Below(own).Select(t => new TakenLock(t, strongestBelow)));
        }

        return new([new(own, strongest), .. others.Where(o => !scope.Names.Equals(o.Table, own)).Distinct()])
        {
            Rewrites = rewrites,
            Scans = scans || rewrites != Rewritten.Nothing,
        };
    }

    // Whether an action is carried out on partitions and children too.
    private static bool GoesBelow(SqlAction action) =>
        action
            is SqlAction.AddColumns
                or SqlAction.AddConstraint
                or SqlAction.ValidateConstraint
                or SqlAction.AlterColumn
                or SqlAction.Drop
                or SqlAction.Rename { Kind: "column" or "constraint" };

    private static (RelationLock Lock, Rewritten Rewrites, bool Scans) Of(
        SqlAction action,
        ScopeTable? table,
        SchemaScope scope,
        LintTarget target,
        bool isUtc
    ) =>
        action switch
        {
            SqlAction.AddColumns add => Added(add, scope, target),
            SqlAction.AddConstraint add => Added(add.Constraint, table),
            SqlAction.AlterColumn column => Altered(column, table, isUtc),
            SqlAction.ValidateConstraint => (Changes, Rewritten.Nothing, true),
            SqlAction.Partition { IsDetach: false } attach => (
                Changes,
                Rewritten.Nothing,
                !MayProveBounds(scope.Table(attach.Table))
            ),
            SqlAction.Partition partition => (
                partition.Option is "concurrently" or "finalize" ? Changes : Everybody,
                Rewritten.Nothing,
                false
            ),
            SqlAction.Other other => Other(other),
            _ => (Everybody, Rewritten.Nothing, false),
        };

    private static (RelationLock, Rewritten, bool) Added(SqlAction.AddColumns add, SchemaScope scope, LintTarget target)
    {
        var (written, isRead) = (Rewritten.Nothing, false);
        foreach (var column in add.Columns)
        {
            var value = column.Find(SqlConstraintKind.Default)?.Expression;
            var generated = column.Find(SqlConstraintKind.Generated);
            var domain = column.Type is { } type ? scope.Type(type.Name)?.Definition : null;
            if (
                TypeNames.IsSerial(column.Type)
                || column.Find(SqlConstraintKind.Identity) is not null
                || generated is { IsStored: true }
                || (value is not null && target.IsBefore(11))
                || (value is not null && ExpressionVolatility.Of(value, [], out _) == Volatility.Volatile)
                || (value is not null && domain is { Kind: "domain", Constraints.Count: > 0 })
            )
            {
                written = Rewritten.Table;
            }
            else if (column.Find(SqlConstraintKind.Unique) is not null || column.Find(SqlConstraintKind.PrimaryKey) is not null)
            {
                written = written == Rewritten.Nothing ? Rewritten.Indexes : written;
            }

            isRead |= column.Find(SqlConstraintKind.Check) is not null;
        }

        return (Everybody, written, isRead);
    }

    private static (RelationLock, Rewritten, bool) Added(SqlConstraint constraint, ScopeTable? table)
    {
        var isProved = constraint.IsNotValid || constraint.IsNotEnforced;
        return constraint.Kind switch
        {
            SqlConstraintKind.ForeignKey => (Writers, Rewritten.Nothing, !isProved),
            SqlConstraintKind.Check => (Everybody, Rewritten.Nothing, !isProved),
            SqlConstraintKind.NotNull => (Everybody, Rewritten.Nothing, !isProved),
            SqlConstraintKind.Unique when constraint.UsingIndex is not null => (Everybody, Rewritten.Nothing, false),
            SqlConstraintKind.PrimaryKey when constraint.UsingIndex is { } index => (
                Everybody,
                Rewritten.Nothing,
                !IsNotNull(table, index)
            ),
            _ => (Everybody, Rewritten.Indexes, true),
        };
    }

    private static bool IsNotNull(ScopeTable? table, SqlName index) =>
        table?.Indexes.FirstOrDefault(i => index.Is(i.Name)) is { } found
        && found.Columns.All(c => c is not null && table.Column(c) is { IsNullable: false });

    private static (RelationLock, Rewritten, bool) Altered(SqlAction.AlterColumn column, ScopeTable? table, bool isUtc)
    {
        switch (column.Change)
        {
            case "type":
                var cost = PostgreSqlTypeChange.Cost(table?.Column(column.Column.Value)?.Type, column);
                return cost switch
                {
                    TypeChangeCost.Rewrite or TypeChangeCost.Unknown => (Everybody, Rewritten.Table, true),
                    TypeChangeCost.RewriteUnlessUtc => (Everybody, isUtc ? Rewritten.Nothing : Rewritten.Table, !isUtc),
                    TypeChangeCost.Indexes
                        when table?.Indexes.Any(i => i.Columns.Any(c => c is not null && column.Column.Is(c))) == true => (
                        Everybody,
                        Rewritten.Indexes,
                        true
                    ),
                    _ => (Everybody, Rewritten.Nothing, false),
                };
            case "set not null":
                return (Everybody, Rewritten.Nothing, !IsProvedNotNull(table, column.Column));
            case "set expression":
                return (Everybody, Rewritten.Table, true);
            case "set statistics" or "set" or "reset":
                return (Changes, Rewritten.Nothing, false);
            default:
                return (Everybody, Rewritten.Nothing, false);
        }
    }

    // Which bounds a valid check implies is for the server to say.
    private static bool MayProveBounds(ScopeTable? partition) =>
        partition?.Constraints.Any(c => c is { Kind: SqlConstraintKind.Check, IsNotValid: false }) == true;

    // A valid "check (c is not null)" proves it without a look at the rows.
    private static bool IsProvedNotNull(ScopeTable? table, SqlName column) =>
        table?.Column(column.Value) is { IsNullable: false }
        || table?.Constraints.Any(c =>
            c
                is {
                    Kind: SqlConstraintKind.Check,
                    IsNotValid: false,
                    Definition.Expression: SqlExpression.Is { Kind: SqlExpression.TestKind.Null, IsNegated: true } test
                }
            && test.Operand is SqlExpression.NameReference name
            && column.Is(name.Name)
        ) == true;

    private static (RelationLock, Rewritten, bool) Other(SqlAction.Other other)
    {
        var words = other.Words;
        if (
            words.StartsWith("set logged", StringComparison.Ordinal) || words.StartsWith("set unlogged", StringComparison.Ordinal)
        )
        {
            return (Everybody, Rewritten.Table, true);
        }

        if (words.StartsWith("set access method", StringComparison.Ordinal))
        {
            return (Everybody, Rewritten.Table, true);
        }

        if (words.Contains("trigger", StringComparison.Ordinal))
        {
            return (Writers, Rewritten.Nothing, false);
        }

        var isMild =
            words is "cluster on" or "set without cluster"
            || (words is "set" or "reset" && !other.Value.Contains("user_catalog_table", StringComparison.OrdinalIgnoreCase));
        return (isMild ? Changes : Everybody, Rewritten.Nothing, false);
    }

    private static IEnumerable<TakenLock> Others(SqlAction action, AlterStatement alter, SchemaScope scope, LintTarget target)
    {
        switch (action)
        {
            case SqlAction.AddColumns add:
                return add
                    .Columns.SelectMany(c => c.Constraints)
                    .Where(c => c.References is not null)
                    .SelectMany(c => LockTable.Referenced(scope.Key(c.References!.Table), scope));
            case SqlAction.AddConstraint { Constraint.References: { } to }:
                return LockTable.Referenced(scope.Key(to.Table), scope);
            case SqlAction.ValidateConstraint validate:
                return Referenced(alter, validate.Name, scope) is { } checkedBy ? [new(checkedBy, RelationLock.RowShare)] : [];
            case SqlAction.Drop { Kind: "constraint", Name: { } name }:
                return Referenced(alter, name, scope) is { } freed ? [new(freed, Everybody)] : [];
            case SqlAction.Partition partition:
                var mild = partition.IsDetach && target.IsBefore(14);
                var locks = new List<TakenLock> { new(scope.Key(partition.Table), mild ? Changes : Everybody) };
                if (!partition.IsDetach)
                {
                    locks.AddRange(LockTable.OfReferences(scope.Table(alter.Name), scope));
                }

                if (
                    !partition.IsDetach
                    && scope.Tables.FirstOrDefault(t => t.IsDefaultPartition && t.PartitionOf == scope.Key(alter.Name))
                        is { } fallback
                )
                {
                    locks.Add(new(fallback.Key, Everybody));
                }

                return partition.Option is "concurrently" ? [] : locks;
            case SqlAction.Other { Words: "inherit" } other:
                return [new(other.Value, Changes)];
            case SqlAction.Other { Words: "no inherit" } other:
                return [new(other.Value, RelationLock.AccessShare)];
            default:
                return [];
        }
    }

    private static string? Referenced(AlterStatement alter, SqlName constraint, SchemaScope scope) =>
        scope.Table(alter.Name)?.Constraint(constraint.Value) is { Kind: SqlConstraintKind.ForeignKey, References: { } to }
            ? to
            : null;
}
