using System.Diagnostics;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Scenarios;

/// <summary>
/// The launcher in a working copy of its own, with a <c>dotnet</c> that only writes down what it was asked for: what is built and started,
/// when, and what is said. That the real build works is what every other scenario stands on.
/// </summary>
public sealed class LauncherTests : IDisposable
{
    private const string Dotnet = """
        #!/bin/sh
        case $1 in
        --list-sdks) if [ ! -f "$HERE/no-sdk" ]; then echo '10.0.100 [/somewhere]'; fi ;;
        publish)
            echo "$*" >>"$HERE/builds"
            if [ -f "$HERE/slow" ]; then sleep 3; fi
            case $*,$(cat "$HERE/fails" 2>/dev/null) in
            *PublishReadyToRun*,crossgen) echo 'error NU1101: Unable to find package microsoft.netcore.app.crossgen2'; exit 1 ;;
            *,compiler) echo 'Model.cs(3,7): error CS1001: Identifier expected'; exit 1 ;;
            esac
            while [ "$1" != -o ]; do shift; done
            : >"$2/dbwright.dll"
            if [ ! -f "$HERE/fails" ]; then
                printf '#!/bin/sh\necho "started with $# arguments: $*"\nexit 7\n' >"$2/dbwright"
                chmod +x "$2/dbwright"
            fi
            ;;
        *)
            shift
            echo "started by dotnet with $# arguments: $*"
            exit 7
            ;;
        esac
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("dbwright-launcher-").FullName;

    public LauncherTests()
    {
        Directory.CreateDirectory(In("src", "Model"));
        Directory.CreateDirectory(In("bin"));
        File.WriteAllText(In("src", "Model", "Model.cs"), "");
        File.WriteAllText(In("src", "Model", "Other.cs"), "");
        foreach (var name in new[] { "Directory.Build.props", "Directory.Packages.props", "global.json" })
        {
            File.WriteAllText(In(name), "");
        }

        File.Copy(Repository.PathOf("dbwright"), In("dbwright"));
        File.WriteAllText(In("bin", "dotnet"), Dotnet.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(In("bin", "dotnet"), UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_first_start_builds_and_says_so_and_the_second_just_starts()
    {
        var first = await Start("--version", "two words");
        var second = await Start("--version");

        Assert.Equal((7, "started with 2 arguments: --version two words\n"), (first.Status, first.Output));
        Assert.StartsWith("dbwright: building dbwright (first run, about ", first.Errors, StringComparison.Ordinal);
        Assert.Equal(new Outcome(7, "started with 1 arguments: --version\n", ""), second);
        Assert.Single(Builds());
    }

    [Fact]
    public async Task A_changed_source_is_built_again()
    {
        await Start();
        File.SetLastWriteTimeUtc(In("src", "Model", "Model.cs"), File.GetLastWriteTimeUtc(In("bin", "dotnet")).AddMinutes(1));

        var again = await Start();

        Assert.Contains("its sources have changed", again.Errors, StringComparison.Ordinal);
        Assert.Equal(2, Builds().Length);
    }

    [Fact]
    public async Task A_removed_source_is_noticed()
    {
        await Start();
        File.Delete(In("src", "Model", "Other.cs"));

        Assert.Contains("its sources have changed", (await Start()).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_build_shows_the_errors_and_leaves_nothing_to_start()
    {
        File.WriteAllText(In("fails"), "compiler");

        var failed = await Start();
        File.Delete(In("fails"));
        var repaired = await Start();

        Assert.Equal((5, ""), (failed.Status, failed.Output));
        Assert.Contains("Model.cs(3,7): error CS1001: Identifier expected", failed.Errors, StringComparison.Ordinal);
        Assert.Equal(7, repaired.Status);
        Assert.Single(BuiltFolders());
    }

    [Fact]
    public async Task Without_the_packs_for_ReadyToRun_it_builds_plainly_and_says_so()
    {
        File.WriteAllText(In("fails"), "crossgen");

        var outcome = await Start();

        Assert.Equal((7, "started by dotnet with 0 arguments: \n"), (outcome.Status, outcome.Output));
        Assert.Contains("ReadyToRun cannot be had here", outcome.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("PublishReadyToRun", Builds()[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_at_once_build_once()
    {
        File.WriteAllText(In("slow"), "");

        var both = await Task.WhenAll(Start(), Start());

        Assert.All(both, outcome => Assert.Equal(7, outcome.Status));
        Assert.Contains(both, outcome => outcome.Errors == "dbwright: another process is building it; waiting\n");
        Assert.Single(Builds());
    }

    [Fact]
    public async Task Without_an_SDK_it_says_what_to_install()
    {
        File.WriteAllText(In("no-sdk"), "");

        var outcome = await Start();

        Assert.Equal((127, ""), (outcome.Status, outcome.Output));
        Assert.Contains("the .NET 10 SDK is needed", outcome.Errors, StringComparison.Ordinal);
        Assert.Contains("apt-get install dotnet-sdk-10.0", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_starts_from_anywhere_and_through_links()
    {
        Directory.CreateDirectory(In("elsewhere"));
        File.CreateSymbolicLink(In("elsewhere", "absolute"), In("dbwright"));
        File.CreateSymbolicLink(In("elsewhere", "relative"), Path.Combine("..", "elsewhere", "absolute"));

        var outcome = await Run("/bin/sh", [In("elsewhere", "relative"), "x"], workingFolder: "/");

        Assert.Equal((7, "started with 1 arguments: x\n"), (outcome.Status, outcome.Output));
    }

    [Fact]
    public async Task Interrupted_while_building_it_leaves_nothing_half_done()
    {
        File.WriteAllText(In("slow"), "");

        // timeout sends the signal to the whole group, as a terminal does for Ctrl-C.
        var outcome = await Run("timeout", ["--signal=INT", "1", "/bin/sh", In("dbwright")]);

        Assert.Contains("interrupted while building", outcome.Errors, StringComparison.Ordinal);
        Assert.Empty(BuiltFolders());
        Assert.Equal(7, (await Start()).Status);
    }

    private Task<Outcome> Start(params string[] arguments) => Run("/bin/sh", [In("dbwright"), .. arguments]);

    private async Task<Outcome> Run(string program, string[] arguments, string? workingFolder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = workingFolder ?? _folder,
        };
        start.Environment["PATH"] = $"{In("bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["HERE"] = _folder;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await errors);
    }

    private string[] Builds() => File.ReadAllLines(In("builds"));

    private string[] BuiltFolders() => Directory.GetDirectories(In("artifacts", "launcher"), "2*-*");

    private string In(params string[] parts) => Path.Combine([_folder, .. parts]);

    private sealed record Outcome(int Status, string Output, string Errors);
}
