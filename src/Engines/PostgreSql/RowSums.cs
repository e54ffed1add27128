namespace Dbwright.Engines;

/// <summary>Sums over rows of PostgreSQL: the hash of a value's text, with the key's hash as its seed.</summary>
internal sealed class PostgreSqlRowSums() : RowSumQueries(new PostgreSqlNames())
{
    /// <inheritdoc />
    protected override string NoKey => "0::bigint";

    /// <inheritdoc />
    protected override string Key(IEnumerable<string> columns) =>
        $"hashtextextended(concat_ws('|', {string.Join(", ", columns.Select(c => $"{c}::text"))}), 0)";

    /// <inheritdoc />
    protected override string Sum(string column) =>
        $"coalesce(sum(hashtextextended(coalesce({column}::text, E'\\x01null'), dbwright_key)), 0)::text";
}
