using System.ComponentModel;
using System.Diagnostics;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>What a program said and how it ended.</summary>
/// <param name="ExitCode">Its exit status.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Errors">Its standard error.</param>
internal sealed record ProgramResult(int ExitCode, string Output, string Errors);

/// <summary>Runs short programs of a server installation to their end.</summary>
internal static class ChildProgram
{
    /// <summary>Runs the command in the root folder, without a shell.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="input">Its standard input.</param>
    /// <param name="cancellation">Kills it.</param>
    /// <exception cref="Failure">The program cannot be started.</exception>
    public static async Task<ProgramResult> RunAsync(IReadOnlyList<string> command, string input, CancellationToken cancellation)
    {
        using var process = Start(command);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            try
            {
                await process.StandardInput.WriteAsync(input.AsMemory(), cancellation);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // The program ended without reading; its own message says why.
            }

            await process.WaitForExitAsync(cancellation);
            return new(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Starts the command in the root folder with all three streams as pipes.</summary>
    /// <exception cref="Failure">The program cannot be started.</exception>
    public static Process Start(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            // An unprivileged account may not be able to enter the current folder.
            WorkingDirectory = Path.GetPathRoot(Environment.SystemDirectory) is { Length: > 0 } root ? root : "/",
        };
        foreach (var argument in command.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        // Messages are read by programs here, so they must not be translated.
        start.Environment["LC_MESSAGES"] = "C";
        start.Environment.Remove("LC_ALL");
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw Failure.Because(
                ExitStatus.EngineUnavailable,
                "sandbox-program",
                $"{command[0]} cannot be started: {e.Message}",
                cause: e
            );
        }
    }
}
