using System.Text;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>
/// A schema as SQL with a file for each object: <c>tables/orders.sql</c> with its constraints, indexes, triggers, comments and rights, and
/// <c>schema.sql</c>, which includes all files in an order that runs.
/// </summary>
public static class SchemaFolder
{
    /// <summary>The files; the first is <c>schema.sql</c>.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="engine">The engine whose SQL is written.</param>
    /// <exception cref="Failure">The engine has no writer, or cannot have an object (<see cref="ExitStatus.BadInput"/>).</exception>
    public static Sequence<Deliverable> Write(RelationalSchema schema, Engine engine)
    {
        var writer = engine.Require<IWriter>();
        var plan = new SchemaFiles(schema);
        var written = new HashSet<string>(StringComparer.Ordinal);
        var made = new HashSet<(string Kind, QualifiedName Object)>();
        var files = new List<Deliverable>();
        foreach (var (path, parts) in plan.Files)
        {
            var definitions = parts.SelectMany(p => Create(writer, schema, p)).ToList();
            if (definitions.Count > 0)
            {
                written.UnionWith(definitions.Select(d => d.Sql));
                made.UnionWith(definitions.Select(d => (d.Kind, d.Object)));
                files.Add(new(path, Script(engine.Name, definitions)));
            }
        }

        // What no object says by itself: settings come first, the column that a sequence goes with last.
        var others = writer
            .Create(schema)
            .Where(d => !written.Contains(d.Sql) && !(IsWithTable(d.Kind) && made.Contains((d.Kind, d.Object))))
            .ToList();
        var rest = others.Where(d => d.Kind != "setting").ToList();
        if (rest.Count > 0)
        {
            files.Add(new("rest.sql", Script(engine.Name, rest)));
        }

        var main = new StringBuilder();
        main.Append("-- All objects of the schema, in an order that runs. Each stands in a file of its own.\n");
        var settings = others.Where(d => d.Kind == "setting").ToList();
        main.Append(settings.Count > 0 ? $"\n{Script(engine.Name, settings)}" : "").Append('\n');
        foreach (var file in files)
        {
            main.Append(Include(engine.Name)).Append(' ').Append(file.Path).Append('\n');
        }

        return [new("schema.sql", main.ToString()), .. files];
    }

    // The clients' own words; a path is relative to the file only for psql, so the others are run from the folder.
    private static string Include(string engine) =>
        engine switch
        {
            "sqlite" => ".read",
            "mariadb" => "source",
            _ => @"\ir",
        };

    // What some engines write with the table and others by itself.
    private static bool IsWithTable(string kind) => kind is "table" or "index" or "foreign key" or "constraint";

    private static Sequence<Definition> Create(IWriter writer, RelationalSchema schema, SchemaPart part)
    {
        try
        {
            return writer.Create(schema, part.Id);
        }
        catch (Failure) when (part is SchemaPart.ForeignKeyPart or SchemaPart.Namespace)
        {
            // The engine writes foreign keys with their tables, or has no namespaces to make.
            return [];
        }
    }

    private static string Script(string engine, IReadOnlyList<Definition> definitions)
    {
        var text = new StringBuilder();
        var previous = "";
        foreach (var definition in definitions)
        {
            var stands = definition.Kind != previous || definition.Sql.Contains('\n', StringComparison.Ordinal);
            text.Append(stands && text.Length > 0 ? "\n" : "").Append(ClientScript.Close(engine, definition.Sql));
            previous = definition.Kind;
        }

        return text.ToString();
    }
}
