using System.Diagnostics;

namespace Dbwright.TestKit;

/// <summary>A program that was run to its end.</summary>
/// <param name="Status">Its exit status.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Error">What it said beside that.</param>
public sealed record ProgramRun(int Status, string Output, string Error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    /// <summary>The built program, for <c>dotnet</c>.</summary>
    public static string Dbwright => Repository.PathOf("artifacts", "bin", "Cli", "release", "dbwright.dll");

    /// <summary>The start of a program; nobody gives it any input.</summary>
    public static ProcessStartInfo Of(string program, params IEnumerable<string> arguments) =>
        new(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };

    /// <summary>The start of dbwright.</summary>
    public static ProcessStartInfo OfDbwright(params IEnumerable<string> arguments) => Of("dotnet", [Dbwright, .. arguments]);

    /// <summary>Runs a program.</summary>
    /// <param name="start">The program.</param>
    /// <param name="input">What it is given to read.</param>
    /// <exception cref="OperationCanceledException">It did not end in time, and was killed.</exception>
    public static async Task<ProgramRun> RunAsync(ProcessStartInfo start, string input = "")
    {
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new(process.ExitCode, await output, await error);
    }

    /// <summary>What a program printed, which must succeed.</summary>
    /// <exception cref="InvalidOperationException">It ended with another status than 0.</exception>
    public static async Task<string> OutputAsync(ProcessStartInfo start, string input = "")
    {
        var run = await RunAsync(start, input);
        return run.Status == 0
            ? run.Output
            : throw new InvalidOperationException(
                $"{start.FileName} {string.Join(' ', start.ArgumentList)} ended with {run.Status}:\n{run.Output}{run.Error}"
            );
    }
}
