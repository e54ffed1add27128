using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>The sequences behind identity columns, as details of the columns.</summary>
internal static class PostgreSqlIdentity
{
    private static readonly PostgreSqlNames Names = new();

    /// <summary>What differs from the sequence that the server makes by itself.</summary>
    public static IEnumerable<Detail> Details(PostgreSqlCatalogueRow row, QualifiedName table, string column)
    {
        var name = PostgreSqlTableReader.Name(row.Next<string>(), row.Next<string>());
        var (least, greatest) = row.Next<string>() switch
        {
            "smallint" => (short.MinValue, short.MaxValue),
            "integer" => (int.MinValue, int.MaxValue),
            _ => (long.MinValue, long.MaxValue),
        };
        var start = row.Next<long>();
        var increment = row.Next<long>();
        var min = row.Next<long>();
        var max = row.Next<long>();
        var cache = row.Next<long>();
        if (name != table with { Name = $"{table.Name}_{column}_seq" })
        {
            yield return new("sequence name", Names.Quote(name));
        }

        if (start != (increment > 0 ? min : max))
        {
            yield return new("start", Text(start));
        }

        if (increment != 1)
        {
            yield return new("increment", Text(increment));
        }

        if (min != (increment > 0 ? 1 : least))
        {
            yield return new("minvalue", Text(min));
        }

        if (max != (increment > 0 ? greatest : -1))
        {
            yield return new("maxvalue", Text(max));
        }

        if (cache != 1)
        {
            yield return new("cache", Text(cache));
        }

        if (row.Truth())
        {
            yield return new("cycle");
        }
    }

    /// <summary>The name of the sequence behind an identity column, quoted.</summary>
    public static string SequenceName(QualifiedName table, Column column) =>
        column.Details.FirstOrDefault(d => d.Name == "sequence name")?.Value
        ?? Names.Quote(table with { Name = $"{table.Name}_{column.Name}_seq" });

    /// <summary>Whether the detail of a column is about the sequence behind it.</summary>
    public static bool IsOption(Detail detail) =>
        detail.Name == "sequence name" || PostgreSqlSequenceChange.IsOption(detail.Name);

    /// <summary>The options in brackets; empty when all are the server's own.</summary>
    public static string Options(Column column)
    {
        var options = column.Details.Where(IsOption).Select(PostgreSqlSequenceChange.Option).ToList();
        return options.Count > 0 ? $" ({string.Join(' ', options)})" : "";
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
