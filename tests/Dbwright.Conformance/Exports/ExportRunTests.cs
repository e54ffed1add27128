using Dbwright.Commands;
using Dbwright.Conformance.Sources;
using Dbwright.Engines;
using Dbwright.Migrations;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.Exports;

/// <summary>
/// Exported migrations are run by the tools themselves, there and back: schema and rows are those that dbwright makes of the same folder, and
/// nothing is left afterwards but the tool's own history.
/// </summary>
public sealed class ExportRunTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    private static readonly Lazy<Task<PostgreSqlSandbox>> Server = new(async () => (PostgreSqlSandbox)await Servers.PostgreSql());

    [ToolTheory("alembic")]
    [MemberData(nameof(Cases))]
    public Task Alembic(string name) => RunAsync(name, "alembic");

    [ToolTheory("sqitch")]
    [MemberData(nameof(Cases))]
    public Task Sqitch(string name) => RunAsync(name, "sqitch");

    [ToolTheory("dbmate")]
    [MemberData(nameof(Cases))]
    public Task Dbmate(string name) => RunAsync(name, "dbmate");

    [ToolTheory("knex")]
    [MemberData(nameof(Cases))]
    public Task Knex(string name) => RunAsync(name, "knex");

    [ToolTheory("sequelize")]
    [MemberData(nameof(Cases))]
    public Task Sequelize(string name) => RunAsync(name, "sequelize");

    [ToolTheory("typeorm")]
    [MemberData(nameof(Cases))]
    public Task TypeOrm(string name) => RunAsync(name, "typeorm");

    [ToolTheory("efcore")]
    [MemberData(nameof(Cases))]
    public Task EfCore(string name) => RunAsync(name, "efcore");

    [ToolTheory("liquibase")]
    [MemberData(nameof(Cases))]
    public Task LiquibaseSql(string name) => RunAsync(name, "liquibase");

    [ToolTheory("liquibase-xml")]
    [MemberData(nameof(Cases))]
    public Task LiquibaseXml(string name) => RunAsync(name, "liquibase-xml");

    [ToolTheory("liquibase-yaml")]
    [MemberData(nameof(Cases))]
    public Task LiquibaseYaml(string name) => RunAsync(name, "liquibase-yaml");

    public static TheoryData<string> Cases => new(ExportCase.All.Where(c => c.Runs).Select(c => c.Name));

    private static async Task RunAsync(string name, string toolName)
    {
        var one = new ExportCase(name);
        var tool = ExportTool.Find(toolName);
        var work = Directory.CreateTempSubdirectory("dbwright-export-").FullName;
        try
        {
            var output = Path.Combine(work, tool.Below);
            var exported = ExportHandler.Run(
                new(one.Migrations, toolName, output)
                {
                    Engine = one.Engine,
                    Options = new() { Context = "Shop.Data.ShopContext" },
                },
                EngineCatalog.Find
            );
            await tool.PrepareAsync(work);
            var server = await Server.Value;
            using var door = new TcpDoor(Path.Combine(server.Folder, ".s.PGSQL.5432"));

            await using var ours = await Servers.PostgreSqlDatabase();
            var nothing = await SchemaAsync(ours.Session);
            var place = await ours.Session.QueryAsync("select current_database()::text, current_user::text", [], Never);
            await ApplyHandler.RunAsync(
                new MigrateRequest($"postgresql://{place[0][1]}@/{place[0][0]}?host={server.Folder}")
                {
                    Folder = one.Migrations,
                    Allowed = ["data-loss"],
                },
                SourceContext.Create(),
                Never
            );
            var wanted = await SchemaAsync(ours.Session);

            await using var theirs = await Servers.PostgreSqlDatabase();
            var database = await theirs.Session.QueryAsync("select current_database()::text, current_user::text", [], Never);
            var target = new ToolTarget(door.Port, (string)database[0][0]!, (string)database[0][1]!);
            await tool.UpAsync(work, target);
            var made = await SchemaAsync(theirs.Session);
            IReadOnlyList<string> own = [.. tool.Own, "dbwright_history"];
            Assert.Empty(Differences(wanted, made, own));
            Assert.Equal(await RowsAsync(ours.Session, wanted), await RowsAsync(theirs.Session, wanted));

            await tool.DownAsync(work, target, exported.Migrations);
            Assert.Empty(Differences(nothing, await SchemaAsync(theirs.Session), own));
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    // What differs; what a tool keeps for itself does not count.
    private static List<string> Differences(RelationalSchema from, RelationalSchema to, IReadOnlyList<string> own) =>
        Dbwright
            .Migrations.Diff.Between(from, to, Renames.None)
            .Where(c => !IsOwn(c.On.Name, own))
            .Select(c => c.ToString()!)
            .ToList();

    private static bool IsOwn(QualifiedName name, IReadOnlyList<string> own) =>
        own.Any(o => name.Name == o || name.Schema == o || name.Name.StartsWith($"{o}_", StringComparison.Ordinal));

    private static async Task<RelationalSchema> SchemaAsync(ISession session) =>
        (await PostgreSqlEngine.Create().Require<IInspector>().ReadAsync(session, Never)).Sorted();

    // A sum over the rows of every table.
    private static async Task<string> RowsAsync(ISession session, RelationalSchema schema)
    {
        var rows = new List<string>();
        foreach (var table in schema.Tables.Where(t => t.Name.Name != "dbwright_history"))
        {
            var sum = await session.QueryAsync(
                $"select count(*)::text || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from \"{table.Name.Name}\" t",
                [],
                Never
            );
            rows.Add($"{table.Name} {sum[0][0]}");
        }

        return string.Join('\n', rows);
    }
}

/// <summary>A theory that runs a tool; skipped with the reason where the tool is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolTheoryAttribute : TheoryAttribute
{
    /// <summary>Looks for the tool.</summary>
    public ToolTheoryAttribute(string tool)
    {
        Tool = tool;
        if (ExportTool.Find(tool).Missing() is { } reason)
        {
            Skip = reason;
        }
    }

    /// <summary>The tool.</summary>
    public string Tool { get; }
}
