using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>A changeset of Liquibase: a migration, or a part of one that is no single transaction.</summary>
/// <param name="Migration">The migration.</param>
/// <param name="Id">Its id.</param>
/// <param name="Up">What it runs.</param>
/// <param name="Down">What undoes it; none when nothing does.</param>
internal sealed record Changeset(ExportedMigration Migration, string Id, ExportedBlock? Up, Sequence<ExportedBlock>? Down)
{
    /// <summary>Whether Liquibase runs it in a transaction; both ways go alike.</summary>
    public bool IsInTransaction => !Ways.SelectMany(b => b.Statements).Any(s => s.RefusesTransaction);

    private IEnumerable<ExportedBlock> Ways => (Up is { } up ? [up] : Enumerable.Empty<ExportedBlock>()).Concat(Down ?? []);

    /// <summary>The statements of a way; where Liquibase begins no transaction they begin their own.</summary>
    public IEnumerable<ExportedStatement> Statements(IEnumerable<ExportedBlock> blocks) =>
        blocks.SelectMany(b =>
            IsInTransaction || !b.IsTransaction || b.Statements.Count < 2
                ? b.Statements
                : [new(0, "begin", []), .. b.Statements, new(0, "commit", [])]
        );

    /// <summary>Who wrote it.</summary>
    public string Author => Migration.Said("Author") ?? "dbwright";

    /// <summary>What its header says, on one line; none without one.</summary>
    public string? Comment
    {
        get
        {
            var lines = Migration.Header.Select(l => l.Trim()).Where(l => l.Length > 0).ToList();
            return lines.Count == 0 ? null : string.Join(' ', lines);
        }
    }
}

/// <summary>What the three notations of Liquibase have in common: a changelog that includes a file for each migration.</summary>
internal abstract class LiquibaseExporter : IMigrationExporter
{
    /// <inheritdoc />
    public abstract string Name { get; }

    /// <inheritdoc />
    public abstract string Title { get; }

    /// <inheritdoc />
    public ExportAbilities Abilities { get; } = new() { Repeats = true, SplitsMigrations = true };

    /// <summary>How the files of migrations end.</summary>
    protected abstract string Extension { get; }

    /// <inheritdoc />
    public Sequence<Deliverable> Write(ExportedFolder folder)
    {
        var files = folder
            .Migrations.Select(m => new Deliverable($"changes/{Stem(m)}.{Extension}", File(folder, m, Changesets(folder, m))))
            .ToList();
        return [Master(files.Select(f => f.Path).ToSequence()), .. files];
    }

    /// <summary>The changelog.</summary>
    protected abstract Deliverable Master(Sequence<string> paths);

    /// <summary>The file of a migration.</summary>
    protected abstract string File(ExportedFolder folder, ExportedMigration migration, Sequence<Changeset> changesets);

    private static string Stem(ExportedMigration migration) =>
        migration.IsRepeatable ? $"repeatable_{migration.Name}" : $"{SqlFileText.Digits(migration.Number, 4)}_{migration.Name}";

    private static Sequence<Changeset> Changesets(ExportedFolder folder, ExportedMigration migration)
    {
        var id = migration.IsRepeatable ? migration.Name : SqlFileText.Digits(migration.Number, 4);
        var parts = Math.Max(1, Math.Max(migration.Up.Blocks.Count, migration.Down?.Blocks.Count ?? 0));
        return Enumerable
            .Range(0, parts)
            .Select(i => new Changeset(
                migration,
                parts == 1 ? id : $"{id}-{(i + 1).ToString(CultureInfo.InvariantCulture)}",
                migration.Up.Blocks.Skip(i).FirstOrDefault(),
                migration.Down?.Blocks.Skip(parts - 1 - i).Take(1).ToSequence()
            ))
            .ToSequence();
    }
}
