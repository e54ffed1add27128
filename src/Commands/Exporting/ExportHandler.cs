using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary><c>dbwright migrate export</c>: the migrations of a folder in the notation of another tool.</summary>
public static class ExportHandler
{
    /// <summary>Writes them.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="findEngine">Finds an engine by its name.</param>
    /// <exception cref="Failure">
    /// There is no such folder, tool or engine, a file cannot be given to the tool, or a file is there already and differs; then nothing was
    /// written.
    /// </exception>
    public static ExportResult Run(ExportRequest request, Func<string, Engine> findEngine)
    {
        var tool = ExportCatalog.Find(request.Tool);
        var folder = VerifySelection.Folder(request.Folder);
        Outside(request);
        var engine = findEngine(FolderEngine.Name(request.Engine, request.Folder, folder));
        var read = ExportReader.Read(folder, engine, tool, request.Options, request.Allowed);
        var files = tool.Write(read.Folder);
        var states = files.Select(f => (File: f, State: State(request.Output, f))).ToList();
        var others = states.Where(s => s.State == FileState.Updated).Select(s => Full(request.Output, s.File)).ToList();
        if (others.Count > 0 && !request.Force)
        {
            throw Failure.Because(
                ExitStatus.Refused,
                "file-differs",
                $"{others[0]} is there and differs{(others.Count > 1 ? FormattableString.Invariant($", and {others.Count - 1} more") : "")}.",
                "Nothing was written.",
                "Choose another folder, or add --force to overwrite."
            );
        }

        Write(request.Output, states.Where(s => s.State != FileState.Unchanged).Select(s => s.File));
        return new(
            engine.Name,
            tool,
            read.Folder.Migrations.Count,
            states.Select(s => new WrittenFile(Full(request.Output, s.File), s.State)).ToSequence()
        )
        {
            Findings = [.. folder.Findings, .. read.Findings],
        };
    }

    // What is written within the folder would be read as part of it the next time.
    private static void Outside(ExportRequest request)
    {
        var from = Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.Folder));
        var to = Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.Output));
        if (to == from || to.StartsWith(from + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "output-within",
                $"{request.Output} is {request.Folder} itself or lies in it.",
                "What is written there would be read as migrations of that folder.",
                "Choose a folder beside it."
            );
        }
    }

    private static string Full(string output, Deliverable file) =>
        Path.Combine(output, file.Path.Replace('/', Path.DirectorySeparatorChar));

    private static FileState State(string output, Deliverable file)
    {
        var path = Full(output, file);
        return !File.Exists(path) ? FileState.Created
            : File.ReadAllText(path) == file.Content ? FileState.Unchanged
            : FileState.Updated;
    }

    private static void Write(string output, IEnumerable<Deliverable> files)
    {
        try
        {
            foreach (var file in files)
            {
                var path = Full(output, file);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, file.Content);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failure.Because(ExitStatus.BadInput, "unwritable-folder", $"{output} cannot be written.", e.Message, cause: e);
        }
    }
}
