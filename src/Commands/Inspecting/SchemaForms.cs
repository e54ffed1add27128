using System.Text;
using Dbwright.Documents;
using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>A form in which a schema can be printed.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="FileName">The name of the file when it is written to a folder.</param>
/// <param name="Text">The schema in that form, as one text.</param>
public sealed record SchemaForm(string Name, string FileName, Func<RelationalSchema, Engine, string> Text)
{
    /// <summary>The same as files of a folder; by default the one text.</summary>
    public Func<RelationalSchema, Engine, Sequence<Deliverable>>? Files { get; init; }

    /// <summary>The files of a folder.</summary>
    public Sequence<Deliverable> InFolder(RelationalSchema schema, Engine engine) =>
        Files?.Invoke(schema, engine) ?? [new Deliverable(FileName, Text(schema, engine))];
}

/// <summary>The forms in which <c>dbwright inspect</c> prints a schema: a line for each.</summary>
public static class SchemaForms
{
    /// <summary>All of them; the first is the default.</summary>
    public static Sequence<SchemaForm> All { get; } =
    [
        new("sql", "schema.sql", Sql) { Files = SchemaFolder.Write },
        new("json", "schema.json", (schema, _) => SchemaJson.Write(schema)),
        new("dbml", "schema.dbml", (schema, engine) => DbmlWriter.Write(schema, Types(engine))),
        new("mermaid", "schema.mmd", (schema, engine) => MermaidWriter.Write(schema, Types(engine))),
        new("plantuml", "schema.puml", (schema, engine) => PlantUmlWriter.Write(schema, Types(engine))),
        new("dot", "schema.dot", (schema, engine) => DotWriter.Write(schema, Types(engine))),
        new("md", "schema.md", (schema, engine) => SchemaPage.Markdown(schema, Types(engine))),
        new("requirements", "requirements.yaml", (schema, _) => RequirementsWriter.Write(schema, "Recovered application")),
    ];

    /// <summary>The form of that name.</summary>
    /// <exception cref="Failure">There is none; the nearest is suggested.</exception>
    public static SchemaForm Find(string name) =>
        All.FirstOrDefault(f => f.Name == name)
        ?? throw Failure.Because(
            ExitStatus.BadInput,
            "schema-form",
            $"There is no form \"{name}\".",
            $"The forms are {string.Join(", ", All.Select(f => f.Name))}.",
            NearestName.Of(name, All.Select(f => f.Name)) is { } near ? $"Did you mean {near}?" : null
        );

    private static Func<DataType, string>? Types(Engine engine) => engine.Types is { } types ? types.Write : null;

    // Each statement once, in an order that runs; an empty line between what stands apart.
    private static string Sql(RelationalSchema schema, Engine engine)
    {
        var text = new StringBuilder();
        var previous = "";
        foreach (var definition in engine.Require<IWriter>().Create(schema))
        {
            var stands = definition.Kind != previous || definition.Sql.Contains('\n', StringComparison.Ordinal);
            text.Append(stands && text.Length > 0 ? "\n" : "").Append(ClientScript.Close(engine.Name, definition.Sql));
            previous = definition.Kind;
        }

        return text.ToString();
    }
}
