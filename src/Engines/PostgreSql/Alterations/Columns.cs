using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Columns that come and go.</summary>
internal static partial class PostgreSqlColumns
{
    private static readonly PostgreSqlNames Names = new();
    private static readonly PostgreSqlTypes Types = new();

    /// <summary>Adds a column with its default; one that comes from a parent comes with the parent's.</summary>
    public static Alteration Add(QualifiedName table, Column part, AlterationContext context)
    {
        var column = context.To.Find(table)!.Find(part.Name)!;
        PartKey[] covers = column.Default is null ? [] : [new(new(ObjectKind.Column, table, column.Name), "default")];
        if (
            part.Inherited
            && context.From.Find(table) is { } before
            && Parents(before).Any(p => context.To.Find(p)?.Find(part.Name) is not null)
        )
        {
            return new([]) { Covers = covers.ToSequence() };
        }

        var alter = $"alter table {Names.Quote(table)}";
        var statements = new List<AlterStatement>
        {
            new($"{alter} add column {Names.Quote(column.Name)} {Definition(column)}")
            {
                Lock = PostgreSqlLocks.AccessExclusive(table),
                Hazards = HazardsOfAdding(table, column),
            },
        };
        statements.AddRange(
            PostgreSqlColumnChange
                .Details([], column.Details, column.Type, context.Version)
                .Select(d => $"{alter} alter column {Names.Quote(column.Name)} {d}")
                .Concat(PostgreSqlDefaultRights.Statements(new SchemaPart.ColumnPart(table, column), context))
                .Select(sql => new AlterStatement(sql))
        );
        return new(statements.ToSequence()) { Covers = covers.ToSequence() };
    }

    /// <summary>Drops a column.</summary>
    public static Alteration Drop(QualifiedName table, Column column, AlterationContext context)
    {
        // It goes with the parent's.
        if (
            column.Inherited
            && context.From.Find(table) is { } before
            && Parents(before).Any(p => context.From.Find(p)?.Find(column.Name) is not null)
        )
        {
            return new([]);
        }

        var hazards = column.Generated is null
            ? Sequence.Create([
                new Hazard(HazardKind.DataLoss, $"The values of {table}.{column.Name} are lost.")
                {
                    Count = $"select count(*) from {Names.Quote(table)} where {Names.Quote(column.Name)} is not null",
                },
            ])
            : [];
        return new([
            new($"alter table {Names.Quote(table)} drop column {Names.Quote(column.Name)}")
            {
                Lock = PostgreSqlLocks.AccessExclusive(table),
                Hazards = hazards,
            },
        ]);
    }

    /// <summary>A column as ADD COLUMN takes it.</summary>
    public static string Definition(Column column)
    {
        var collation = column.Collation is { } name ? $" collate {PostgreSqlColumnChange.Collation(name)}" : "";
        var computed =
            column.Generated is { } generated
                ? $" generated always as ({generated.Sql}) {(generated.Stored ? "stored" : "virtual")}"
            : column.Identity is { } identity
                ? $" generated {Word(identity)} as identity{PostgreSqlColumnChange.IdentityOptions(column)}"
            : "";
        var notNull = column.Nullable || column.Identity is not null ? "" : " not null";
        var byDefault = column.Default is { } sql ? $" default {sql}" : "";
        return Types.Write(column.Type) + collation + computed + notNull + byDefault;
    }

    /// <summary>When the engine numbers a column.</summary>
    public static string Word(IdentityKind identity) => identity == IdentityKind.Always ? "always" : "by default";

    /// <summary>The tables that a table gets columns from.</summary>
    public static IEnumerable<QualifiedName> Parents(Table table) =>
        table.PartitionOf is { } partition ? table.Inherits.Append(partition.Parent) : table.Inherits;

    private static Sequence<Hazard> HazardsOfAdding(QualifiedName table, Column column)
    {
        var rows = $"select count(*) from {Names.Quote(table)}";
        var hazards = new List<Hazard>();
        if (
            column.Generated is { Stored: true }
            || column.Identity is not null
            || (column.Default is { } sql && Volatile().IsMatch(sql))
        )
        {
            hazards.Add(new(HazardKind.Rewrite, $"{table} is written anew: each row gets a value of its own."));
        }

        if (column is { Nullable: false, Default: null, Identity: null, Generated: null })
        {
            hazards.Add(
                new(HazardKind.DependsOnData, $"Fails when {table} has rows: {column.Name} is required and has no default.")
                {
                    Count = rows,
                }
            );
        }

        return hazards.ToSequence();
    }

    // Whatever calls a function may be volatile, except those that are known not to be.
    [GeneratedRegex(
        @"\b(?!(?:now|current_date|current_timestamp|current_user|localtimestamp|transaction_timestamp|timezone|current_setting|numeric|varchar|char|interval|timestamp|time|bit)\b)[a-z_][a-z0-9_]*\(",
        RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex Volatile();
}
