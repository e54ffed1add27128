using System.Diagnostics;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Scenarios;

/// <summary>However <c>prove</c> ends, its server and its directories are gone.</summary>
public sealed class InterruptTests
{
    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 130)]
    [InlineData("KILL", 137)]
    public async Task Server_is_gone_after(string signal, int status)
    {
        var folder = Directory.CreateTempSubdirectory("dbwright-interrupt-").FullName;
        try
        {
            using var program = Start(folder);
            var servers = await WaitForServersOf(program);
            using (var kill = Process.Start("kill", [$"-{signal}", $"{program.Id}"]))
            {
                await kill.WaitForExitAsync();
            }

            await program.WaitForExitAsync();
            Assert.Equal(status, program.ExitCode);
            foreach (var server in servers)
            {
                await WaitUntil(() => !Directory.Exists($"/proc/{server.Process}"), $"process {server.Process} is still there");
                await WaitUntil(() => !Directory.Exists(server.Folder), $"{server.Folder} is still there");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Process Start(string folder)
    {
        // A shell's background jobs ignore Ctrl-C, and so would what they start: these tests must not depend on how they were started.
        var start = ProgramRun.Of(
            "env",
            "--default-signal=INT",
            "dotnet",
            ProgramRun.Dbwright,
            "prove",
            Repository.PathOf("examples", "ecommerce"),
            "--database",
            "postgresql",
            "-o",
            folder
        );
        var program = Process.Start(start)!;
        program.OutputDataReceived += (_, _) => { };
        program.ErrorDataReceived += (_, _) => { };
        program.BeginOutputReadLine();
        program.BeginErrorReadLine();
        return program;
    }

    /// <summary>The PostgreSQL servers that descend from the program, once there is one that loads rows.</summary>
    private static async Task<List<(int Process, string Folder)>> WaitForServersOf(Process program)
    {
        List<(int, string)> servers = [];
        await WaitUntil(
            () =>
            {
                servers = Descendants(program.Id)
                    .Select(p => (p, CommandLine(p)))
                    .Where(p =>
                        p.Item2.Contains("postgres", StringComparison.Ordinal) && p.Item2.Contains("-D", StringComparison.Ordinal)
                    )
                    .Select(p => (p.p, DataFolder(p.Item2)))
                    .Where(p => p.Item2.Length > 0 && File.Exists(Path.Combine(p.Item2, "postmaster.pid")))
                    .ToList();
                return servers.Count > 0;
            },
            "no server was started"
        );
        await Task.Delay(TimeSpan.FromSeconds(2));
        return servers;
    }

    private static IEnumerable<int> Descendants(int parent)
    {
        foreach (var child in Children(parent))
        {
            yield return child;
            foreach (var descendant in Descendants(child))
            {
                yield return descendant;
            }
        }
    }

    private static IEnumerable<int> Children(int parent) =>
        Directory
            .GetDirectories("/proc")
            .Select(d => int.TryParse(Path.GetFileName(d), out var process) ? process : 0)
            .Where(p => p > 0 && ParentOf(p) == parent);

    private static int ParentOf(int process)
    {
        try
        {
            // The name in parentheses may hold spaces; the parent is the second field after it.
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1]);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static string CommandLine(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static string DataFolder(string commandLine)
    {
        var words = commandLine.Split('\0');
        var at = Array.IndexOf(words, "-D");
        return at >= 0 && at + 1 < words.Length ? words[at + 1] : "";
    }

    private static async Task WaitUntil(Func<bool> holds, string otherwise)
    {
        for (var attempt = 0; attempt < 300; attempt++)
        {
            if (holds())
            {
                return;
            }

            await Task.Delay(100);
        }

        Assert.Fail(otherwise);
    }
}
