using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>A table whose rows are rows of another one, or stand for them, without a foreign key that says so.</summary>
/// <param name="Parent">The table whose rows they are.</param>
/// <param name="Child">The table that has them, or stands for them.</param>
/// <param name="Word">What it is to the other one: <c>partition</c>.</param>
/// <param name="IsKind">Whether its rows are themselves rows of the other one.</param>
internal sealed record RowLink(QualifiedName Parent, QualifiedName Child, string Word, bool IsKind)
{
    /// <summary>All of a schema whose both ends it has: partitions, tables that inherit, indexes that are tables of their own.</summary>
    public static IEnumerable<RowLink> Of(RelationalSchema schema)
    {
        var tables = schema.Tables.Select(t => t.Name).ToHashSet();
        return schema
            .Tables.SelectMany(Links)
            .Concat(
                schema
                    .VirtualTables.Where(v => v.ContentOf is not null)
                    .Select(v => new RowLink(v.ContentOf!, v.Name, "indexes", IsKind: false))
            )
            .Where(l => tables.Contains(l.Parent));
    }

    private static IEnumerable<RowLink> Links(Table table) =>
        (
            table.PartitionOf is { } place
                ? [new RowLink(place.Parent, table.Name, "partition", IsKind: true)]
                : Array.Empty<RowLink>()
        ).Concat(table.Inherits.Select(p => new RowLink(p, table.Name, "inherits", IsKind: true)));
}
