using System.Text.RegularExpressions;
using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>Flyway: <c>V0001__name.sql</c>, <c>U0001__name.sql</c>, <c>R__name.sql</c>, and a <c>.conf</c> where Flyway must be told something.</summary>
internal sealed partial class FlywayExporter : IMigrationExporter
{
    /// <inheritdoc />
    public string Name => "flyway";

    /// <inheritdoc />
    public string Title => "Flyway";

    /// <inheritdoc />
    public ExportAbilities Abilities { get; } = new() { Repeats = true, HasBaselines = true };

    /// <inheritdoc />
    public Sequence<Deliverable> Write(ExportedFolder folder)
    {
        var areVersions = folder.Migrations.All(m => m.IsRepeatable || Version().IsMatch(m.Source.Version));
        return folder.Migrations.SelectMany(m => Files(m, areVersions)).ToSequence();
    }

    private static IEnumerable<Deliverable> Files(ExportedMigration migration, bool areVersions)
    {
        var version =
            areVersions && migration.Source.Version.Contains('.', StringComparison.Ordinal)
                ? migration.Source.Version
                : SqlFileText.Digits(migration.Number, 4);
        var kind = migration.Source.Kind == MigrationKind.Baseline ? "B" : "V";
        var name = migration.IsRepeatable ? $"R__{migration.Name}.sql" : $"{kind}{version}__{migration.Name}.sql";
        return Way(name, migration.Up).Concat(migration.Down is { } down ? Way($"U{version}__{migration.Name}.sql", down) : []);
    }

    private static IEnumerable<Deliverable> Way(string path, ExportedWay way)
    {
        var text =
            SqlFileText.Comments(way.Header, "-- ")
            + (way.IsOneTransaction ? "" : $"{MigrationFolder.NoTransaction}\n")
            + (way.Header.Count > 0 || !way.IsOneTransaction ? "\n" : "")
            + SqlFileText.Of(way.Blocks, begins: !way.IsOneTransaction)
            + SqlFileText.Tail(way);
        yield return new(path, text);

        var settings =
            (way.IsOneTransaction ? "" : "executeInTransaction=false\n")
            + (text.Contains("${", StringComparison.Ordinal) ? "placeholderReplacement=false\n" : "");
        if (settings.Length > 0)
        {
            yield return new($"{path}.conf", settings);
        }
    }

    [GeneratedRegex(@"^\d+(?:\.\d+)*$", RegexOptions.None, 1000)]
    private static partial Regex Version();
}
