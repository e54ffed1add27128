using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>The tools that migrations can be written for.</summary>
public static class ExportCatalog
{
    /// <summary>All of them.</summary>
    public static Sequence<IMigrationExporter> All { get; } =
    [
        new FlywayExporter(),
        new LiquibaseSqlExporter(),
        new LiquibaseXmlExporter(),
        new LiquibaseYamlExporter(),
        new AlembicExporter(),
        new EfCoreExporter(),
        new KnexExporter(),
        new TypeOrmExporter(),
        new SequelizeExporter(),
        new PrismaExporter(),
        new LaravelExporter(),
        new DoctrineExporter(),
        new GolangMigrateExporter(),
        new DbmateExporter(),
        new GooseExporter(),
        new SqitchExporter(),
        new RailsExporter(),
    ];

    /// <summary>The tool of that name, whatever its case.</summary>
    /// <exception cref="Failure">There is none (<see cref="ExitStatus.BadInput"/>); the nearest name is suggested.</exception>
    public static IMigrationExporter Find(string name) =>
        All.FirstOrDefault(e => e.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw Failure.Because(
            ExitStatus.BadInput,
            "tool-unknown",
            $"dbwright does not write migrations for \"{name}\".",
            $"It writes them for {string.Join(", ", All.Select(e => e.Name))}.",
            NearestName.Of(name, All.Select(e => e.Name)) is { } near ? $"Did you mean {near}?" : null
        );
}
