namespace Dbwright.Migrations;

/// <summary>How many rows tables have, from a snapshot of statistics.</summary>
public sealed class TableRows
{
    private readonly Dictionary<string, long> rows = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The rows of some tables.</summary>
    /// <param name="rows">By name, with the schema where it is not the default one, in lower case.</param>
    public TableRows(IEnumerable<KeyValuePair<string, long>> rows)
    {
        foreach (var (table, count) in rows)
        {
            this.rows[table] = count;
        }
    }

    /// <summary>Nothing is known of any table.</summary>
    public static TableRows Unknown { get; } = new([]);

    /// <summary>The rows of a table; <see langword="null"/> where they are not known.</summary>
    /// <param name="key">The table's key in the <see cref="SchemaScope"/>.</param>
    public long? Of(string key) => rows.TryGetValue(key, out var count) ? count : null;
}
