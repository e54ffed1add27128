namespace Dbwright.Engines;

/// <summary>Sums over rows of MariaDB: the first 60 bits of a digest of key and value.</summary>
internal sealed class MariaDbRowSums() : RowSumQueries(new MariaDbNames())
{
    /// <inheritdoc />
    protected override string NoKey => "''";

    /// <inheritdoc />
    protected override string Key(IEnumerable<string> columns) => $"concat_ws('|', {string.Join(", ", columns)})";

    /// <inheritdoc />
    protected override string Sum(string column) =>
        $"cast(coalesce(sum(cast(conv(left(md5(concat(dbwright_key, '|', coalesce({column}, 0x016e756c6c))), 15), 16, 10) as decimal(20))), 0) as char)";
}
