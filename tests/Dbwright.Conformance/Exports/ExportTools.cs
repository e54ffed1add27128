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
            $"[alembic]\nscript_location = alembic\nsqlalchemy.url = {target.Url}\n"
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
}

internal sealed class SqitchTool : ExportTool
{
    public override string Program => "sqitch";

    public override IReadOnlyList<string> Own => ["sqitch"];

    public override async Task UpAsync(string work, ToolTarget target)
    {
        await RunAsync(Path.Combine(work, Below), Program, "deploy", "--verify", Uri(target));
        await RunAsync(Path.Combine(work, Below), Program, "verify", Uri(target));
    }

    public override Task DownAsync(string work, ToolTarget target, int migrations) =>
        RunAsync(Path.Combine(work, Below), Program, "revert", "-y", Uri(target));

    private static string Uri(ToolTarget target) =>
        string.Create(CultureInfo.InvariantCulture, $"db:pg://{target.User}@127.0.0.1:{target.Port}/{target.Name}");
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
            $"{target.Url}?sslmode=disable",
            "--migrations-dir",
            "migrations",
            "--no-dump-schema",
            verb
        );
}

internal sealed class KnexTool : ExportTool
{
    private const string Script = """
        const [url, verb] = process.argv.slice(1);
        const knex = require('knex')({ client: 'pg', connection: url, migrations: { directory: './migrations' } });
        (verb === 'up' ? knex.migrate.latest() : knex.migrate.rollback(null, true))
          .then(() => knex.destroy())
          .catch((e) => { console.error(e); process.exit(1); });
        """;

    public override string Program => "npm";

    public override IReadOnlyList<string> Own => ["knex_migrations", "knex_migrations_lock"];

    public override Task UpAsync(string work, ToolTarget target) => RunAsync(work, "node", "-e", Script, "--", target.Url, "up");

    public override Task DownAsync(string work, ToolTarget target, int migrations) =>
        RunAsync(work, "node", "-e", Script, "--", target.Url, "down");
}

internal sealed class SequelizeTool : ExportTool
{
    public override string Program => "npm";

    public override IReadOnlyList<string> Own => ["SequelizeMeta"];

    public override Task UpAsync(string work, ToolTarget target) => CliAsync(work, target, "db:migrate");

    public override Task DownAsync(string work, ToolTarget target, int migrations) =>
        CliAsync(work, target, "db:migrate:undo:all");

    private static Task<string> CliAsync(string work, ToolTarget target, string verb) =>
        RunAsync(work, NodePackages.Program("sequelize-cli"), verb, "--url", target.Url, "--migrations-path", "migrations");
}

internal sealed class TypeOrmTool : ExportTool
{
    private const string Script = """
        const { DataSource } = require('typeorm');
        const [url, verb, count] = process.argv.slice(1);
        (async () => {
          const source = await new DataSource({
            type: 'postgres', url, migrations: ['compiled/*.js'], migrationsTransactionMode: 'each',
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
        await RunAsync(work, "node", "-e", Script, "--", target.Url, "up");
    }

    public override Task DownAsync(string work, ToolTarget target, int migrations) =>
        RunAsync(work, "node", "-e", Script, "--", target.Url, "down", migrations.ToString(CultureInfo.InvariantCulture));
}

internal sealed class LiquibaseTool(string changelog) : ExportTool
{
    // Without the drivers and the parts that are not free, which take most of the time to look through.
    private static readonly string[] Libraries =
    [
        "liquibase-core",
        "picocli",
        "postgresql",
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

    public override string Program => "java";

    public override IReadOnlyList<string> Own => ["databasechangelog", "databasechangeloglock"];

    public override Task UpAsync(string work, ToolTarget target) => JavaAsync(work, target, "update");

    public override Task DownAsync(string work, ToolTarget target, int migrations) =>
        JavaAsync(work, target, "rollback-count", "--count=1000");

    private Task<string> JavaAsync(string work, ToolTarget target, params string[] verb)
    {
        var folder = Path.Combine(NodePackages.Modules, "liquibase", "dist", "liquibase", "internal", "lib");
        var url = string.Create(CultureInfo.InvariantCulture, $"jdbc:postgresql://127.0.0.1:{target.Port}/{target.Name}");
        return RunAsync(
            Path.Combine(work, Below),
            Program,
            [
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                string.Join(':', Libraries.Select(l => Path.Combine(folder, $"{l}.jar"))),
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
