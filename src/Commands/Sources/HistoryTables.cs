using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>
/// The tables in which tools keep which migrations a database has. They belong to the tool, not to the schema: a migration that dropped one
/// would have the next run apply everything again.
/// </summary>
internal static class HistoryTables
{
    private static readonly HashSet<string> OfOthers = new(StringComparer.OrdinalIgnoreCase)
    {
        "flyway_schema_history",
        "databasechangelog",
        "databasechangeloglock",
        "alembic_version",
        "__EFMigrationsHistory",
        "_prisma_migrations",
        "schema_migrations",
        "ar_internal_metadata",
        "goose_db_version",
        "knex_migrations",
        "knex_migrations_lock",
        "SequelizeMeta",
        "doctrine_migration_versions",
        "atlas_schema_revisions",
    };

    /// <summary>A schema without them; those of other tools are told.</summary>
    public static SourceSchema LeftOut(SourceSchema source)
    {
        var schema = source.Schema;
        var gone = schema
            .Tables.Select(t => t.Name)
            .Where(n => n == MigrationHistory.Table || OfOthers.Contains(n.Name))
            .ToList();
        if (gone.Count == 0)
        {
            return source;
        }

        var sequences = schema.Sequences.Where(s => s.OwnedBy is { } owner && gone.Contains(owner.Table)).Select(s => s.Name);
        var (rest, _) = new SchemaSelection([], gone.Concat(sequences).Select(n => n.ToString()).ToSequence()).Of(schema);
        var told = gone.Where(n => n != MigrationHistory.Table)
            .Select(n => new Finding(
                "history-left-out",
                Severity.Note,
                $"{n} is left out: a tool keeps in it which migrations have run."
            ));
        return source with { Schema = rest, Findings = [.. source.Findings, .. told] };
    }
}
