using System.Text.RegularExpressions;
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
public sealed partial class ExportRunTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

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

    [ToolTheory("alembic", "mariadb")]
    [MemberData(nameof(MariaDbCases))]
    public Task Alembic_on_mariadb(string name) => RunAsync(name, "alembic");

    [ToolTheory("sqitch", "mariadb")]
    [MemberData(nameof(MariaDbCases))]
    public Task Sqitch_on_mariadb(string name) => RunAsync(name, "sqitch");

    [ToolTheory("dbmate", "mariadb")]
    [MemberData(nameof(MariaDbCases))]
    public Task Dbmate_on_mariadb(string name) => RunAsync(name, "dbmate");

    [ToolTheory("knex", "mariadb")]
    [MemberData(nameof(MariaDbCases))]
    public Task Knex_on_mariadb(string name) => RunAsync(name, "knex");

    [ToolTheory("sequelize", "mariadb")]
    [MemberData(nameof(MariaDbCases))]
    public Task Sequelize_on_mariadb(string name) => RunAsync(name, "sequelize");

    [ToolTheory("typeorm", "mariadb")]
    [MemberData(nameof(MariaDbCases))]
    public Task TypeOrm_on_mariadb(string name) => RunAsync(name, "typeorm");

    [ToolTheory("liquibase", "mariadb")]
    [MemberData(nameof(MariaDbCases))]
    public Task LiquibaseSql_on_mariadb(string name) => RunAsync(name, "liquibase");

    [ToolTheory("liquibase-xml", "mariadb")]
    [MemberData(nameof(MariaDbCases))]
    public Task LiquibaseXml_on_mariadb(string name) => RunAsync(name, "liquibase-xml");

    [ToolTheory("liquibase-yaml", "mariadb")]
    [MemberData(nameof(MariaDbCases))]
    public Task LiquibaseYaml_on_mariadb(string name) => RunAsync(name, "liquibase-yaml");

    [ToolTheory("alembic", "sqlite")]
    [MemberData(nameof(SqliteCases))]
    public Task Alembic_on_sqlite(string name) => RunAsync(name, "alembic");

    [ToolTheory("sqitch", "sqlite")]
    [MemberData(nameof(SqliteCases))]
    public Task Sqitch_on_sqlite(string name) => RunAsync(name, "sqitch");

    [ToolTheory("dbmate", "sqlite")]
    [MemberData(nameof(SqliteCases))]
    public Task Dbmate_on_sqlite(string name) => RunAsync(name, "dbmate");

    [ToolTheory("knex", "sqlite")]
    [MemberData(nameof(SqliteCases))]
    public Task Knex_on_sqlite(string name) => RunAsync(name, "knex");

    [ToolTheory("typeorm", "sqlite")]
    [MemberData(nameof(SqliteCases))]
    public Task TypeOrm_on_sqlite(string name) => RunAsync(name, "typeorm");

    [ToolTheory("liquibase", "sqlite")]
    [MemberData(nameof(SqliteCases))]
    public Task LiquibaseSql_on_sqlite(string name) => RunAsync(name, "liquibase");

    [ToolTheory("liquibase-xml", "sqlite")]
    [MemberData(nameof(SqliteCases))]
    public Task LiquibaseXml_on_sqlite(string name) => RunAsync(name, "liquibase-xml");

    [ToolTheory("liquibase-yaml", "sqlite")]
    [MemberData(nameof(SqliteCases))]
    public Task LiquibaseYaml_on_sqlite(string name) => RunAsync(name, "liquibase-yaml");

    public static TheoryData<string> Cases => CasesOf("postgresql");

    public static TheoryData<string> MariaDbCases => CasesOf("mariadb");

    public static TheoryData<string> SqliteCases => CasesOf("sqlite");

    private static TheoryData<string> CasesOf(string engine) =>
        new(ExportCase.All.Where(c => c.Runs && c.Engine == engine).Select(c => c.Name));

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
                    Allowed = one.Allowed.ToSequence(),
                    Options = new() { Context = "Shop.Data.ShopContext" },
                },
                EngineCatalog.Find
            );
            await tool.PrepareAsync(work);
            await using var ours = await ExportTarget.OpenAsync(one.Engine, work);
            var nothing = await SchemaAsync(ours);
            await ApplyHandler.RunAsync(
                new MigrateRequest(ours.Url) { Folder = one.Migrations, Allowed = ["data-loss"] },
                SourceContext.Create(),
                Never
            );
            var wanted = await SchemaAsync(ours);

            await using var theirs = await ExportTarget.OpenAsync(one.Engine, work);
            await tool.UpAsync(work, theirs.Tool);
            var made = await SchemaAsync(theirs);
            IReadOnlyList<string> own = [.. tool.Own, "dbwright_history"];
            Assert.Empty(
                tool.KeepsComments(one.Engine)
                    ? Differences(wanted, made, own)
                    : Differences(WithoutComments(wanted), WithoutComments(made), own)
            );
            Assert.Equal(await RowsAsync(ours, wanted), await RowsAsync(theirs, wanted));

            await tool.DownAsync(work, theirs.Tool, exported.Migrations);
            Assert.Empty(Differences(nothing, await SchemaAsync(theirs), own));
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
        own.Any(o =>
            name.Name.Equals(o, StringComparison.OrdinalIgnoreCase)
            || name.Schema == o
            || name.Name.StartsWith($"{o}_", StringComparison.Ordinal)
        );

    private static async Task<RelationalSchema> SchemaAsync(ExportTarget target) =>
        WithoutModes((await target.Engine.Require<IInspector>().ReadAsync(target.Session, Never)).Sorted());

    // Routines and triggers of MariaDB keep the mode of the session that made them; drivers have modes of their own.
    private static RelationalSchema WithoutModes(RelationalSchema schema) =>
        schema with
        {
            Routines = schema.Routines.Select(r => r with { Details = WithoutModes(r.Details) }).ToSequence(),
            Tables = schema
                .Tables.Select(t =>
                    t with
                    {
                        Triggers = t.Triggers.Select(g => g with { Details = WithoutModes(g.Details) }).ToSequence(),
                    }
                )
                .ToSequence(),
        };

    private static RelationalSchema WithoutComments(RelationalSchema schema) =>
        schema with
        {
            Routines = schema.Routines.Select(r => r with { Body = WithoutComments(r.Body) }).ToSequence(),
            Tables = schema
                .Tables.Select(t =>
                    t with
                    {
                        Triggers = t.Triggers.Select(g => g with { Action = WithoutComments(g.Action) }).ToSequence(),
                    }
                )
                .ToSequence(),
        };

    private static string WithoutComments(string body) => CommentOrSpace().Replace(body, " ").Trim();

    private static Sequence<Detail> WithoutModes(Sequence<Detail> details) =>
        details.Where(d => d.Name != "sql_mode").ToSequence();

    private static async Task<string> RowsAsync(ExportTarget target, RelationalSchema schema)
    {
        var names = target.Engine.Require<INames>();
        var rows = new List<string>();
        foreach (var table in schema.Tables.Where(t => t.Name.Name != "dbwright_history"))
        {
            var columns = string.Join(", ", table.Columns.Select(c => names.Quote(c.Name)));
            var found = await target.Session.QueryAsync(
                $"select {columns} from {names.Quote(table.Name)} order by 1, 2",
                [],
                Never
            );
            rows.Add($"{table.Name}");
            rows.AddRange(found.Select(r => string.Join('|', r)));
        }

        return string.Join('\n', rows);
    }

    [GeneratedRegex(@"(?:\s|(?:--|#)[^\n]*)+", RegexOptions.None, 1000)]
    private static partial Regex CommentOrSpace();
}

/// <summary>A theory that runs a tool on an engine; skipped with the reason where one is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolTheoryAttribute : TheoryAttribute
{
    /// <summary>Looks for the tool.</summary>
    public ToolTheoryAttribute(string tool, string engine = "postgresql")
    {
        (Tool, Engine) = (tool, engine);
        if (ExportTool.Find(tool).Missing(engine) is { } reason)
        {
            Skip = reason;
        }
    }

    /// <summary>The tool.</summary>
    public string Tool { get; }

    /// <summary>The engine.</summary>
    public string Engine { get; }
}
