using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// What constraints are called that have no name. A schema tells its parts apart by names, so they are called what they say; no one else
/// names a constraint so.
/// </summary>
internal static class SqliteUnnamedConstraints
{
    private const string Key = "primary key";

    private static readonly string[] Starts = ["unique (", "check (", "foreign key ("];

    /// <summary>Whether the constraint has no name of its own.</summary>
    public static bool IsUnnamed(string name) =>
        name.Length == 0 || name == Key || Array.Exists(Starts, s => name.StartsWith(s, StringComparison.Ordinal));

    /// <summary>The table with every constraint called something.</summary>
    public static Table Named(Table table) =>
        table with
        {
            PrimaryKey = table.PrimaryKey is { } key && IsUnnamed(key.Name) ? key with { Name = Key } : table.PrimaryKey,
            Uniques =
            [
                .. table
                    .Uniques.Select(u => IsUnnamed(u.Name) ? u with { Name = $"unique ({Columns(u.Columns)})" } : u)
                    .Distinct(),
            ],
            Checks = [.. table.Checks.Select(c => IsUnnamed(c.Name) ? c with { Name = $"check ({c.Sql})" } : c).Distinct()],
            ForeignKeys = [.. table.ForeignKeys.Select(f => IsUnnamed(f.Name) ? f with { Name = NameOf(f) } : f).Distinct()],
        };

    private static string NameOf(ForeignKey key) =>
        $"foreign key ({Columns(key.Columns)}) references {key.ReferencedTable.Name} ({Columns(key.ReferencedColumns)})";

    private static string Columns(Sequence<string> columns) => string.Join(", ", columns);
}
