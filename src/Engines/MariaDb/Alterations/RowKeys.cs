using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// The unique keys by which InnoDB keeps the rows of a table without a primary key: it takes the first one whose columns are whole and never
/// null. That such a key comes, goes or may be null takes what a primary key takes. Measured on MariaDB 10.11.19.
/// </summary>
internal static class RowKeys
{
    /// <summary>The columns of each such key, whether or not the table has a primary key.</summary>
    public static IEnumerable<Sequence<string>> Of(Table table) =>
        table
            .Uniques.Where(u => !TableTraits.IsCopying(table, u))
            .Select(u => u.Columns)
            .Concat(
                table
                    .Indexes.Where(i =>
                        i.Unique && !TableTraits.IsCopying(i) && i.Parts.All(p => p is { Column: not null, Length: null })
                    )
                    .Select(i => i.Parts.Select(p => p.Column!).ToSequence())
            )
            .Where(k => k.All(c => table.Find(c) is { Nullable: false }));

    /// <summary>Whether one stays through a change in which these columns do not stay as they are.</summary>
    public static bool Stay(Table before, Table after, IReadOnlySet<string> reshaped) =>
        Of(before).Any(k => !k.Any(reshaped.Contains) && Of(after).Contains(k));
}
