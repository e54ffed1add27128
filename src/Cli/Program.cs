using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using Dbwright.Model;

namespace Dbwright.Cli;

/// <summary>The entry of the program: parses the command line, runs the verb, and turns every end into its exit status.</summary>
public static class Program
{
    /// <summary>dbwright's own version.</summary>
    public static string Version { get; } =
        typeof(Program).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    /// <summary>Runs the program.</summary>
    /// <returns>The exit status.</returns>
    public static async Task<int> Main(string[] args)
    {
        // Scripts ask for the version often; it needs none of the verbs.
        if (args is ["--version"])
        {
            Console.Out.WriteLine(Version);
            return (int)ExitStatus.Fine;
        }

        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        return (int)
            await RunAsync(
                args,
                Console.IsOutputRedirected ? Wide(Console.OpenStandardOutput()) : Console.Out,
                Console.Error,
                stop.Token
            );

        void Stop(PosixSignalContext signal)
        {
            // The verb ends by cancellation, so that its sandbox is disposed of before the process is gone.
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    // The console's own writer hands over 256 characters at a time, each by a call of the system; a text has millions of them.
    private static TextWriter Wide(Stream output) =>
        TextWriter.Synchronized(new StreamWriter(output, Console.OutputEncoding, 1 << 14) { AutoFlush = true });

    /// <summary>Runs the program on given streams.</summary>
    public static async Task<ExitStatus> RunAsync(
        string[] args,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellation
    )
    {
        try
        {
            var root = CommandLine.Create(args, output, error);
            // A word that begins with @ names an environment and no file of arguments.
            var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Action is not System.CommandLine.Help.HelpAction)
            {
                if (UnknownOptions.Find(args, parsed) is { } unknown)
                {
                    return UsageErrors.Write(parsed, [unknown], error);
                }

                if (parsed.Errors.Count > 0)
                {
                    return UsageErrors.Write(parsed, parsed.Errors.Select(e => e.Message), error);
                }
            }

            var configuration = new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return (ExitStatus)await parsed.InvokeAsync(configuration, cancellation);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            // Whatever it is, it comes of the interruption: an engine reports a cancelled statement as an error of its own.
            error.WriteLine("interrupted: the sandbox is gone; files already written are complete and stay.");
            return ExitStatus.Interrupted;
        }
        catch (Failure failure)
        {
            FindingText.Write(failure.Findings, error);
            return failure.Status;
        }
        catch (EngineException e)
        {
            return Failed(error, "engine", $"{e.Message.Trim()} ({e.Code})");
        }
        catch (IOException e)
        {
            return Failed(error, "io-error", e.Message);
        }
        catch (UnauthorizedAccessException e)
        {
            return Failed(error, "no-permission", e.Message);
        }
        catch (Exception e) when (Environment.GetEnvironmentVariable("DBWRIGHT_TRACE") is null)
        {
            return Failed(
                error,
                "defect",
                $"{e.GetType().Name}: {e.Message}",
                "This is a defect of dbwright. Run again with DBWRIGHT_TRACE=1 and report what it prints."
            );
        }
    }

    private static ExitStatus Failed(TextWriter error, string rule, string title, string detail = "")
    {
        FindingText.Write([new Finding(rule, Severity.Error, title) { Detail = detail }], error);
        return ExitStatus.Failed;
    }
}
