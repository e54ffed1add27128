using Dbwright.Design;
using Dbwright.Model;

namespace Dbwright.TestKit;

/// <summary>Schemas that a design for MySQL may come from.</summary>
public static class MySqlChanges
{
    /// <summary>
    /// The schema as it might have been before: every second table without its indexes, foreign keys, conditions and triggers; texts shorter;
    /// what is not null now null before and the other way round; other remarks and defaults; the last table not there yet.
    /// </summary>
    public static RelationalSchema Earlier(RelationalSchema schema) =>
        schema with
        {
            Tables = [.. schema.Tables.Where(t => t != Last(schema)).Select((t, i) => Earlier(t, i, Last(schema)?.Name))],
            Views = [],
        };

    /// <summary>The schema of the same requirements with other conventions.</summary>
    public static RelationalSchema Otherwise(DatabaseDesign design, Engine engine)
    {
        var conventions = design.Requirements.Conventions;
        var enums = conventions.Enums == EnumConvention.Check ? EnumConvention.Lookup : EnumConvention.Check;
        return Designer.For(design.Requirements with { Conventions = conventions with { Enums = enums } }, engine).Schema;
    }

    // One that no other refers to.
    private static Table? Last(RelationalSchema schema) =>
        schema.Tables.LastOrDefault(t => schema.Tables.All(o => o.ForeignKeys.All(f => f.ReferencedTable != t.Name)));

    private static Table Earlier(Table table, int number, QualifiedName? gone)
    {
        var bare = number % 2 == 0;
        var keys = table
            .ForeignKeys.SelectMany(f => f.Columns)
            .Concat(table.PrimaryKey?.Columns ?? [])
            .Concat(table.Uniques.SelectMany(u => u.Columns))
            .ToHashSet(StringComparer.Ordinal);
        return table with
        {
            Comment = $"Before: {table.Comment}",
            Columns =
            [
                .. table.Columns.Select(c =>
                    keys.Contains(c.Name) || c.Generated is not null || c.Identity is not null ? c
                    : c.Type is DataType.Text { MaxLength: > 20 and { } length }
                        ? c with
                        {
                            Type = new DataType.Text(length - 10),
                        }
                    : c with { Nullable = !c.Nullable, Default = c.Nullable ? c.Default : null }
                ),
            ],
            Indexes = bare ? [] : table.Indexes,
            Checks = bare ? [] : table.Checks,
            ForeignKeys = bare ? [] : [.. table.ForeignKeys.Where(f => f.ReferencedTable != gone)],
            Triggers = bare ? [] : table.Triggers,
        };
    }
}
