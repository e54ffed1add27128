using System.Globalization;
using Dbwright.Design;
using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary><c>dbwright migrate verify</c>: what migrations claim is run in a sandbox.</summary>
public static class VerifyHandler
{
    /// <summary>Verifies them.</summary>
    /// <exception cref="Failure">
    /// There is no such folder, file or engine, the history before the wanted files does not run, or no engine can be started.
    /// </exception>
    public static async Task<VerifyResult> RunAsync(VerifyRequest request, CommandContext context, CancellationToken cancellation)
    {
        var started = context.Clock.GetTimestamp();
        var folder = VerifySelection.Folder(request.Folder);
        var name = FolderEngine.Name(request.Engine, request.Folder, folder);
        var engine = context.FindEngine(name);
        var designed = request.Requirements is { } document ? Designer.For(RequirementsReader.Read(document), engine) : null;
        var volumes = VerifyVolumes.Read(request, designed);
        var options = new VerifyOptions
        {
            LongestStall = request.LongestStall,
            OldStatements = request.Statements is { } old ? VerifyStatements.Read(old, engine) : [],
        };
        var coming = request.NewStatements ?? request.Requirements;
        var wanted = new SandboxRequest(SandboxMode.Scratch)
        {
            Url = request.Sandbox,
            Offline = request.Offline,
            Major = Major(name),
        };
        await using var sandbox = await engine.Require<ISandboxes>().StartAsync(wanted, context.Narrator.Tell, cancellation);
        var evidence = new VerifyEvidence(request.Folder, engine.Name);
        var history = folder.Fresh;
        var isWanted = await VerifySelection.WantedAsync(request, history, evidence, sandbox.VersionText, cancellation);
        await using var run = new VerifyRun(history, engine, sandbox, volumes, options, request.Seed, context);
        var files = await run.RunAsync(isWanted, cancellation);
        var isComplete =
            files.Count > 0
            && files[^1].Version == history[^1].Version
            && files.All(f => f.Outcome != VerificationOutcome.NotChecked)
            && !files.Any(f => f.Verdicts.Any(v => v is { Id: FileVerifier.UpOnEmpty, Holds: false }));
        var result = new VerifyResult(request.Folder, folder.Tool, engine.Name, sandbox.VersionText, sandbox.Description)
        {
            Files = request.WritesDown ? files.Select(f => DownFiles.Write(folder, f)).ToSequence() : files,
            NewStatements =
                coming is not null && isComplete
                    ? await run.NewStatementsAsync(VerifyStatements.Read(coming, engine), cancellation)
                    : null,
            Rows = run.Rows,
            Seconds = context.Clock.GetElapsedTime(started).TotalSeconds,
            At = context.Clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            Findings = [.. folder.Findings, .. history.Where(isWanted).SelectMany(m => m.Findings)],
        };
        if (!request.KeepsNothing)
        {
            evidence.Keep(result, context.ProgramVersion);
        }

        if (request.Evidence is { } file)
        {
            Write(file, VerifyJson.Write(result));
        }

        return result with
        {
            Evidence = request.KeepsNothing ? null : evidence.Folder,
        };
    }

    private static int? Major(string name) =>
        name.Split(':') is [_, var version] && int.TryParse(version.Split('.')[0], CultureInfo.InvariantCulture, out var major)
            ? major
            : null;

    private static void Write(string file, string text)
    {
        try
        {
            File.WriteAllText(file, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failure.Because(ExitStatus.BadInput, "unwritable-file", $"{file} cannot be written.", e.Message, cause: e);
        }
    }
}
