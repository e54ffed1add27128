using System.Globalization;
using Dbwright.TestKit;

namespace Dbwright.Conformance.Exports;

internal sealed class AlembicTool : ExportTool
{
    public override string Program => "alembic";

    public override string Below => "alembic/versions";

    public override IReadOnlyList<string> Own => ["alembic_version"];

    public override async Task UpAsync(string work, ToolTarget target)
    {
        await File.WriteAllTextAsync(
            Path.Combine(work, "alembic.ini"),
            $"[alembic]\nscript_location = alembic\nsqlalchemy.url = {Address(target)}\n"
        );
        await File.WriteAllTextAsync(
            Path.Combine(work, "alembic", "env.py"),
            """
            from alembic import context
            from sqlalchemy import create_engine

            engine = create_engine(context.config.get_main_option("sqlalchemy.url"))
            with engine.connect() as connection:
                context.configure(connection=connection, transaction_per_migration=True)
                with context.begin_transaction():
                    context.run_migrations()

            """
        );
        await RunAsync(work, Program, "upgrade", "head");
    }

    public override Task DownAsync(string work, ToolTarget target, int migrations) =>
        RunAsync(work, Program, "downgrade", "base");

    protected override string? Driver(string engine) => engine == "mariadb" ? "/usr/lib/python3/dist-packages/pymysql" : null;

    private static string Address(ToolTarget target) =>
        target.Engine switch
        {
            "sqlite" => $"sqlite:///{target.Name}",
            "mariadb" => $"{target.On("mysql+pymysql")}?charset=utf8mb4",
            _ => target.Url,
        };
}

internal sealed class SqitchTool : ExportTool
{
    public override string Program => "sqitch";

    // A schema of PostgreSQL; on MariaDB tables, as the owner of a database may not make another one.
    public override IReadOnlyList<string> Own =>
        ["sqitch", "changes", "dependencies", "events", "projects", "releases", "tags", "checkit"];

    // The client of MariaDB leaves them out.
    public override bool KeepsComments(string engine) => engine != "mariadb";

    public override async Task UpAsync(string work, ToolTarget target)
    {
        await SqitchAsync(work, target, "deploy", "--verify");
        await SqitchAsync(work, target, "verify");
    }

    public override Task DownAsync(string work, ToolTarget target, int migrations) => SqitchAsync(work, target, "revert", "-y");

    private Task<string> SqitchAsync(string work, ToolTarget target, params string[] verb) =>
        RunAsync(
            Path.Combine(work, Below),
            Program,
            [.. verb, .. target.Engine == "mariadb" ? ["--registry", target.Name] : Array.Empty<string>(), Uri(target)]
        );

    protected override string? Driver(string engine) =>
        engine switch
        {
            "sqlite" => "/usr/share/doc/libdbd-sqlite3-perl",
            "mariadb" => "/usr/share/doc/libdbd-mysql-perl",
            _ => null,
        };

    private static string Uri(ToolTarget target) =>
        target.Engine switch
        {
            "sqlite" => target.On("db:sqlite"),
            "mariadb" => target.On("db:mysql"),
            _ => target.On("db:pg"),
        };
}

internal sealed class DbmateTool : ExportTool
{
    public override string Program => "npm";

    public override IReadOnlyList<string> Own => ["schema_migrations"];

    public override Task UpAsync(string work, ToolTarget target) => DbmateAsync(work, target, "migrate");

    public override async Task DownAsync(string work, ToolTarget target, int migrations)
    {
        foreach (var _ in Directory.GetFiles(Path.Combine(work, Below)))
        {
            await DbmateAsync(work, target, "rollback");
        }
    }

    private static Task<string> DbmateAsync(string work, ToolTarget target, string verb) =>
        RunAsync(
            work,
            NodePackages.Program("dbmate"),
            "--url",
            target.Engine switch
            {
                "sqlite" => target.On("sqlite"),
                "mariadb" => target.On("mysql"),
                _ => $"{target.Url}?sslmode=disable",
            },
            "--migrations-dir",
            "migrations",
            "--no-dump-schema",
            verb
        );
}

internal sealed class KnexTool : ExportTool
{
    private const string Script = """
        const [client, url, verb] = process.argv.slice(1);
        const connection = client === 'better-sqlite3' ? { filename: url } : url;
        const knex = require('knex')({
          client, connection, useNullAsDefault: true, migrations: { directory: './migrations' },
        });
        (verb === 'up' ? knex.migrate.latest() : knex.migrate.rollback(null, true))
          .then(() => knex.destroy())
          .catch((e) => { console.error(e); process.exit(1); });
        """;

    public override string Program => "npm";

    public override IReadOnlyList<string> Own => ["knex_migrations", "knex_migrations_lock"];

    public override Task UpAsync(string work, ToolTarget target) => ScriptAsync(work, target, "up");

    public override Task DownAsync(string work, ToolTarget target, int migrations) => ScriptAsync(work, target, "down");

    protected override string? Driver(string engine) => NodeDriver.Of(engine);

    private static Task<string> ScriptAsync(string work, ToolTarget target, string verb) =>
        target.Engine switch
        {
            "sqlite" => RunAsync(work, "node", "-e", Script, "--", "better-sqlite3", target.Name, verb),
            "mariadb" => RunAsync(work, "node", "-e", Script, "--", "mysql2", target.On("mysql"), verb),
            _ => RunAsync(work, "node", "-e", Script, "--", "pg", target.Url, verb),
        };
}

/// <summary>The packages of npm that the tools reach engines by.</summary>
internal static class NodeDriver
{
    /// <summary>What is there when one is; none where it is among those that every test needs.</summary>
    public static string? Of(string engine) =>
        engine switch
        {
            // Compiled when it is installed, where there is a compiler.
            "sqlite" => ExportTool.OfNpm("better-sqlite3", "build", "Release", "better_sqlite3.node"),
            "mariadb" => ExportTool.OfNpm("mysql2"),
            _ => null,
        };
}

internal sealed class SequelizeTool : ExportTool
{
    public override string Program => "npm";

    public override IReadOnlyList<string> Own => ["SequelizeMeta"];

    public override Task UpAsync(string work, ToolTarget target) => CliAsync(work, target, "db:migrate");

    public override Task DownAsync(string work, ToolTarget target, int migrations) =>
        CliAsync(work, target, "db:migrate:undo:all");

    protected override string? Driver(string engine) => NodeDriver.Of(engine);

    private static Task<string> CliAsync(string work, ToolTarget target, string verb) =>
        RunAsync(
            work,
            NodePackages.Program("sequelize-cli"),
            verb,
            "--url",
            target.Engine == "mariadb" ? target.On("mysql") : target.Url,
            "--migrations-path",
            "migrations"
        );
}

internal sealed class TypeOrmTool : ExportTool
{
    private const string Script = """
        const { DataSource } = require('typeorm');
        const [type, url, verb, count] = process.argv.slice(1);
        (async () => {
          const source = await new DataSource({
            type, ...(type === 'better-sqlite3' ? { database: url } : { url }), migrations: ['compiled/*.js'], migrationsTransactionMode: 'each',
          }).initialize();
          if (verb === 'up') await source.runMigrations({ transaction: 'each' });
          else for (let i = 0; i < Number(count); i++) await source.undoLastMigration({ transaction: 'each' });
          await source.destroy();
        })().catch((e) => { console.error(e); process.exit(1); });
        """;

    public override string Program => "npm";

    public override IReadOnlyList<string> Own => ["migrations"];

    public override async Task UpAsync(string work, ToolTarget target)
    {
        var files = Directory.GetFiles(Path.Combine(work, Below), "*.ts");

        // Links let the compiler find the types beside the files, as in a project.
        Directory.CreateSymbolicLink(Path.Combine(work, "node_modules"), NodePackages.Modules);
        await RunAsync(
            work,
            NodePackages.Program("tsc"),
            [
                "--strict",
                "--skipLibCheck",
                "--target",
                "es2022",
                "--module",
                "commonjs",
                "--types",
                "node",
                "--outDir",
                "compiled",
                .. files,
            ]
        );
        await ScriptAsync(work, target, "up", migrations: 0);
    }

    public override Task DownAsync(string work, ToolTarget target, int migrations) =>
        ScriptAsync(work, target, "down", migrations);

    protected override string? Driver(string engine) => NodeDriver.Of(engine);

    private static Task<string> ScriptAsync(string work, ToolTarget target, string verb, int migrations)
    {
        var (type, url) = target.Engine switch
        {
            "sqlite" => ("better-sqlite3", target.Name),
            "mariadb" => ("mariadb", target.On("mysql")),
            _ => ("postgres", target.Url),
        };
        return RunAsync(work, "node", "-e", Script, "--", type, url, verb, migrations.ToString(CultureInfo.InvariantCulture));
    }
}

internal sealed class LiquibaseTool(string changelog) : ExportTool
{
    // Without the drivers and the parts that are not free, which take most of the time to look through.
    private static readonly string[] Libraries =
    [
        "liquibase-core",
        "picocli",
        "postgresql",
        "mariadb-java-client",
        "sqlite-jdbc",
        "snakeyaml",
        "commons-io",
        "commons-lang3",
        "commons-text",
        "commons-collections4",
        "opencsv",
        "jaxb-api",
        "jaxb-core",
        "jaxb-runtime",
    ];

    // The driver for SQLite does not start without it.
    private const string Logging = "/usr/share/java/slf4j-api.jar";

    public override string Program => "java";

    public override IReadOnlyList<string> Own => ["databasechangelog", "databasechangeloglock"];

    public override Task UpAsync(string work, ToolTarget target) => JavaAsync(work, target, "update");

    public override Task DownAsync(string work, ToolTarget target, int migrations) =>
        JavaAsync(work, target, "rollback-count", "--count=1000");

    protected override string? Driver(string engine) => engine == "sqlite" ? Logging : null;

    private Task<string> JavaAsync(string work, ToolTarget target, params string[] verb)
    {
        var folder = Path.Combine(NodePackages.Modules, "liquibase", "dist", "liquibase", "internal", "lib");
        var url =
            target.Engine == "sqlite"
                ? target.On("jdbc:sqlite")
                : string.Create(CultureInfo.InvariantCulture, $"jdbc:{target.Engine}://127.0.0.1:{target.Port}/{target.Name}");
        return RunAsync(
            Path.Combine(work, Below),
            Program,
            [
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                string.Join(':', Libraries.Select(l => Path.Combine(folder, $"{l}.jar")).Append(Logging)),
                "liquibase.integration.commandline.LiquibaseCommandLine",
                $"--url={url}",
                $"--username={target.User}",
                "--search-path=.",
                $"--changelog-file={changelog}",
                "--show-banner=false",
                .. verb,
            ]
        );
    }
}

internal sealed class EfCoreTool : ExportTool
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <OutputType>Exe</OutputType>
            <Nullable>enable</Nullable>
            <InvariantGlobalization>true</InvariantGlobalization>
            <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Npgsql.EntityFrameworkCore.PostgreSQL" Version="10.0.0" />
          </ItemGroup>
        </Project>
        """;

    private const string Host = """
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Diagnostics;
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Migrations;

        using var context = new Shop.Data.ShopContext(args[0]);
        context.GetService<IMigrator>().Migrate(args[1] == "up" ? null : "0");

        namespace Shop.Data
        {
            public sealed class ShopContext(string connection) : DbContext
            {
                protected override void OnConfiguring(DbContextOptionsBuilder options) =>
                    options
                        .UseNpgsql(connection)
                        .ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning));
            }
        }
        """;

    public override string Program => "dotnet";

    public override IReadOnlyList<string> Own => ["__EFMigrationsHistory"];

    public override async Task UpAsync(string work, ToolTarget target)
    {
        // Outside the repository, whose build settings are not those of a user of EF Core.
        await File.WriteAllTextAsync(Path.Combine(work, "host.csproj"), Project);
        await File.WriteAllTextAsync(Path.Combine(work, "Host.cs"), Host);
        await RunAsync(work, Program, "build", "-v", "quiet", "-nodeReuse:false", "-o", "built");
        await HostAsync(work, target, "up");
    }

    public override Task DownAsync(string work, ToolTarget target, int migrations) => HostAsync(work, target, "down");

    private Task<string> HostAsync(string work, ToolTarget target, string way)
    {
        var connection = string.Create(
            CultureInfo.InvariantCulture,
            $"Host=127.0.0.1;Port={target.Port};Username={target.User};Database={target.Name};Pooling=false"
        );
        return RunAsync(work, Program, "built/host.dll", connection, way);
    }
}
