using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>
/// Tables that hold what another one holds because triggers write it there: nobody else does. Their comments say so,
/// <c>dbwright:follows orders</c>.
/// </summary>
public static class FollowingTables
{
    private const string Mark = "dbwright:follows ";

    /// <summary>The comment of a table that follows another.</summary>
    public static string Comment(QualifiedName followed) => $"{Mark}{followed}";

    /// <summary>Whether a table, or what it is a partition of, follows another.</summary>
    public static bool Is(Table table, RelationalSchema schema) =>
        table.Comment?.StartsWith(Mark, StringComparison.Ordinal) == true
        || table.PartitionOf is { } of && schema.Find(of.Parent) is { } parent && Is(parent, schema);

    /// <summary>The schema as applications write to it: without such tables, and without references to them.</summary>
    public static RelationalSchema Without(RelationalSchema schema)
    {
        var following = schema.Tables.Where(t => Is(t, schema)).Select(t => t.Name).ToHashSet();
        return following.Count == 0
            ? schema
            : schema with
            {
                Tables = schema
                    .Tables.Where(t => !following.Contains(t.Name))
                    .Select(t =>
                        t with
                        {
                            ForeignKeys = t.ForeignKeys.Where(f => !following.Contains(f.ReferencedTable)).ToSequence(),
                        }
                    )
                    .ToSequence(),
            };
    }
}
