using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>
/// The migrations of a design: the first ones for a new folder, the next one when the requirements ask for another schema than those that
/// were written. A migration once written is never regenerated.
/// </summary>
internal sealed class DesignMigrations(OutputFolder folder, DatabaseDesign design, Engine engine)
{
    private const string Base = "schema/schema.json";

    /// <summary>The files that the folder needs besides those it has, and what is to be said about them.</summary>
    /// <param name="renames">What is the same thing under another name.</param>
    /// <param name="allowDataLoss">Whether the next migration may destroy data.</param>
    /// <exception cref="Failure">The folder holds a design for another engine, or the change is refused (<see cref="ExitStatus.Refused"/>).</exception>
    public (Sequence<Deliverable> Files, Sequence<Finding> Findings) Write(Renames renames, bool allowDataLoss)
    {
        var written = folder.ReadManifest().Files.Where(f => f.Permanent && folder.TryRead(f.Path) is not null).ToList();
        if (written.Count == 0 || folder.TryRead(Base) is not { } text)
        {
            return (InitialMigration.For(design, engine), []);
        }

        var before = SchemaJson.Read(text, Path.Combine(folder.Root, Base));
        if (before.Engine != design.Schema.Engine)
        {
            throw Failure.Because(
                ExitStatus.Refused,
                "other-engine",
                $"{folder.Root} holds a design for {before.Engine}, not for {design.Schema.Engine}.",
                fix: "Give another folder with --output."
            );
        }

        var kept = written.Select(f => new Deliverable(f.Path, folder.TryRead(f.Path)!) { Permanent = true }).ToList();
        var last = MigrationFolder.Read(SourceFolder.Read(Path.Combine(folder.Root, "migrations")))?.LastNumber ?? 0;
        var next = NextMigration.For(before, design, engine, last + 1, renames, allowDataLoss);
        return next.Findings.Any(f => f.Severity == Severity.Error)
            ? throw new Failure(ExitStatus.Refused, next.Findings)
            : ([.. kept, .. next.Files], [.. next.Findings, .. ChangedRows(kept)]);
    }

    private IEnumerable<Finding> ChangedRows(List<Deliverable> kept) =>
        InitialMigration
            .For(design, engine)
            .Where(f =>
                Path.GetFileName(f.Path) is ['V', .. var name] && name.EndsWith("reference_data.sql", StringComparison.Ordinal)
            )
            .Where(f => kept.Find(k => k.Path == f.Path)?.Content != f.Content)
            .Select(f => new Finding(
                "changed-reference-data",
                Severity.Warning,
                $"The rows that ship with the schema are no longer those of {Path.Combine(folder.Root, f.Path)}."
            )
            {
                Detail = "The next migration changes the schema, not these rows: which old rows may go only you know.",
                Fix = "Write a migration that inserts, updates and deletes them.",
            });
}
