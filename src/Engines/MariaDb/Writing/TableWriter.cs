using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Tables as SQL. A table is created with all that belongs to it in one statement: the server commits every definition by itself, so that
/// fewer statements leave less behind when one fails.
/// </summary>
internal sealed class MariaDbTableWriter(MariaDbDialect dialect)
{
    private readonly MariaDbNames names = dialect.Names;
    private readonly MariaDbTypes types = dialect.Types;
    private readonly MariaDbKeyWriter keys = new(dialect);

    /// <summary>Creates a table with its columns, keys, indexes and checks, without those foreign keys.</summary>
    /// <exception cref="Failure">A check names a column that none may name.</exception>
    public Definition Create(Table table, Sequence<ForeignKey> later, bool repeatable)
    {
        if (!dialect.ChecksAnyColumn)
        {
            MySqlChecks.Verify(table);
        }

        var width = table.Columns.Select(c => names.Quote(c.Name).Length).DefaultIfEmpty().Max();
        var lines = table
            .Columns.Select(c => $"{names.Quote(c.Name).PadRight(Math.Min(width, 30))} {Column(c)}{CheckOf(table, c)}")
            .Concat(Constraints(table, later));
        var partitions = table.PartitionBy is { } by ? $"\npartition by {by}" : "";
        return new(
            $"create table {(repeatable ? "if not exists " : "")}{names.Quote(table.Name)} (\n    {string.Join(",\n    ", lines)}\n) "
                + $"{Options(table)}{Comment(table.Comment)}{partitions}",
            table.Name,
            "table"
        );
    }

    /// <summary>What follows the name of a column, without its check.</summary>
    public string Column(Column column)
    {
        var collation = column.Collation is { } name ? $" collate {names.Quote(name)}" : "";
        var type = types.Write(column.Type) + Word(column, "compressed") + Value(column, "ref_system_id") + collation;
        var rest = column.Generated switch
        {
            { Sql: "row start" or "row end" } row => $" generated always as {row.Sql}",
            { } generated => $" as ({generated.Sql}) {(generated.Stored ? "stored" : "virtual")}",
            _ => (column.Nullable ? NullWhereImplied(column) : " not null")
                + Value(column, "srid")
                + (column.Default is { } value ? $" default {value}" : "")
                + OnUpdate(column)
                + (column.Identity is null ? "" : " auto_increment"),
        };
        return type + rest + Word(column, "invisible") + Word(column, "without system versioning") + Comment(column.Comment);
    }

    /// <summary>The condition that stands with a column, or nothing.</summary>
    public static string CheckOf(Table table, Column column) =>
        table.Checks.FirstOrDefault(c => IsOfColumn(c) && c.Name == column.Name) is { } check ? $" check ({check.Sql})" : "";

    // Depending on its settings a server takes a timestamp without the word for one that is not null.
    private static string NullWhereImplied(Column column) => column.Type is DataType.Timestamp { WithZone: true } ? " null" : "";

    private static bool IsOfColumn(CheckConstraint check) => check.Details.Any(d => d.Name == "column");

    private static string OnUpdate(Column column) =>
        column.Details.FirstOrDefault(d => d.Name == "on update") is { } update ? $" on update {update.Value}" : "";

    private static string Word(Column column, string name) => column.Details.Any(d => d.Name == name) ? $" {name}" : "";

    private static string Value(Column column, string name) =>
        column.Details.FirstOrDefault(d => d.Name == name) is { } detail
            ? $" {name}{(name == "srid" ? " " : " = ")}{detail.Value}"
            : "";

    private IEnumerable<string> Constraints(Table table, Sequence<ForeignKey> later)
    {
        const string period = "period ";
        foreach (var detail in table.Details.Where(d => d.Name.StartsWith(period, StringComparison.Ordinal)))
        {
            yield return $"period for {names.Quote(detail.Name[period.Length..])} ({detail.Value})";
        }

        if (table.PrimaryKey is { } key)
        {
            yield return keys.PrimaryKey(key);
        }

        foreach (var unique in table.Uniques)
        {
            yield return keys.Unique(unique);
        }

        foreach (var index in table.Indexes)
        {
            yield return keys.Index(table, index);
        }

        foreach (var foreign in table.ForeignKeys.Where(f => !later.Contains(f)))
        {
            yield return keys.ForeignKey(foreign);
        }

        foreach (var check in table.Checks.Where(c => !IsOfColumn(c)))
        {
            yield return keys.Check(check);
        }
    }

    private string Options(Table table)
    {
        var engine = table.Details.FirstOrDefault(d => d.Name == "engine")?.Value ?? "InnoDB";
        var collation = table.Details.FirstOrDefault(d => d.Name == "collation")?.Value;
        var texts = collation is null ? $"default character set utf8mb4 collate {dialect.Collation}" : $"collate {collation}";
        var others = table
            .Details.Where(d =>
                d.Name is not ("engine" or "collation" or "system versioning")
                && !d.Name.StartsWith("period ", StringComparison.Ordinal)
            )
            .Select(d => $" {Option(d.Name)} = {d.Value}");
        var versioned = table.Details.Any(d => d.Name == "system versioning") ? " with system versioning" : "";
        return $"engine = {engine} {texts}{string.Concat(others)}{versioned}";
    }

    // The words of the grammar have no quotes; those of an engine may have any name.
    private string Option(string name) => name.All(c => char.IsAsciiLetterLower(c) || c is '_' or ' ') ? name : names.Quote(name);

    private string Comment(string? comment) => comment is null ? "" : $" comment {names.Literal(comment)}";
}
