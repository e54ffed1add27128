using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>What the keys of a table say about its relations.</summary>
public static class Uniqueness
{
    /// <summary>Whether no two rows share these columns, by a key, a unique constraint, or a unique index over all rows.</summary>
    public static bool IsUniqueBy(this Table table, Sequence<string> columns)
    {
        bool Same(IEnumerable<string?> others) => others.ToHashSet().SetEquals(columns);
        return (table.PrimaryKey is { } key && Same(key.Columns))
            || table.Uniques.Any(u => Same(u.Columns))
            || table.Indexes.Any(i => i.Unique && i.Where is null && Same(i.Parts.Select(p => p.Column)));
    }

    /// <summary>Whether the key of the table contains the reference, so that a row is nothing without the one it refers to.</summary>
    public static bool IsIdentifiedBy(this Table table, ForeignKey key) =>
        table.PrimaryKey is { } primary && key.Columns.All(primary.Columns.Contains);
}
