using System.Text;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Triggers from rows of the catalogue.</summary>
internal static class PostgreSqlTriggerReader
{
    private const string Level = " FOR EACH ";
    private const string Condition = " WHEN (";
    private const string Execute = ") EXECUTE FUNCTION ";

    private static readonly PostgreSqlNames Names = new();

    /// <summary>Adds rows of <see cref="PostgreSqlTableCatalogue.Triggers"/> to their relations.</summary>
    public static void Add(IEnumerable<PostgreSqlCatalogueRow> rows, IReadOnlyDictionary<long, PostgreSqlTableParts> relations)
    {
        foreach (var row in rows)
        {
            if (relations.TryGetValue(row.Next<long>(), out var relation))
            {
                relation.Triggers.Add(Read(row, relation));
            }
        }
    }

    private static Trigger Read(PostgreSqlCatalogueRow row, PostgreSqlTableParts relation)
    {
        var name = row.Next<string>();
        var type = row.Next<short>();
        var columns = relation.Names(row.Next<short[]>());
        var function = PostgreSqlDeparsedText.Name(row.Next<string>(), row.Next<string>());
        var action = $"{function}({string.Join(", ", Arguments(row.Next<byte[]>()).Select(Names.Literal))})";
        string[] events = [.. Event(4, "insert"), .. Event(16, "update"), .. Event(8, "delete"), .. Event(32, "truncate")];
        return new(
            name,
            (type & 64) != 0 ? "instead of"
                : (type & 2) != 0 ? "before"
                : "after",
            events.ToSequence(),
            action
        )
        {
            Columns = columns,
            ForStatement = (type & 1) == 0,
            Details = Details(row).Order().ToSequence(),
            When = row.Maybe<string>() is { } definition ? When(definition) : null,
        };

        string[] Event(int bit, string word) => (type & bit) != 0 ? [word] : [];
    }

    // Each ends with a zero byte.
    private static string[] Arguments(byte[] arguments) =>
        arguments.Length == 0 ? [] : Encoding.UTF8.GetString(arguments)[..^1].Split('\0');

    private static List<Detail> Details(PostgreSqlCatalogueRow row)
    {
        List<Detail> details = [];
        AddWhere(
            row.Next<string>() switch
            {
                "D" => "disabled",
                "R" => "replica",
                "A" => "always",
                _ => null,
            },
            "enabled"
        );
        AddWhere(row.Truth() ? "" : null, "constraint");
        AddWhere(row.Truth() ? "" : null, "deferrable");
        AddWhere(row.Truth() ? "" : null, "initially deferred");
        var (schema, table) = (row.Maybe<string>(), row.Maybe<string>());
        AddWhere(table is null ? null : Names.Quote(PostgreSqlTableReader.Name(schema, table)), "from");
        AddWhere(Quoted(row.Maybe<string>()), "old table");
        AddWhere(Quoted(row.Maybe<string>()), "new table");
        return details;

        void AddWhere(string? value, string name)
        {
            if (value is not null)
            {
                details.Add(new(name, value));
            }
        }
    }

    private static string? Quoted(string? name) => name is null ? null : Names.Quote(name);

    // CREATE TRIGGER t BEFORE UPDATE ON x FOR EACH ROW WHEN (condition) EXECUTE FUNCTION f()
    private static string When(string definition)
    {
        var level = definition.IndexOf(Level, StringComparison.Ordinal);
        var start = definition.IndexOf(Condition, level, StringComparison.Ordinal) + Condition.Length;
        var end = definition.LastIndexOf(Execute, StringComparison.Ordinal);
        return PostgreSqlDeparsedText.Bare(definition[start..end]);
    }
}
