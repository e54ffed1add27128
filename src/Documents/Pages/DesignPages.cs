using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Documents;

/// <summary>The documents of a design, each a file below the output folder.</summary>
public static class DesignPages
{
    /// <summary>All documents; the same design gives the same bytes.</summary>
    /// <param name="design">The design.</param>
    /// <param name="engine">Its engine, for the words of types and definitions.</param>
    /// <exception cref="Failure">The engine cannot write definitions or types.</exception>
    public static Sequence<Deliverable> Write(DatabaseDesign design, Engine engine)
    {
        Func<DataType, string> types = engine.Require<ITypes>().Write;
        return
        [
            new("README.md", OverviewPage.Write(design, engine)),
            new("requirements.md", RequirementsPage.Write(design)),
            new("access-patterns.md", AccessPatternsPage.Write(design, types)),
            .. design.Decisions.Select((d, i) => new Deliverable(DecisionPage.Path(d, i + 1), DecisionPage.Write(d, i + 1))),
            new("schema/schema.json", SchemaJson.Write(design.Schema)),
            new("schema/schema.sql", SchemaScript.Write(design, engine)),
            new("schema/schema.dbml", DbmlWriter.Write(design.Schema, types)),
            new("schema/erd.mmd", MermaidWriter.Write(design.Schema, types)),
            new("schema/erd.svg", EntityDiagram.Svg(design.Schema, types)),
            new("schema/dictionary.md", DictionaryPage.Write(design, types)),
            new("schema/access-matrix.md", AccessMatrixPage.Write(design)),
            new("indexes.md", IndexesPage.Write(design)),
        ];
    }
}
