using System.Diagnostics;
using System.Globalization;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.Exports;

/// <summary>A database as a tool names it.</summary>
/// <param name="Port">The port on this machine.</param>
/// <param name="Name">Its name.</param>
/// <param name="User">Its owner.</param>
internal sealed record ToolTarget(int Port, string Name, string User)
{
    /// <summary>As a URL.</summary>
    public string Url => string.Create(CultureInfo.InvariantCulture, $"postgresql://{User}@127.0.0.1:{Port}/{Name}");
}

/// <summary>A tool that runs exported migrations: fetched when it is not there, called as its users call it.</summary>
internal abstract class ExportTool
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The tools, by the names that <c>migrate export</c> has for them.</summary>
    public static ExportTool Find(string name) =>
        name switch
        {
            "alembic" => new AlembicTool(),
            "sqitch" => new SqitchTool(),
            "dbmate" => new DbmateTool(),
            "knex" => new KnexTool(),
            "sequelize" => new SequelizeTool(),
            "typeorm" => new TypeOrmTool(),
            "efcore" => new EfCoreTool(),
            "liquibase" => new LiquibaseTool("changelog.xml"),
            "liquibase-xml" => new LiquibaseTool("changelog.xml"),
            "liquibase-yaml" => new LiquibaseTool("changelog.yaml"),
            _ => throw new ArgumentException($"No test runs {name}.", nameof(name)),
        };

    /// <summary>The program that has to be installed for it, by the <c>test</c> script.</summary>
    public abstract string Program { get; }

    /// <summary>The folder of the exported files, below the working folder.</summary>
    public virtual string Below => "migrations";

    /// <summary>The schemas and tables that the tool keeps its own history in.</summary>
    public abstract IReadOnlyList<string> Own { get; }

    /// <summary>Makes ready what the tool needs once, whatever is migrated.</summary>
    public virtual Task PrepareAsync(string work) => Task.CompletedTask;

    /// <summary>Applies everything.</summary>
    public abstract Task UpAsync(string work, ToolTarget target);

    /// <summary>Undoes everything.</summary>
    public abstract Task DownAsync(string work, ToolTarget target, int migrations);

    /// <summary>Why the tool cannot be run here; none when it can.</summary>
    public string? Missing() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(d => File.Exists(Path.Combine(d, Program)))
            ? null
            : $"{Program} is not installed; ./test installs it";

    /// <summary>Runs a program in a folder, and fails with what it said when it fails.</summary>
    protected static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        start.Environment["SQITCH_FULLNAME"] = "Tester";
        start.Environment["SQITCH_EMAIL"] = "tester@example.org";
        start.Environment["NODE_PATH"] = NodePackages.Modules;
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
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

        var said = $"{await output}{await error}";
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{said}");
        return said;
    }
}

/// <summary>The tools that npm has, pinned, fetched once into the folder of what is built.</summary>
internal static class NodePackages
{
    private static readonly string[] Packages =
    [
        "liquibase@4.28.1",
        "dbmate@2.36.0",
        "knex@3.3.0",
        "typeorm@1.1.1",
        "sequelize@6.37.8",
        "sequelize-cli@6.6.5",
        "pg@8.23.1",
        "typescript@5.9.3",
        "@types/node@20.9.5",
        "php-parser@3.7.0",
        "@ruby/prism@1.9.0",
    ];

    private static readonly Lazy<Task> Fetched = new(FetchAsync);

    private static string Folder => Repository.PathOf("artifacts", "npm", "migration-tools-1");

    /// <summary>The folder of the packages.</summary>
    public static string Modules => Path.Combine(Folder, "node_modules");

    /// <summary>Fetches them when they are not there.</summary>
    public static Task EnsureAsync() => Fetched.Value;

    private static async Task FetchAsync()
    {
        var done = Path.Combine(Folder, "complete");
        if (File.Exists(done))
        {
            return;
        }

        Directory.CreateDirectory(Folder);
        using var npm = Process.Start(
            new ProcessStartInfo("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", "--save-exact", .. Packages])
            {
                WorkingDirectory = Folder,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        var output = npm.StandardOutput.ReadToEndAsync();
        var error = await npm.StandardError.ReadToEndAsync();
        await npm.WaitForExitAsync();
        Assert.True(npm.ExitCode == 0, $"npm cannot fetch {string.Join(' ', Packages)}: {error}{await output}");
        await File.WriteAllTextAsync(done, "");
    }
}
