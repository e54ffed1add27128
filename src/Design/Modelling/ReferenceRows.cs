using Dbwright.Model;

namespace Dbwright.Design;

/// <summary>Translates the header of rows that ship with the schema from the document's names to columns.</summary>
internal static class ReferenceRows
{
    /// <summary>The same rows under the names of the table's columns.</summary>
    /// <exception cref="Failure">A name of the header is no attribute and no reference of one column.</exception>
    public static ReferenceData Mapped(ReferenceData data, TableDraft table) =>
        data with
        {
            Columns = data
                .Columns.Select(name =>
                    table.Columns.Find(c => table.Mapping(c.Name).Attribute == name)?.Name
                    ?? table.References.Find(r => r.Role == name && r.Columns.Count == 1)?.Columns[0]
                    ?? table.Columns.Find(c => c.Name == name)?.Name
                    ?? throw Failure.Because(
                        ExitStatus.BadInput,
                        "reference-column",
                        $"{data.File} has a column {name}, which {table.Entity} does not have.",
                        fix: NearestName.Of(name, table.Columns.Select(c => c.Name)) is { } near ? $"Did you mean {near}?" : null,
                        at: data.At
                    )
                )
                .ToSequence(),
        };
}
