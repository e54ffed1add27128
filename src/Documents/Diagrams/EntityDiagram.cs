using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Documents;

/// <summary>
/// A schema as an entity-relationship diagram in SVG, with crow's foot notation, light or dark as the reader's system is. One file
/// without references to others; the same schema gives the same bytes.
/// </summary>
public static class EntityDiagram
{
    /// <summary>With more tables than this, only the columns of keys are shown.</summary>
    public const int MostFullTables = 60;

    /// <summary>The diagram.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="types">How types are written; the neutral words when none are given.</param>
    public static string Svg(RelationalSchema schema, Func<DataType, string>? types = null) =>
        new DiagramDrawing(Layout(schema, types ?? TypeText.Write)).Write();

    internal static DiagramLayout Layout(RelationalSchema schema, Func<DataType, string> types) =>
        DiagramLayout.Of(schema, types, schema.Tables.Count > MostFullTables);
}
