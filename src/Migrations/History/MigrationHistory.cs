using System.Globalization;
using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>A row of the history table.</summary>
/// <param name="Version">The migration's version.</param>
/// <param name="Description">Its words.</param>
/// <param name="Checksum">SHA-256 of its way up.</param>
/// <param name="AppliedAt">When, in UTC, ISO 8601.</param>
/// <param name="Milliseconds">How long it took.</param>
public sealed record AppliedMigration(long Version, string Description, string Checksum, string AppliedAt, long Milliseconds);

/// <summary>
/// The table <c>dbwright_history</c> in the migrated database. It has only text and whole numbers, so that every SQL engine has it alike.
/// </summary>
public sealed class MigrationHistory(ISession session, INames names)
{
    /// <summary>The name of the table.</summary>
    public static QualifiedName Table { get; } = QualifiedName.Of("dbwright_history");

    private static readonly string[] Columns = ["version", "description", "checksum", "applied_at", "milliseconds"];

    private string QuotedTable => names.Quote(Table);

    /// <summary>Makes the table where it is not there yet.</summary>
    public Task EnsureAsync(CancellationToken cancellation) =>
        session.ExecuteAsync(
            $"""
            CREATE TABLE IF NOT EXISTS {QuotedTable} (
                version bigint NOT NULL PRIMARY KEY,
                description text NOT NULL,
                checksum text NOT NULL,
                applied_at text NOT NULL,
                milliseconds bigint NOT NULL
            )
            """,
            cancellation
        );

    /// <summary>What was applied, in the order of versions.</summary>
    public async Task<Sequence<AppliedMigration>> ReadAsync(CancellationToken cancellation)
    {
        var rows = await session.QueryAsync(
            $"SELECT {string.Join(", ", Columns)} FROM {QuotedTable} ORDER BY version",
            [],
            cancellation
        );
        return rows.Select(r => new AppliedMigration(
                Convert.ToInt64(r[0], CultureInfo.InvariantCulture),
                (string)r[1]!,
                (string)r[2]!,
                (string)r[3]!,
                Convert.ToInt64(r[4], CultureInfo.InvariantCulture)
            ))
            .ToSequence();
    }

    /// <summary>Notes that a migration was applied.</summary>
    public Task AddAsync(VersionedMigration migration, DateTimeOffset at, TimeSpan took, CancellationToken cancellation) =>
        session.QueryAsync(
            $"INSERT INTO {QuotedTable} ({string.Join(", ", Columns)}) "
                + $"VALUES ({string.Join(", ", Enumerable.Range(1, Columns.Length).Select(names.Parameter))})",
            [
                migration.Version,
                migration.Description,
                migration.Checksum,
                at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
                (long)took.TotalMilliseconds,
            ],
            cancellation
        );

    /// <summary>Notes that a migration was undone.</summary>
    public Task RemoveAsync(long version, CancellationToken cancellation) =>
        session.QueryAsync($"DELETE FROM {QuotedTable} WHERE version = {names.Parameter(1)}", [version], cancellation);
}
