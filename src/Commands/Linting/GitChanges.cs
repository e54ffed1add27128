using System.Diagnostics;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Which files have changed since a revision, asked of git: committed, staged, changed only in the working copy, or new in it.</summary>
internal static class GitChanges
{
    /// <summary>What became of each changed file, by its full path.</summary>
    /// <param name="revision">The revision; changes count from where the working copy's line left it.</param>
    /// <param name="folder">A folder of the working copy.</param>
    /// <param name="cancellation">Stops git.</param>
    /// <exception cref="Failure">There is no git, no working copy, or no such revision (<see cref="ExitStatus.BadInput"/>).</exception>
    public static async Task<Dictionary<string, FileHistory>> SinceAsync(
        string revision,
        string folder,
        CancellationToken cancellation
    )
    {
        if (revision.StartsWith('-'))
        {
            throw Failure.Because(ExitStatus.BadInput, "git-revision", $"\"{revision}\" is no revision.");
        }

        var root = (await RunAsync(folder, cancellation, "rev-parse", "--show-toplevel")).TrimEnd('\n');
        var based = (await RunAsync(folder, cancellation, "merge-base", revision, "HEAD")).Trim();
        var changes = new Dictionary<string, FileHistory>(StringComparer.Ordinal);
        var listed = await RunAsync(folder, cancellation, "diff", "--name-status", "--no-renames", "-z", based, "--");
        var parts = listed.Split('\0', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i + 1 < parts.Length; i += 2)
        {
            changes[Full(root, parts[i + 1])] = parts[i] == "A" ? FileHistory.Added : FileHistory.Edited;
        }

        var added = await RunAsync(root, cancellation, "ls-files", "--others", "--exclude-standard", "-z");
        foreach (var path in added.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            changes[Full(root, path)] = FileHistory.Added;
        }

        return changes;
    }

    private static string Full(string root, string path) => Path.GetFullPath(Path.Combine(root, path));

    private static async Task<string> RunAsync(string folder, CancellationToken cancellation, params string[] arguments)
    {
        using var git = new Process();
        git.StartInfo = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            git.Start();
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "no-git",
                "git cannot be started.",
                e.Message,
                "--changed-since needs it on the PATH.",
                cause: e
            );
        }

        var error = git.StandardError.ReadToEndAsync(cancellation);
        var output = await git.StandardOutput.ReadToEndAsync(cancellation);
        await git.WaitForExitAsync(cancellation);
        return git.ExitCode == 0
            ? output
            : throw Failure.Because(
                ExitStatus.BadInput,
                "git",
                $"git {arguments[0]} failed.",
                (await error).Trim(),
                "Name a revision that this working copy has, such as origin/main."
            );
    }
}
