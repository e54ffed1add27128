using Dbwright.Model;
using Dbwright.Sql;
using AlterStatement = Dbwright.Sql.AlterStatement;

namespace Dbwright.Migrations;

/// <summary>
/// The table of what every form of a statement locks, writes anew and reads on PostgreSQL. Its rows are measured by the cases in
/// <c>cases/locks/postgresql.yaml</c>; a statement that is not in it has no entry rather than a guess.
/// </summary>
public static class LockTable
{
    private const RelationLock Everybody = RelationLock.AccessExclusive;
    private const RelationLock Writers = RelationLock.ShareRowExclusive;
    private const RelationLock Changes = RelationLock.ShareUpdateExclusive;

    /// <summary>The entry of a statement; <see langword="null"/> when there is none, or nothing is locked.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="scope">The schema before it.</param>
    /// <param name="target">The server.</param>
    /// <param name="isUtc">Whether the session's time zone is known to be UTC.</param>
    public static StatementLocks? Find(SqlStatement statement, SchemaScope scope, LintTarget target, bool isUtc = false) =>
        statement switch
        {
            AlterStatement { Kind: "table" or "foreign table" or "materialized view" } alter => TableActions.Locks(
                alter,
                scope,
                target,
                isUtc
            ),
            AlterStatement { Kind: "view" } alter => One(scope.Key(alter.Name), Everybody),
            AlterStatement { Kind: "policy" or "trigger" or "rule", Table: { } table } => One(scope.Key(table), Everybody),
            AlterStatement { Kind: "domain" } alter => Domain(alter, scope),
            CreateTableStatement create => Create(create, scope),
            CreateIndexStatement index => Create(index, scope),
            CreateTriggerStatement trigger => WithParts([scope.Key(trigger.Table)], Writers, scope),
            CreateViewStatement view => View(view, scope),
            CreateObjectStatement { Kind: "policy" or "rule", Table: { } table } => One(scope.Key(table), Everybody),
            CommentStatement { Kind: "table" } comment => One(scope.Key(comment.Name), Changes),
            CommentStatement { Kind: "column", Name.Parts.Count: > 1 } comment => One(
                scope.Key(new SqlObjectName([.. comment.Name.Parts.Take(comment.Name.Parts.Count - 1)], comment.Name.Span)),
                Changes
            ),
            DropStatement drop => Drop(drop, scope),
            TruncateStatement truncate => Truncate(truncate, scope),
            MaintenanceStatement maintenance => Maintain(maintenance, scope),
            _ => null,
        };

    /// <summary>The entry of a statement behind others, which make the schema that it finds.</summary>
    /// <param name="before">The statements before it, in their order.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="target">The server.</param>
    /// <param name="isUtc">Whether the session's time zone is known to be UTC.</param>
    public static StatementLocks? Find(
        IEnumerable<SqlStatement> before,
        SqlStatement statement,
        LintTarget target,
        bool isUtc = false
    )
    {
        var scope = new SchemaScope(target.Dialect);
        var walk = new SchemaWalk(scope);
        foreach (var earlier in before)
        {
            walk.Take(earlier, 0);
        }

        return Find(statement, scope, target, isUtc);
    }

    /// <summary>The locks on a table that a new foreign key refers to.</summary>
    internal static IEnumerable<TakenLock> Referenced(string table, SchemaScope scope) =>
        scope.Below(table).Prepend(table).Select(t => new TakenLock(t, Writers));

    /// <summary>The locks on the tables that a new partition refers to, as its whole does.</summary>
    internal static IEnumerable<TakenLock> OfReferences(ScopeTable? whole, SchemaScope scope) =>
        (whole?.Constraints ?? []).Where(IsReference).SelectMany(c => Referenced(c.References!, scope));

    private static string? Fallback(string whole, SchemaScope scope) =>
        scope.Below(whole).FirstOrDefault(t => scope.Table(t) is { IsDefaultPartition: true });

    // Tables with all that lies below them.
    private static StatementLocks WithParts(IReadOnlyList<string> tables, RelationLock taken, SchemaScope scope) =>
        new(
            tables.Concat(tables.SelectMany(scope.Below)).Distinct(scope.Names).Select(t => new TakenLock(t, taken)).ToSequence()
        );

    private static StatementLocks One(string table, RelationLock taken) => new([new(table, taken)]);

    private static StatementLocks? Create(CreateTableStatement create, SchemaScope scope)
    {
        var locks = new List<TakenLock>();
        var isRead = false;
        if (create.PartitionOf is { } parent)
        {
            locks.Add(new(scope.Key(parent), Everybody));
            locks.AddRange(OfReferences(scope.Table(parent), scope));

            // Its rows are looked through for those of the new partition.
            if (Fallback(scope.Key(parent), scope) is { } fallback)
            {
                locks.Add(new(fallback, Everybody));
                isRead = true;
            }
        }

        foreach (var constraint in create.Constraints.Concat(create.Columns.SelectMany(c => c.Constraints)))
        {
            if (constraint.References is { } to && !scope.Names.Equals(scope.Key(to.Table), scope.Key(create.Name)))
            {
                locks.AddRange(Referenced(scope.Key(to.Table), scope));
            }
        }

        return locks.Count == 0 ? null : new(locks.Distinct().ToSequence()) { Scans = isRead };
    }

    private static StatementLocks Create(CreateIndexStatement index, SchemaScope scope) =>
        (
            index.IsConcurrently ? One(scope.Key(index.Table), Changes)
            : index.IsOnly ? One(scope.Key(index.Table), RelationLock.Share)
            : WithParts([scope.Key(index.Table)], RelationLock.Share, scope)
        ) with
        {
            Rewrites = index.IsOnly ? Rewritten.Nothing : Rewritten.Indexes,
            Scans = !index.IsOnly,
        };

    private static StatementLocks? View(CreateViewStatement view, SchemaScope scope) =>
        view.IsReplace && scope.Dependent(scope.Key(view.Name)) is not null ? One(scope.Key(view.Name), Everybody) : null;

    private static StatementLocks? Drop(DropStatement drop, SchemaScope scope)
    {
        switch (drop.Kind)
        {
            case "table":
                var names = drop.Names.Select(scope.Key).ToList();
                var locks = names.Concat(names.SelectMany(scope.Below)).Select(t => new TakenLock(t, Everybody)).ToList();
                foreach (var name in drop.Names)
                {
                    if (scope.Table(name)?.PartitionOf is { } whole)
                    {
                        locks.Add(new(whole, Everybody));
                        locks.AddRange(Fallback(whole, scope) is { } rest ? [new TakenLock(rest, Everybody)] : []);
                    }

                    locks.AddRange(
                        (scope.Table(name)?.Constraints ?? [])
                            .Where(IsReference)
                            .Select(c => new TakenLock(c.References!, Everybody))
                    );
                    if (drop.IsCascade)
                    {
                        locks.AddRange(Referencing(scope, scope.Key(name)).Select(t => new TakenLock(t, Everybody)));
                    }
                }

                return new(locks.Distinct().ToSequence());
            case "view" or "materialized view":
                return new(drop.Names.Select(n => new TakenLock(scope.Key(n), Everybody)).ToSequence());
            case "index":
                var tables = drop.Names.Select(n => scope.Index(n)?.Table).OfType<string>().Distinct().ToList();
                return tables.Count == 0 ? null : WithParts(tables, drop.IsConcurrently ? Changes : Everybody, scope);
            case "trigger" or "policy" or "rule" when drop.Table is { } table:
                return One(scope.Key(table), Everybody);
            default:
                return null;
        }
    }

    private static bool IsReference(ScopeConstraint constraint) =>
        constraint is { Kind: SqlConstraintKind.ForeignKey, References: not null };

    private static IEnumerable<string> Referencing(SchemaScope scope, string table) =>
        scope
            .Tables.Where(t =>
                !scope.Names.Equals(t.Key, table)
                && t.Constraints.Any(c => IsReference(c) && scope.Names.Equals(c.References, table))
            )
            .Select(t => t.Key);

    private static StatementLocks Truncate(TruncateStatement truncate, SchemaScope scope)
    {
        var tables = truncate.Tables.Select(t => scope.Key(t.Name)).ToList();
        for (var i = 0; truncate.IsCascade && i < tables.Count; i++)
        {
            tables.AddRange(Referencing(scope, tables[i]).Except(tables, scope.Names).ToList());
        }

        return WithParts(tables, Everybody, scope);
    }

    private static StatementLocks? Maintain(MaintenanceStatement maintenance, SchemaScope scope)
    {
        if (maintenance.Objects.Count == 0)
        {
            return null;
        }

        var name = scope.Key(maintenance.Objects[0]);
        var concurrently = maintenance.Options.Contains("concurrently", StringComparer.Ordinal);
        return maintenance.Kind switch
        {
            "refresh" => new([new(name, concurrently ? RelationLock.Exclusive : Everybody)])
            {
                Rewrites = concurrently ? Rewritten.Nothing : Rewritten.Table,
                Scans = true,
            },
            "cluster" => new([new(name, Everybody)]) { Rewrites = Rewritten.Table, Scans = true },
            "vacuum" when maintenance.Options.Contains("full", StringComparer.Ordinal) => new([new(name, Everybody)])
            {
                Rewrites = Rewritten.Table,
                Scans = true,
            },
            "vacuum" => One(name, Changes),
            "analyze" => One(name, Changes),
            "reindex" when concurrently => null,
            "reindex" when maintenance.Options.Contains("table", StringComparer.Ordinal) => new([new(name, RelationLock.Share)])
            {
                Rewrites = Rewritten.Indexes,
                Scans = true,
            },
            "reindex" when scope.Index(maintenance.Objects[0]) is { } index => new([new(index.Table, RelationLock.Share)])
            {
                Rewrites = Rewritten.Indexes,
                Scans = true,
            },
            _ => null,
        };
    }

    private static StatementLocks? Domain(AlterStatement alter, SchemaScope scope)
    {
        var scans = alter.Actions.Any(a =>
            a
                is SqlAction.AddConstraint { Constraint.IsNotValid: false }
                    or SqlAction.ValidateConstraint
                    or SqlAction.Other { Words: "set not null" }
        );
        var domain = scope.Key(alter.Name);
        var tables = scope
            .Tables.Where(t => t.Columns.Any(c => c.Type is { } type && scope.Names.Equals(type.Name, domain)))
            .Select(t => new TakenLock(t.Key, RelationLock.Share))
            .ToSequence();
        return scans && tables.Count > 0 ? new(tables) { Scans = true } : null;
    }
}
