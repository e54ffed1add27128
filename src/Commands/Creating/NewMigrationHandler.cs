using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>What <c>dbwright migrate new</c> is asked for.</summary>
/// <param name="Folder">The folder; one that is not there is made.</param>
/// <param name="Name">What the migration does, in a few words.</param>
public sealed record NewMigrationRequest(string Folder, string Name)
{
    /// <summary>What people say about it.</summary>
    public ChangeReason Reason { get; init; } = new();

    /// <summary>The engine that it is for; none where that does not matter.</summary>
    public string? Engine { get; init; }
}

/// <summary>A new migration.</summary>
/// <param name="Files">The paths of its files.</param>
/// <param name="Findings">What nobody said.</param>
public sealed record NewMigrationResult(Sequence<string> Files, Sequence<Finding> Findings);

/// <summary><c>dbwright migrate new</c>: the next migration of a folder, in its own layout.</summary>
public static class NewMigrationHandler
{
    /// <summary>Writes its files.</summary>
    /// <exception cref="Failure">The name is taken, the folder is for another engine, or its files contradict each other.</exception>
    public static NewMigrationResult Run(NewMigrationRequest request, CommandContext context)
    {
        if (File.Exists(request.Folder))
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "no-such-folder",
                $"{request.Folder} is a file.",
                "Expected a folder of migrations, or one that is not there yet."
            );
        }

        var files = Directory.Exists(request.Folder) ? SourceFolder.Read(request.Folder) : [];
        Unclear(request, files);
        SameEngine(request, files, context);
        var made = NewMigration.For(files, request.Name, request.Reason, context.Clock.GetUtcNow());
        var paths = made
            .Files.Select(f => Path.Combine(request.Folder, f.Path.Replace('/', Path.DirectorySeparatorChar)))
            .ToList();
        foreach (var (file, path) in made.Files.Zip(paths))
        {
            if (File.Exists(path) && Path.GetFileName(path) != "sqitch.plan")
            {
                throw Failure.Because(
                    ExitStatus.BadInput,
                    "file-exists",
                    $"{path} is there already.",
                    "Nothing was written.",
                    "Choose another name."
                );
            }
        }

        foreach (var (file, path) in made.Files.Zip(paths))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.Content);
        }

        return new(paths.ToSequence(), made.Findings);
    }

    // SQL that no tool would run: beside it a version of dbwright's own would mean something else than its user thinks.
    private static void Unclear(NewMigrationRequest request, Sequence<FolderFile> files)
    {
        if (files.Any(f => SourceFolder.IsSql(f.Name)) && MigrationFolder.Read(files) is null)
        {
            throw SourceFolder.Empty(request.Folder, files);
        }
    }

    private static void SameEngine(NewMigrationRequest request, Sequence<FolderFile> files, CommandContext context)
    {
        if (
            request.Engine is { } said
            && context.FindEngine(said) is var engine
            && MigrationFolder.Read(files)?.Engine is { } written
            && written != engine.Name
        )
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "other-engine",
                $"{request.Folder} is written for {written}, not for {engine.Name}."
            );
        }
    }
}
