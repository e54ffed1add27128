using System.Diagnostics;
using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// A server as the child of a small guard that holds the other end of our pipe. When the pipe closes, because we close it or because we
/// are gone (kill -9 included), the guard stops the server and removes its folder.
/// </summary>
internal sealed class GuardedServer : IAsyncDisposable
{
    // The guard ignores the signals of the terminal, so that Ctrl-C reaches us first and we can still talk to the server. It copies its
    // standard input to 4 because the shell gives background commands /dev/null instead. The reader has no other open end: it would keep
    // the caller's pipes open. $1 folder, $2 prepared data, $3 marks the rest as the server's command.
    private const string Script = """
        trap '' INT HUP
        umask 077
        folder=$1 prepared=$2
        shift 3
        cd /
        mkdir "$folder" || exit 1
        trap 'rm -rf "$folder"' EXIT
        cp -R -p $COPY "$prepared" "$folder/data" || exit 1
        exec 4<&0 </dev/null
        "$@" 4<&- >"$folder/log" 2>&1 &
        server=$!
        trap 'kill -s QUIT $server 2>/dev/null' TERM
        echo started
        { while read -r line <&4; do :; done; kill -s QUIT $server; } >/dev/null 2>&1 &
        reader=$!
        exec 4<&- >/dev/null 2>&1
        wait $server
        wait $server 2>/dev/null
        kill $reader
        """;

    private readonly Process guard;
    private readonly SandboxFolder folder;
    private bool disposed;

    private GuardedServer(Process guard, SandboxFolder folder) => (this.guard, this.folder) = (guard, folder);

    /// <summary>The server's folder: <c>data</c>, <c>log</c> and its socket.</summary>
    public string Folder => folder.Path;

    /// <summary>Whether the server has ended.</summary>
    public bool HasEnded => guard.HasExited;

    /// <summary>Copies the prepared data into the folder and starts the server on it.</summary>
    /// <param name="account">Who it runs as.</param>
    /// <param name="folder">Its folder, which does not exist yet.</param>
    /// <param name="prepared">The prepared data directory.</param>
    /// <param name="command">The server's command; it must stay in the foreground.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="Failure">It cannot be started.</exception>
    public static async Task<GuardedServer> StartAsync(
        ServerAccount account,
        SandboxFolder folder,
        string prepared,
        IReadOnlyList<string> command,
        CancellationToken cancellation
    )
    {
        var process = ChildProgram.Start(Guard(account, folder.Path, prepared, command));
        var server = new GuardedServer(process, folder);
        try
        {
            if (await process.StandardOutput.ReadLineAsync(cancellation) == "started")
            {
                return server;
            }

            var errors = await process.StandardError.ReadToEndAsync(cancellation);
            throw Failure.Because(
                ExitStatus.EngineUnavailable,
                "sandbox-start",
                $"The sandbox's folder {folder.Path} cannot be prepared.",
                errors.Trim()
            );
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The guard's command; it says <c>started</c> once the server runs, and stops it when its standard input ends.</summary>
    public static IReadOnlyList<string> Guard(
        ServerAccount account,
        string folder,
        string prepared,
        IReadOnlyList<string> command
    )
    {
        // A session of its own keeps the guard from the terminal's signals; without setsid the traps alone do.
        IReadOnlyList<string> session = ProgramPath.Find("setsid") is { } setsid ? [setsid] : [];
        var script = Script.Replace("$COPY", OperatingSystem.IsLinux() ? "--reflink=auto" : "", StringComparison.Ordinal);
        return [.. session, .. account.Prefix, "/bin/sh", "-c", script, "dbwright-guard", folder, prepared, "--", .. command];
    }

    /// <summary>The last lines that the server wrote to its log.</summary>
    public string LogTail(int lines)
    {
        try
        {
            return string.Join('\n', File.ReadLines(Path.Combine(Folder, "log")).TakeLast(lines));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return string.Create(CultureInfo.InvariantCulture, $"(its log is gone: {e.Message})");
        }
    }

    /// <summary>Stops the server at once and waits until its folder is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        guard.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await guard.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            guard.Kill(entireProcessTree: true);
        }

        guard.Dispose();
        folder.Dispose();
    }
}
