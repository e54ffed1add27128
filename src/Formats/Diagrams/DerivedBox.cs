using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Formats;

/// <summary>What a diagram shows beside the tables: a view, or a table that a module of the engine keeps.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is: <c>materialized view</c>.</param>
/// <param name="Columns">Its columns, where they are known.</param>
internal sealed record DerivedBox(QualifiedName Name, string Kind, Sequence<Column> Columns)
{
    /// <summary>All of a schema, in its order.</summary>
    public static IEnumerable<DerivedBox> Of(RelationalSchema schema) =>
        schema
            .Views.Select(v => new DerivedBox(v.Name, Words.Of(v.Id.Kind), v.Columns))
            .Concat(
                schema.VirtualTables.Select(v => new DerivedBox(v.Name, Words.Of(ObjectKind.VirtualTable), ModuleColumns.Of(v)))
            );
}
