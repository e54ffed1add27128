using Dbwright.Design;
using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Sees what a source is: by its scheme, its name and its content.</summary>
internal static class SourceLocator
{
    private const string Expected =
        "Expected a URL (postgresql://, mariadb://, sqlite:PATH), a .sql file, a folder of .sql files or migrations, a .dbml file, "
        + "requirements.yaml, or a schema that dbwright wrote as JSON.";

    private static readonly string[] Schemes = ["postgresql", "postgres", "mariadb", "mysql"];

    /// <summary>What the source is, with its texts read.</summary>
    /// <exception cref="Failure">There is no such source, or nothing in it that holds a schema.</exception>
    public static Source Find(SourceRequest request, CommandContext context)
    {
        var text = request.Text;
        if (EngineOfDatabase(text) is { } engine)
        {
            return new Source.Live(context.FindEngine(engine), SourceFormats.IsSqliteFile(text) ? $"sqlite:{text}" : text);
        }

        if (text.IndexOf("://", StringComparison.Ordinal) is > 0 and var colon)
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "url-scheme",
                $"dbwright cannot read {text[..colon]}:// URLs.",
                Expected,
                NearestName.Of(text[..colon], [.. Schemes, "sqlite"]) is { } near ? $"Did you mean {near}://?" : null
            );
        }

        return Directory.Exists(text) ? Folder(text, request, context)
            : File.Exists(text) ? SourceFile(text, request, context)
            : throw NoSuch(text);
    }

    /// <summary>The two sides of a comparison; where one is a database, the other is for its engine unless it says otherwise.</summary>
    public static (SourceRequest First, SourceRequest Second) Pair(SourceRequest first, SourceRequest second) =>
        (
            first with
            {
                EngineOtherwise = EngineOfDatabase(second.Text),
            },
            second with
            {
                EngineOtherwise = EngineOfDatabase(first.Text),
            }
        );

    internal static string? EngineOfDatabase(string text) =>
        Schemes.FirstOrDefault(s => text.StartsWith($"{s}://", StringComparison.Ordinal)) is { } scheme
            ? scheme is "postgresql" or "postgres"
                ? "postgresql"
                : "mariadb"
            : text.StartsWith("sqlite:", StringComparison.Ordinal) || SourceFormats.IsSqliteFile(text)
                ? "sqlite"
                : null;

    private static Source SourceFile(string path, SourceRequest request, CommandContext context)
    {
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".yaml" or ".yml":
                return Requirements(path, request, context);
            case ".json":
                return Json(path, context);
            case ".dbml":
                return SourceFormats.Dbml(path, request, context);
        }

        var text = SourceText.Read(path);
        return new Source.Scripts(new SourceScripts([new(path, text)], path) { Engine = SqlOrigin.Engine(text) });
    }

    private static Source.Scripts Folder(string path, SourceRequest request, CommandContext context)
    {
        var files = SourceFolder.Read(path);
        if (MigrationFolder.Read(files) is { } migrations)
        {
            return new Source.Scripts(
                new SourceScripts(
                    migrations.Scripts,
                    $"{path} ({migrations.Tool}, {Plural.Counted(migrations.Scripts.Count, "migration")})"
                )
                {
                    Engine = migrations.Engine ?? SqlOrigin.Engine(migrations.Scripts),
                    Findings = migrations.Findings,
                }
            );
        }

        // A folder that `inspect` wrote: its schema.sql includes all the others.
        var main = files.FirstOrDefault(f => f.Path == "schema.sql" && f.Text.Contains("\n\\ir ", StringComparison.Ordinal));
        var scripts = files
            .Where(f => main is null ? SourceFolder.IsSql(f.Name) : f == main)
            .OrderBy(f => f.Path, NumberedNames.Instance)
            .Select(f => f.Script(isOneTransaction: false))
            .ToSequence();
        return scripts.Count > 0
            ? new Source.Scripts(
                new SourceScripts(scripts, $"{path} ({Plural.Counted(scripts.Count, "file")})")
                {
                    Engine = SqlOrigin.Engine(scripts),
                }
            )
            : throw SourceFolder.Empty(path, files);
    }

    private static Source.Designed Requirements(string path, SourceRequest request, CommandContext context)
    {
        var requirements = RequirementsReader.Read(path);
        var name =
            request.Engine
            ?? requirements.Database
            ?? request.EngineOtherwise
            ?? throw Failure.Because(
                ExitStatus.BadInput,
                "no-engine",
                "The document does not say which engine to design for.",
                fix: "Add `database: postgresql` to the document, or give --engine.",
                at: new Location(path, 1, 1)
            );
        var engine = context.FindEngine(name);
        var design = Designer.For(requirements, engine);
        return new(engine, design.Schema, path, []) { Volumes = design.Data.Tables };
    }

    private static Source Json(string path, CommandContext context)
    {
        var schema = SchemaJson.Read(SourceText.Read(path), path);
        return schema.Version is null
            ? new Source.Designed(context.FindEngine(schema.Engine), schema, path, [])
            : new Source.Ready(new(schema.Sorted(), path, []));
    }

    private static Failure NoSuch(string path)
    {
        var folder = Path.GetDirectoryName(path) is { Length: > 0 } parent ? parent : ".";
        var near = Directory.Exists(folder)
            ? NearestName.Of(
                Path.GetFileName(path),
                Directory.EnumerateFileSystemEntries(folder).Select(e => Path.GetFileName(e)!)
            )
            : null;
        return Failure.Because(
            ExitStatus.BadInput,
            "no-such-source",
            $"{path} does not exist.",
            Expected,
            near is null ? null : $"Did you mean {Path.Combine(Path.GetDirectoryName(path) ?? "", near)}?"
        );
    }
}
