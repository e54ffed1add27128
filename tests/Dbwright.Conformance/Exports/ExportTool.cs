using System.Globalization;
using Dbwright.TestKit;

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
