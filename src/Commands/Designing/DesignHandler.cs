using System.Text;
using Dbwright.Agents;
using Dbwright.Design;
using Dbwright.Documents;
using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>From requirements to a folder of deliverables. Starts no engine; the same input gives the same bytes.</summary>
public static class DesignHandler
{
    /// <summary>The name of the stage in the manifest.</summary>
    internal const string Stage = "design";

    private static readonly string[] TickedFiles = [TodoFile.Name, Checklist.Name];

    /// <summary>Runs the command.</summary>
    /// <exception cref="Failure">The requirements cannot be used, or changed in a way that no migration can follow.</exception>
    public static Task<DesignResult> RunAsync(DesignRequest request, CommandContext context, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var path = RequirementsPath(request.Source);
        var requirements = RequirementsReader.Read(path);
        var engine = ChooseEngine(request, requirements, path, context);
        var design = Designer.For(requirements, engine);
        var output = request.Output ?? DefaultOutput(path, requirements, engine, context);
        var folder = new OutputFolder(output, Environment.ProcessId);
        var head = new ManifestHead(
            $"dbwright {context.ProgramVersion}",
            requirements.Application,
            engine.Name,
            RequirementsHash(path, requirements)
        );

        var migrations = request.TodoOnly
            ? ([], [])
            : new DesignMigrations(folder, design, engine).Write(Renames.Parse(request.Renames), request.AllowDataLoss);
        var files = request.TodoOnly ? [Todo(design, engine)] : Deliverables(design, engine, migrations.Files, folder, head);
        var written = folder.Write(Stage, files, head);
        return Task.FromResult(
            new DesignResult(design, output, written)
            {
                Engine = engine,
                RequirementsSha256 = head.RequirementsSha256,
                Findings = [.. design.Findings, .. migrations.Findings, .. Findings(written, output)],
            }
        );
    }

    /// <summary>The document that a source names.</summary>
    /// <exception cref="Failure">There is none.</exception>
    public static string RequirementsPath(string source)
    {
        var path = Directory.Exists(source) ? Path.Combine(source, "requirements.yaml") : source;
        return File.Exists(path)
            ? path
            : throw Failure.Because(
                ExitStatus.BadInput,
                "no-such-file",
                $"{path} does not exist.",
                "Expected a requirements document, or a folder that holds a requirements.yaml.",
                "`dbwright init --domain ecommerce` writes one to start from."
            );
    }

    private static Engine ChooseEngine(DesignRequest request, Requirements requirements, string path, CommandContext context)
    {
        var name = request.Engine ?? requirements.Database;
        return name is not null
            ? context.FindEngine(name)
            : throw Failure.Because(
                ExitStatus.BadInput,
                "no-engine",
                "The document does not say which engine to design for.",
                "dbwright cannot select an engine by itself yet.",
                "Add `database: postgresql` or `database: sqlite` to the document, or give --database.",
                new Location(path, 1, 1)
            );
    }

    private static string DefaultOutput(string path, Requirements requirements, Engine engine, CommandContext context)
    {
        var isTheirs = requirements.Database is null || context.FindEngine(requirements.Database).Name == engine.Name;
        return Path.Combine(Path.GetDirectoryName(path) ?? "", isTheirs ? "database" : $"database-{engine.Name}");
    }

    private static string RequirementsHash(string path, Requirements requirements)
    {
        var text = new StringBuilder(File.ReadAllText(path));
        foreach (var reference in requirements.Entities.Select(e => e.Reference).OfType<ReferenceData>())
        {
            text.Append('\0')
                .Append(reference.File)
                .Append('\0')
                .AppendJoin('\n', reference.Rows.Select(r => string.Join('\t', r)));
        }

        return OutputFolder.Hash(text.ToString());
    }

    private static Sequence<Deliverable> Deliverables(
        DatabaseDesign design,
        Engine engine,
        Sequence<Deliverable> migrations,
        OutputFolder folder,
        ManifestHead head
    )
    {
        // The migrations come first: the schema.json among the pages is what the next one is planned from.
        var files = migrations.Concat(DesignPages.Write(design, engine));

        // What `prove` ticked stays ticked as long as nothing it was ticked for has changed.
        var before = folder.ReadManifest();
        var isProved =
            before.Head == head && TickedFiles.All(t => before.Files.Any(f => f.Path == t && f.Stage == ProveHandler.Stage));
        return (
            isProved ? files : [.. files, Todo(design, engine), new Deliverable(Checklist.Name, Checklist.Write(design, null))]
        ).ToSequence();
    }

    private static Deliverable Todo(DatabaseDesign design, Engine engine) =>
        new(TodoFile.Name, TodoFile.Write(design, engine, null));

    private static IEnumerable<Finding> Findings(Sequence<WrittenFile> written, string output) =>
        written
            .Where(w => w.State == FileState.WrittenBeside)
            .Select(w => new Finding(
                "edited-file",
                Severity.Warning,
                $"{Path.Combine(output, w.Path.Replace(".new.", ".", StringComparison.Ordinal))} was edited by hand and is left alone."
            )
            {
                Detail = $"The new content stands beside it in {w.Path}.",
                Fix = "Take over what you want to keep, then delete one of the two.",
            });
}
