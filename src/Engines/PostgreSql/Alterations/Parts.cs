using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Parts that are made and dropped whole, with what is known about doing so.</summary>
internal static class PostgreSqlParts
{
    private static readonly PostgreSqlNames Names = new();

    /// <summary>Makes a part; columns, keys, checks and defaults come with their table.</summary>
    public static Alteration Create(SchemaPart part, AlterationContext context)
    {
        var statements = PostgreSqlPartWriter
            .Create(context.To, part)
            .Concat(PostgreSqlDefaultRights.Statements(part, context))
            .Select(sql => new AlterStatement(sql)
            {
                Lock = LockOfCreate(part, context),
                Hazards = HazardsOfCreate(part, context),
            });
        return new(statements.ToSequence()) { Covers = Comes(part, context.ToGraph), Findings = Refusals(part, context) };
    }

    // A table that is there and made anew is empty afterwards.
    private static Sequence<Finding> Refusals(SchemaPart part, AlterationContext context) =>
        part is SchemaPart.TablePart(var table) && context.From.Find(table.Name) is not null
            ?
            [
                new(
                    "conversion-loses-data",
                    Severity.Error,
                    $"No statement of PostgreSQL makes {table.Name} {(table.PartitionBy is { } by ? $"partitioned by {by}" : "a table without partitions")}."
                )
                {
                    Detail = "The table would be dropped and made again, empty.",
                    Subject = $"{table.Name}",
                    Fix = "Make a table of another name, copy the rows, and exchange the names; or say --allow data-loss.",
                },
            ]
            : [];

    /// <summary>Drops a part.</summary>
    public static Alteration Drop(SchemaPart part, AlterationContext context) =>
        new(
            PostgreSqlPartWriter
                .Drop(context.FromGraph, part)
                .Select(sql => new AlterStatement(sql) { Lock = LockOfDrop(part), Hazards = HazardsOfDrop(part) })
                .ToSequence()
        );

    private static string? LockOfDrop(SchemaPart part) =>
        part switch
        {
            SchemaPart.TablePart(var table) => PostgreSqlLocks.AccessExclusive(table.Name),
            SchemaPart.ConstraintPart constraint => PostgreSqlLocks.AccessExclusive(constraint.Table),
            SchemaPart.Index(var table, _) => PostgreSqlLocks.AccessExclusive(table),
            SchemaPart.TriggerPart(var table, _) => PostgreSqlLocks.AccessExclusive(table),
            _ => null,
        };

    private static Sequence<Hazard> HazardsOfDrop(SchemaPart part) =>
        part switch
        {
            SchemaPart.TablePart(var table) =>
            [
                new(HazardKind.DataLoss, $"All rows of {table.Name} are lost.")
                {
                    Count = $"select count(*) from {Names.Quote(table.Name)}",
                },
            ],
            SchemaPart.NumberSequencePart(var sequence) =>
            [
                new(HazardKind.DataLoss, $"The position of {sequence.Name} is lost.")
                {
                    Count = $"select last_value from {Names.Quote(sequence.Name)}",
                },
            ],
            _ => [],
        };

    private static Sequence<PartKey> Comes(SchemaPart part, SchemaGraph graph) =>
        part is SchemaPart.TablePart
            ? graph
                .Holds(part.Key)
                .Where(k =>
                    graph.Parts[k]
                        is SchemaPart.ColumnPart
                            or SchemaPart.ColumnDefault
                            or SchemaPart.PrimaryKeyPart
                            or SchemaPart.Unique
                            or SchemaPart.Check
                            or SchemaPart.Exclusion
                )
                .ToSequence()
            : [];

    private static string? LockOfCreate(SchemaPart part, AlterationContext context) =>
        part switch
        {
            SchemaPart.TablePart({ PartitionOf: { } of }) when context.From.Find(of.Parent) is not null =>
                PostgreSqlLocks.AccessExclusive(of.Parent),
            SchemaPart.ForeignKeyPart(var table, var foreign) => $"share row exclusive on {table} and {foreign.ReferencedTable}",
            SchemaPart.ConstraintPart constraint => PostgreSqlLocks.AccessExclusive(constraint.Table),
            SchemaPart.Index(var table, _) => PostgreSqlLocks.Share(table),
            SchemaPart.TriggerPart(var table, _) => $"share row exclusive on {table}",
            _ => null,
        };

    private static Sequence<Hazard> HazardsOfCreate(SchemaPart part, AlterationContext context)
    {
        switch (part)
        {
            case SchemaPart.TablePart({ PartitionOf: { } of }):
                return PostgreSqlTableChange.HazardsOfPartition(of, context);
            case SchemaPart.Check(var table, { NotValid: false } check) when Stays(table):
                return
                [
                    new(HazardKind.Scan, $"Every row of {table} is checked while the table is locked."),
                    new(HazardKind.DependsOnData, $"Fails when a row does not satisfy {check.Name}.")
                    {
                        Count = $"select count(*) from {Names.Quote(table)} where not ({check.Sql})",
                    },
                ];
            case SchemaPart.ForeignKeyPart(var table, { NotValid: false } foreign) when Stays(table):
                return
                [
                    new(HazardKind.Scan, $"Every row of {table} is looked up in {foreign.ReferencedTable} while writes wait."),
                    new(HazardKind.DependsOnData, $"Fails when a row refers to none of {foreign.ReferencedTable}."),
                ];
            case SchemaPart.PrimaryKeyPart(var table, var key) when Stays(table):
                return Unique(table, key.Columns.Select(Names.Quote));
            case SchemaPart.Unique(var table, var unique) when Stays(table):
                return Unique(table, unique.Columns.Select(Names.Quote));
            case SchemaPart.Index(var table, { Unique: true } index) when Stays(table):
                return Unique(
                    table,
                    index.Parts.Select(p => p.Column is { } column ? Names.Quote(column) : $"({p.Expression})"),
                    index.Where
                );
            case SchemaPart.Exclusion(var table, _) when Stays(table):
            case SchemaPart.Index(var owner, _) when Stays(table = owner):
                return [new(HazardKind.IndexBuild, $"An index is built while writes to {table} wait.")];
            default:
                return [];
        }

        bool Stays(QualifiedName table) => context.From.Find(table) is not null;
    }

    private static Sequence<Hazard> Unique(QualifiedName table, IEnumerable<string> keys, string? condition = null)
    {
        var list = string.Join(", ", keys);
        var where = condition is null ? "" : $" where {condition}";
        return
        [
            new(HazardKind.IndexBuild, $"An index is built while writes to {table} wait."),
            new(HazardKind.DependsOnData, $"Fails when two rows of {table}{where} are alike in {list}.")
            {
                Count =
                    $"select count(*) from (select from {Names.Quote(table)}{where} group by {list} having count(*) > 1) as alike",
            },
        ];
    }
}
