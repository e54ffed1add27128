using System.Globalization;
using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>What the tool whose folder it is has noted in the database of the folder's migrations.</summary>
/// <param name="Table">The tool's table.</param>
/// <param name="Applied">The versions of the folder that the database has by it, in the folder's order.</param>
/// <param name="Failed">A version that the tool calls failed or unfinished; none when there is no such.</param>
public sealed record ToolHistory(string Table, Sequence<string> Applied, string? Failed)
{
    private sealed record Source(
        QualifiedName Table,
        string Columns,
        string Order,
        Func<MigrationFolder, IReadOnlyList<object?[]>, Noted> Read
    );

    // What is applied, and what is not known to be.
    private sealed record Noted(HashSet<string> Applied, string? Failed = null);

    /// <summary>Reads it; none when there is none, or when it names no version of the folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="session">A session on the database.</param>
    /// <param name="names">How the engine writes names.</param>
    /// <param name="schema">The schema to look in; none for where names without one lead.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="EngineException">The connection is gone.</exception>
    public static async Task<ToolHistory?> ReadAsync(
        MigrationFolder folder,
        ISession session,
        INames names,
        string? schema,
        CancellationToken cancellation
    )
    {
        if (SourceOf(folder.Tool) is not { } source)
        {
            return null;
        }

        var table = source.Table.Schema.Length > 0 ? source.Table : source.Table with { Schema = schema ?? "" };
        Noted noted;
        try
        {
            var rows = await session.QueryAsync(
                $"select {source.Columns} from {names.Quote(table)} order by {source.Order}",
                [],
                cancellation
            );
            noted = source.Read(folder, rows);
        }
        catch (EngineException e)
            when (e.Kind is EngineErrorKind.MissingTable or EngineErrorKind.MissingColumn or EngineErrorKind.MissingRight)
        {
            return null;
        }

        var applied = folder.Migrations.Where(m => m.Kind == MigrationKind.Versioned && noted.Applied.Contains(m.Version));
        var history = new ToolHistory(source.Table.ToString(), applied.Select(m => m.Version).ToSequence(), noted.Failed);
        return history.Applied.Count > 0 || history.Failed is not null ? history : null;
    }

    private static Source? SourceOf(string tool) =>
        tool switch
        {
            "Flyway" => new(
                QualifiedName.Of("flyway_schema_history"),
                "version, script, type, case when success then 1 else 0 end",
                "installed_rank",
                Flyway
            ),
            "golang-migrate" => new(
                QualifiedName.Of("schema_migrations"),
                "version, case when dirty then 1 else 0 end",
                "version",
                GolangMigrate
            ),
            "dbmate" => new(QualifiedName.Of("schema_migrations"), "version", "version", Dbmate),
            "goose" => new(
                QualifiedName.Of("goose_db_version"),
                "version_id, case when is_applied then 1 else 0 end",
                "id",
                Goose
            ),
            "Prisma" => new(
                QualifiedName.Of("_prisma_migrations"),
                "migration_name, case when rolled_back_at is not null then 2 when finished_at is not null then 1 else 0 end",
                "started_at",
                Prisma
            ),
            "Sqitch" => new(new("sqitch", "changes"), "change, project", "committed_at", Sqitch),
            _ => null,
        };

    // Another project with the same numbers has other files.
    private static Noted Flyway(MigrationFolder folder, IReadOnlyList<object?[]> rows)
    {
        var noted = new Noted([]);
        foreach (var row in rows.Where(r => r[0] is not null))
        {
            var version = FlywayFolder.Plain(Text(row[0]));
            var script = Text(row[1]);
            var (type, succeeded) = (Text(row[2]), IsOne(row[3]));
            if (type == "BASELINE")
            {
                noted.Applied.UnionWith(UpTo(folder, version));
            }
            else if (folder.Migrations.All(m => m.Version != version || !IsFile(m, script)))
            {
                continue;
            }
            else if (!succeeded)
            {
                noted = noted with { Failed = version };
            }
            else if (type.StartsWith("UNDO", StringComparison.Ordinal) || type == "DELETE")
            {
                noted.Applied.Remove(version);
            }
            else if (type == "SQL_BASELINE")
            {
                noted.Applied.UnionWith(UpTo(folder, version));
            }
            else
            {
                noted.Applied.Add(version);
                noted = noted with { Failed = noted.Failed == version ? null : noted.Failed };
            }
        }

        return noted;
    }

    private static bool IsFile(FolderMigration migration, string script) =>
        new[] { migration.Up, migration.Down }
            .OfType<ScriptFile>()
            .Any(f => Path.GetFileName(f.Path) == script[(script.LastIndexOf('/') + 1)..]);

    // The table has the newest version only.
    private static Noted GolangMigrate(MigrationFolder folder, IReadOnlyList<object?[]> rows) =>
        rows is [.., [{ } newest, { } dirty]]
            ? IsOne(dirty)
                ? new(UpTo(folder, Text(newest)).Where(v => v != Text(newest)).ToHashSet(), Text(newest))
                : new(UpTo(folder, Text(newest)).ToHashSet())
            : new([]);

    private static Noted Dbmate(MigrationFolder folder, IReadOnlyList<object?[]> rows) =>
        new(rows.Select(r => Text(r[0])).ToHashSet());

    private static Noted Goose(MigrationFolder folder, IReadOnlyList<object?[]> rows) =>
        new(rows.GroupBy(r => Text(r[0])).Where(g => IsOne(g.Last()[1])).Select(g => g.Key).ToHashSet());

    private static Noted Prisma(MigrationFolder folder, IReadOnlyList<object?[]> rows) =>
        new(
            rows.Where(r => IsOne(r[1])).Select(r => Text(r[0])).ToHashSet(),
            rows.Where(r => Text(r[1]) == "0")
                .Select(r => Text(r[0]))
                .LastOrDefault(v => folder.Migrations.Any(m => m.Version == v))
        );

    // A registry may have several projects, whose changes come among each other. One that was reworked stands in it as often.
    private static Noted Sqitch(MigrationFolder folder, IReadOnlyList<object?[]> rows)
    {
        var plan = folder.Migrations.Select(m => m.Version.Split('@')[0]).ToList();
        var deployed = rows.GroupBy(r => Text(r[1]))
            .Select(p => p.Select(r => Text(r[0])).ToList())
            .FirstOrDefault(p => p.Count <= plan.Count && p.SequenceEqual(plan.Take(p.Count)));
        return new(folder.Migrations.Take(deployed?.Count ?? 0).Select(m => m.Version).ToHashSet());
    }

    private static IEnumerable<string> UpTo(MigrationFolder folder, string version)
    {
        var all = folder.Migrations.Where(m => m.Kind == MigrationKind.Versioned).Select(m => m.Version).ToList();
        return all.Take(all.IndexOf(version) + 1);
    }

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static bool IsOne(object? value) => Text(value) == "1";
}
