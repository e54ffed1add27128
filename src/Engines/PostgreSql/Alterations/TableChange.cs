using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>What of a table can be altered besides its columns and constraints.</summary>
internal static class PostgreSqlTableChange
{
    private static readonly PostgreSqlNames Names = new();

    /// <summary>The statements, or none when the table must be made anew.</summary>
    public static Alteration? Alteration(Table before, Table to, AlterationContext context)
    {
        if (before.PartitionBy != to.PartitionBy)
        {
            return null;
        }

        var table = Names.Quote(to.Name);
        var statements = new List<AlterStatement>();
        foreach (var parent in before.Inherits.Except(to.Inherits))
        {
            Add($"alter table {table} no inherit {Names.Quote(parent)}");
        }

        if (before.PartitionOf != to.PartitionOf)
        {
            if (before.PartitionOf is { } old)
            {
                Add($"alter table {Names.Quote(old.Parent)} detach partition {table}", old.Parent);
            }

            if (to.PartitionOf is { } now)
            {
                statements.Add(
                    new($"alter table {Names.Quote(now.Parent)} attach partition {table} {now.Bound}")
                    {
                        Lock = PostgreSqlLocks.AccessExclusive(now.Parent),
                        Hazards =
                        [
                            new(HazardKind.Scan, $"Every row of {to.Name} is checked while it is locked."),
                            new(HazardKind.DependsOnData, $"Fails when a row of {to.Name} does not belong to {now.Bound}."),
                            .. HazardsOfPartition(now, context),
                        ],
                    }
                );
            }
        }

        foreach (var parent in to.Inherits.Except(before.Inherits))
        {
            Add($"alter table {table} inherit {Names.Quote(parent)}");
        }

        foreach (
            var name in before
                .Details.Concat(to.Details)
                .Select(d => d.Name)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
        )
        {
            var (old, now) = (Value(before, name), Value(to, name));
            if (old != now)
            {
                foreach (var statement in Detail(to.Name, name, now))
                {
                    statements.Add(statement);
                }
            }
        }

        return new(statements.ToSequence());

        void Add(string sql, QualifiedName? locked = null) =>
            statements.Add(new(sql) { Lock = PostgreSqlLocks.AccessExclusive(locked ?? to.Name) });
    }

    /// <summary>What the rows of a default partition mean to a new one beside it.</summary>
    public static Sequence<Hazard> HazardsOfPartition(PartitionOf partition, AlterationContext context) =>
        context.From.Tables.FirstOrDefault(t =>
            t.PartitionOf is { } other
            && other.Parent == partition.Parent
            && other.Bound.Equals("default", StringComparison.OrdinalIgnoreCase)
        )
            is { } rest
            ?
            [
                new(HazardKind.Scan, $"Every row of {rest.Name} is checked while {partition.Parent} is locked."),
                new(HazardKind.DependsOnData, $"Fails when a row of {rest.Name} belongs to {partition.Bound}."),
            ]
            : [];

    private static string? Value(Table table, string detail) => table.Details.FirstOrDefault(d => d.Name == detail)?.Value;

    private static IEnumerable<AlterStatement> Detail(QualifiedName name, string detail, string? value)
    {
        var table = Names.Quote(name);
        var exclusive = PostgreSqlLocks.AccessExclusive(name);
        Sequence<Hazard> rewrite = [new(HazardKind.Rewrite, $"{name} is written anew while it is locked.")];
        switch (detail)
        {
            case "unlogged":
                yield return new($"alter table {table} set {(value is null ? "logged" : "unlogged")}")
                {
                    Lock = exclusive,
                    Hazards = rewrite,
                };
                break;
            case "tablespace":
                yield return new($"alter table {table} set tablespace {value ?? "pg_default"}")
                {
                    Lock = exclusive,
                    Hazards = rewrite,
                };
                break;
            case "access method":
                yield return new($"alter table {table} set access method {value ?? "heap"}")
                {
                    Lock = exclusive,
                    Hazards = rewrite,
                };
                break;
            case "replica identity":
                yield return new($"alter table {table} replica identity {value ?? "default"}") { Lock = exclusive };
                break;
            case "row security" or "row level security" or "enable row level security":
                yield return new($"alter table {table} {(value is null ? "disable" : "enable")} row level security")
                {
                    Lock = exclusive,
                };
                break;
            case "force row security" or "force row level security":
                yield return new($"alter table {table} {(value is null ? "no force" : "force")} row level security")
                {
                    Lock = exclusive,
                };
                break;
            case "of":
                yield return new($"alter table {table} {(value is null ? "not of" : $"of {value}")}") { Lock = exclusive };
                break;
            case "cluster" or "cluster on":
                yield return new($"alter table {table} {(value is null ? "set without cluster" : $"cluster on {value}")}")
                {
                    Lock = $"share update exclusive on {name}",
                };
                break;
            default:
                yield return new($"alter table {table} {(value is null ? $"reset ({detail})" : $"set ({detail}={value})")}")
                {
                    Lock = $"share update exclusive on {name}",
                };
                break;
        }
    }
}
