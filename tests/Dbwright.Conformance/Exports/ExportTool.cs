using System.Globalization;
using Dbwright.TestKit;

namespace Dbwright.Conformance.Exports;

/// <summary>A database as a tool names it.</summary>
/// <param name="Engine">The engine's name.</param>
/// <param name="Port">The port on this machine; 0 for a file.</param>
/// <param name="Name">Its name, or the path of its file.</param>
/// <param name="User">Its owner.</param>
internal sealed record ToolTarget(string Engine, int Port, string Name, string User)
{
    /// <summary>As a URL of PostgreSQL.</summary>
    public string Url => On("postgresql");

    /// <summary>As a URL with a scheme of the tool's own.</summary>
    public string On(string scheme) =>
        Engine == "sqlite"
            ? $"{scheme}:{Name}"
            : string.Create(CultureInfo.InvariantCulture, $"{scheme}://{User}@127.0.0.1:{Port}/{Name}");
}

/// <summary>A tool that runs exported migrations: fetched when it is not there, called as its users call it.</summary>
internal abstract class ExportTool
{
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

    /// <summary>Whether comments within bodies get through it to a server.</summary>
    public virtual bool KeepsComments(string engine) => true;

    /// <summary>Makes ready what the tool needs once, whatever is migrated.</summary>
    public virtual Task PrepareAsync(string work) => Task.CompletedTask;

    /// <summary>Applies everything.</summary>
    public abstract Task UpAsync(string work, ToolTarget target);

    /// <summary>Undoes everything.</summary>
    public abstract Task DownAsync(string work, ToolTarget target, int migrations);

    /// <summary>What it needs for an engine beside its program: a file that is there when it is; none for nothing.</summary>
    protected virtual string? Driver(string engine) => null;

    /// <summary>Why the tool cannot be run here on an engine; none when it can.</summary>
    public string? Missing(string engine) =>
        !(Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(d => File.Exists(Path.Combine(d, Program)))
            ? $"{Program} is not installed; ./test installs it"
        : Driver(engine) is { } driver && !Path.Exists(driver) ? $"there is no {driver}; ./test installs it"
        : null;

    /// <summary>A file of a package of npm.</summary>
    public static string OfNpm(params ReadOnlySpan<string> path) => Path.Combine([NodePackages.Folder, "node_modules", .. path]);

    /// <summary>Runs a program in a folder, and fails with what it said when it fails.</summary>
    protected static Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        var start = ProgramRun.Of(program, arguments);
        start.WorkingDirectory = folder;
        start.Environment["SQITCH_FULLNAME"] = "Tester";
        start.Environment["SQITCH_EMAIL"] = "tester@example.org";
        start.Environment["NODE_PATH"] = NodePackages.Modules;
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["LC_ALL"] = "C.UTF-8";
        return ProgramRun.OutputAsync(start);
    }
}
