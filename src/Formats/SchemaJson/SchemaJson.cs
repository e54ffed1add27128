using System.Text;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>
/// dbwright's own form of a relational schema: complete, so that reading gives back the equal schema, and stable, so that version
/// control shows what changed. What has its default value is left out.
/// </summary>
public static class SchemaJson
{
    private const string Format = "dbwright-schema";
    private const int Version = 1;

    /// <summary>The JSON schema of the form.</summary>
    public static string Schema() =>
        JsonText.Write(json =>
            JsonDescribing.Schema<RelationalSchema>("A relational schema as dbwright writes it", Shape).WriteTo(json)
        );

    /// <summary>The schema as indented JSON.</summary>
    public static string Write(RelationalSchema schema) => JsonText.Write(json => new JsonWriting(json).Write(schema, Shape));

    /// <summary>The schema that <see cref="Write(RelationalSchema)"/> wrote.</summary>
    /// <param name="text">The JSON text.</param>
    /// <param name="file">The file it comes from, for errors.</param>
    /// <exception cref="Failure">It is not such a text (<see cref="ExitStatus.BadInput"/>), with line and column.</exception>
    public static RelationalSchema Read(string text, string file = "-") => Read(Encoding.UTF8.GetBytes(text), file);

    /// <summary>The schema of a text in UTF-8; otherwise like the other.</summary>
    /// <param name="utf8">The JSON text.</param>
    /// <param name="file">The file it comes from, for errors.</param>
    /// <exception cref="Failure">It is not such a text (<see cref="ExitStatus.BadInput"/>), with line and column.</exception>
    public static RelationalSchema Read(ReadOnlyMemory<byte> utf8, string file) =>
        JsonReading.Read<RelationalSchema>(JsonTree.Parse(utf8, file), Shape);

    private static RelationalSchema Shape(JsonForm form, RelationalSchema? schema)
    {
        form.Fixed("format", Format);
        form.Fixed("version", Version);
        return new(form.Text("engine", schema?.Engine))
        {
            Version = form.Maybe("engineVersion", schema?.Version),
            Extensions = form.List("extensions", schema?.Extensions, ObjectShapes.Extension, ObjectShapes.ExtensionName),
            Enums = form.List("enums", schema?.Enums, ObjectShapes.Enumeration),
            Domains = form.List("domains", schema?.Domains, ObjectShapes.Domain),
            Composites = form.List("composites", schema?.Composites, ObjectShapes.Composite),
            Sequences = form.List("sequences", schema?.Sequences, ObjectShapes.NumberSequence),
            Routines = form.List("routines", schema?.Routines, ObjectShapes.Routine),
            Tables = form.List("tables", schema?.Tables, TableShapes.Table),
            VirtualTables = form.List("virtualTables", schema?.VirtualTables, ObjectShapes.VirtualTable),
            Views = form.List("views", schema?.Views, ObjectShapes.View),
            Objects = form.List("objects", schema?.Objects, ObjectShapes.Object),
            Dependencies = form.List("dependencies", schema?.Dependencies, ObjectShapes.Dependency),
            Grants = form.List("grants", schema?.Grants, ObjectShapes.Grant),
            Revocations = form.List("revocations", schema?.Revocations, ObjectShapes.Grant),
            Owners = form.List("owners", schema?.Owners, ObjectShapes.Owner),
            Comments = form.List("comments", schema?.Comments, ObjectShapes.Comment),
        };
    }
}
