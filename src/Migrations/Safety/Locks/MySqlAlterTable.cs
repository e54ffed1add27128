using Dbwright.Model;
using Dbwright.Sql;
using AlterStatement = Dbwright.Sql.AlterStatement;

namespace Dbwright.Migrations;

/// <summary>How InnoDB carries out an <c>alter table</c>.</summary>
/// <param name="Algorithm">The cheapest algorithm that the server accepts.</param>
/// <param name="StopsWrites">Whether writes wait while it runs.</param>
public sealed record MySqlAlterCost(MySqlAlgorithm Algorithm, bool StopsWrites);

/// <summary>
/// The table of how MariaDB carries out each action of <c>alter table</c>. Its rows are measured by the cases in
/// <c>cases/locks/mariadb.yaml</c>.
/// </summary>
public static class MySqlAlterTable
{
    private static readonly MySqlAlterCost Instant = new(MySqlAlgorithm.Instant, false);
    private static readonly MySqlAlterCost NoCopy = new(MySqlAlgorithm.NoCopy, false);
    private static readonly MySqlAlterCost InPlace = new(MySqlAlgorithm.InPlace, false);
    private static readonly MySqlAlterCost InPlaceShared = new(MySqlAlgorithm.InPlace, true);
    private static readonly MySqlAlterCost NoCopyShared = new(MySqlAlgorithm.NoCopy, true);
    private static readonly MySqlAlterCost Copy = new(MySqlAlgorithm.Copy, true);

    /// <summary>The cost of a statement behind others, which make the table that it finds.</summary>
    /// <param name="before">The statements before it, in their order.</param>
    /// <param name="alter">The statement.</param>
    /// <param name="target">The server.</param>
    public static MySqlAlterCost Of(IEnumerable<SqlStatement> before, AlterStatement alter, LintTarget target)
    {
        var scope = new SchemaScope(target.Dialect);
        var walk = new SchemaWalk(scope);
        foreach (var earlier in before)
        {
            walk.Take(earlier, 0);
        }

        return Of(alter, scope.Table(alter.Name), target);
    }

    /// <summary>The cost of a statement: that of its dearest action.</summary>
    /// <param name="alter">The statement.</param>
    /// <param name="table">The table before it.</param>
    /// <param name="target">The server.</param>
    public static MySqlAlterCost Of(AlterStatement alter, ScopeTable? table, LintTarget target)
    {
        var cost = Instant;
        foreach (var action in alter.Actions)
        {
            var one = Of(action, alter, table, target);
            cost = new(one.Algorithm > cost.Algorithm ? one.Algorithm : cost.Algorithm, one.StopsWrites || cost.StopsWrites);
        }

        return cost;
    }

    private static MySqlAlterCost Of(SqlAction action, AlterStatement alter, ScopeTable? table, LintTarget target) =>
        action switch
        {
            SqlAction.AddColumns add => add.Columns.Select(c => Added(c, table)).MaxBy(c => c.Algorithm) ?? Instant,
            SqlAction.ModifyColumn modify => Modified(modify, table, target),
            SqlAction.AddConstraint { Constraint: { } constraint } => Added(constraint, table),
            SqlAction.Drop drop => Dropped(drop, alter, table),
            SqlAction.Other other => Other(other),
            _ => Instant,
        };

    private static MySqlAlterCost Added(SqlColumn column, ScopeTable? table)
    {
        if (column.Find(SqlConstraintKind.Identity) is not null)
        {
            return InPlaceShared;
        }

        var isComputed =
            column.Find(SqlConstraintKind.Default)?.Expression is SqlExpression.Call call
            && call.Function.Name.ToLowerInvariant() is not ("current_timestamp" or "now" or "localtime" or "localtimestamp");
        return isComputed || column.Find(SqlConstraintKind.Generated) is { IsStored: true } ? Copy
            : column.Position.Length > 0 && HasVirtual(table) ? Copy
            : table?.Indexes.Any(i => i.Method == "fulltext") == true ? InPlaceShared
            : column.Find(SqlConstraintKind.Unique) is not null ? NoCopy
            : Instant;
    }

    private static MySqlAlterCost Modified(SqlAction.ModifyColumn modify, ScopeTable? table, LintTarget target)
    {
        if (table?.Column(modify.OldName.Value) is not { } before)
        {
            return new(MySqlAlgorithm.Unknown, true);
        }

        var type = MySqlColumnChange.OfType(before.Type, modify.Column.Type, target);
        if (type >= MySqlAlgorithm.Copy || modify.Column.Find(SqlConstraintKind.Generated) is { IsStored: true })
        {
            return Copy;
        }

        var isNullable = modify.Column.Find(SqlConstraintKind.NotNull) is null && !before.IsNumbered;
        return before.IsNullable is { } was && was != isNullable && table.PrimaryKey?.Columns.Contains(before.Name) != true
            ? InPlace
            : new(type, false);
    }

    private static MySqlAlterCost Added(SqlConstraint constraint, ScopeTable? table) =>
        constraint.Kind switch
        {
            SqlConstraintKind.Index or SqlConstraintKind.Unique => NoCopy,
            SqlConstraintKind.FullText => table?.Indexes.Any(i => i.Method == "fulltext") == true ? NoCopyShared : InPlaceShared,
            SqlConstraintKind.Spatial => NoCopyShared,
            SqlConstraintKind.PrimaryKey => InPlace,
            _ => Copy,
        };

    private static MySqlAlterCost Dropped(SqlAction.Drop drop, AlterStatement alter, ScopeTable? table)
    {
        switch (drop.Kind)
        {
            case "column":
                var name = drop.Name?.Value ?? "";
                return HasVirtual(table) && table?.Column(name) is { IsGenerated: false } ? Copy
                    : table?.Indexes.Any(i => i.Columns.Contains(name, StringComparer.OrdinalIgnoreCase)) == true ? NoCopy
                    : Instant;
            case "index":
                return NoCopy;
            case "primary key":
                var isReplaced = alter.Actions.Any(a =>
                    a is SqlAction.AddConstraint { Constraint.Kind: SqlConstraintKind.PrimaryKey }
                );
                var hasOther =
                    table?.Indexes.Any(i =>
                        i.IsUnique
                        && !i.Columns.SequenceEqual(table.PrimaryKey?.Columns ?? [])
                        && i.Columns.All(c => c is not null && table.Column(c) is { IsNullable: false })
                    ) == true;
                return isReplaced || hasOther ? InPlace : Copy;
            default:
                return Instant;
        }
    }

    private static MySqlAlterCost Other(SqlAction.Other other) =>
        other.Words switch
        {
            "engine" => other.Value.Equals("innodb", StringComparison.OrdinalIgnoreCase) ? InPlace : Copy,
            "force" or "row_format" or "key_block_size" or "page_compressed" => InPlace,
            "remove partitioning" => Copy,
            "add" when other.Value.StartsWith("system", StringComparison.OrdinalIgnoreCase) => Copy,
            _ => other.Words.StartsWith("convert to", StringComparison.Ordinal)
            || other.Words.StartsWith("partition by", StringComparison.Ordinal)
                ? Copy
                : Instant,
        };

    private static bool HasVirtual(ScopeTable? table) =>
        table?.Columns.Any(c => c.IsGenerated && c.Definition?.Find(SqlConstraintKind.Generated) is not { IsStored: true })
        == true;
}
