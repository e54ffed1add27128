using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>
/// The table <c>dbwright_history</c> in the migrated database. It has only texts and whole numbers, so that every SQL engine has it alike.
/// </summary>
/// <param name="session">Reads and writes it.</param>
/// <param name="names">How the engine writes names.</param>
/// <param name="home">The schema or database that has the table; none where its name alone finds it.</param>
public sealed class MigrationHistory(ISession session, INames names, string? home = null)
{
    /// <summary>The name of the table.</summary>
    public static QualifiedName Table { get; } = QualifiedName.Of("dbwright_history");

    private static readonly string[] Columns =
    [
        "version",
        "checksum",
        "position",
        "description",
        "file",
        "state",
        "steps_done",
        "steps_checksum",
        "state_before",
        "last_key",
        "schema_after",
        "applied_by",
        "program",
        "applied_at",
        "milliseconds",
    ];

    private string QuotedTable => names.Quote(Table with { Schema = home ?? "" });

    // Read by MariaDB alone, whose databases may have a character set that does not hold what definitions say.
    private const string CharacterSet = "/*! character set utf8mb4 */";

    /// <summary>Makes the table where it is not there yet.</summary>
    public Task EnsureAsync(CancellationToken cancellation) =>
        session.ExecuteAsync(
            $"""
            create table if not exists {QuotedTable} (
                version varchar(200) not null primary key,
                checksum varchar(64) not null,
                position bigint not null,
                description varchar(500) not null,
                file varchar(500) not null,
                state varchar(20) not null,
                steps_done bigint not null,
                steps_checksum varchar(64) not null,
                state_before text,
                last_key text,
                schema_after varchar(64) not null,
                applied_by varchar(200) not null,
                program varchar(50) not null,
                applied_at varchar(40) not null,
                milliseconds bigint not null
            ) {CharacterSet}
            """,
            cancellation
        );

    /// <summary>All rows in the order in which migrations were applied; <see langword="null"/> without the table.</summary>
    /// <exception cref="EngineException">The table cannot be read.</exception>
    /// <exception cref="Failure">The account may not read it.</exception>
    public async Task<Sequence<HistoryEntry>?> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            return (
                await session.QueryAsync(
                    $"select {string.Join(", ", Columns)} from {QuotedTable} order by position, version",
                    [],
                    cancellation
                )
            )
                .Select(Entry)
                .ToSequence();
        }
        catch (EngineException e) when (e.Kind == EngineErrorKind.MissingTable)
        {
            return null;
        }
        catch (EngineException e) when (e.Kind == EngineErrorKind.MissingRight)
        {
            throw Failure.Because(
                ExitStatus.Failed,
                "no-permission",
                $"The table {Table} cannot be read: {e.Message.Trim()} ({e.Code})",
                "It says which migrations the database has. Nothing was done.",
                "Run the command with an account that may read it, or grant that right.",
                cause: e
            );
        }
    }

    /// <summary>The row of one version; none when it is not there.</summary>
    /// <exception cref="EngineException">The table cannot be read.</exception>
    public async Task<HistoryEntry?> FindAsync(string version, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync(
            $"select {string.Join(", ", Columns)} from {QuotedTable} where version = {names.Parameter(1)}",
            [version],
            cancellation
        );
        return rows.Count == 0 ? null : Entry(rows[0]);
    }

    /// <summary>Writes a row, in place of the one that the version has.</summary>
    /// <exception cref="EngineException">The table cannot be written.</exception>
    public async Task WriteAsync(HistoryEntry entry, CancellationToken cancellation)
    {
        var known = await session.QueryAsync(
            $"select 1 from {QuotedTable} where version = {names.Parameter(1)}",
            [entry.Version],
            cancellation
        );
        await session.QueryAsync(known.Count > 0 ? Update : Insert, Values(entry), cancellation);
    }

    /// <summary>The statement that notes the last key of a backfill, its first parameter, for the version that is the second one.</summary>
    public string NoteKey => $"update {QuotedTable} set last_key = {names.Parameter(1)} where version = {names.Parameter(2)}";

    /// <summary>The query for the last key of the version that its parameter is.</summary>
    public string NotedKey => $"select last_key from {QuotedTable} where version = {names.Parameter(1)}";

    private string Update =>
        $"update {QuotedTable} set {string.Join(", ", Others.Select((c, i) => $"{c} = {names.Parameter(i + 1)}"))} "
        + $"where version = {names.Parameter(Columns.Length)}";

    private string Insert =>
        $"insert into {QuotedTable} ({string.Join(", ", Others)}, version) "
        + $"values ({string.Join(", ", Enumerable.Range(1, Columns.Length).Select(names.Parameter))})";

    private static IEnumerable<string> Others => Columns.Skip(1);

    private static object?[] Values(HistoryEntry entry) =>
        [
            entry.Checksum,
            entry.Position,
            entry.Description,
            entry.File,
            entry.State.ToString().ToLowerInvariant(),
            (long)entry.StepsDone,
            entry.StepsChecksum,
            entry.StateBefore,
            entry.LastKey,
            entry.SchemaAfter,
            entry.AppliedBy,
            entry.Program,
            entry.AppliedAt,
            entry.Milliseconds,
            entry.Version,
        ];

    /// <summary>Removes the row of a version.</summary>
    /// <exception cref="EngineException">The table cannot be written.</exception>
    public Task RemoveAsync(string version, CancellationToken cancellation) =>
        session.QueryAsync($"delete from {QuotedTable} where version = {names.Parameter(1)}", [version], cancellation);

    private static HistoryEntry Entry(object?[] row) =>
        new((string)row[0]!, (string)row[1]!)
        {
            Position = Number(row[2]),
            Description = (string)row[3]!,
            File = (string)row[4]!,
            State = Enum.Parse<HistoryState>((string)row[5]!, ignoreCase: true),
            StepsDone = (int)Number(row[6]),
            StepsChecksum = (string)row[7]!,
            StateBefore = (string?)row[8],
            LastKey = (string?)row[9],
            SchemaAfter = (string)row[10]!,
            AppliedBy = (string)row[11]!,
            Program = (string)row[12]!,
            AppliedAt = (string)row[13]!,
            Milliseconds = Number(row[14]),
        };

    private static long Number(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
