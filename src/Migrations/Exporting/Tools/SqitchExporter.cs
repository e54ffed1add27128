using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Sqitch: <c>sqitch.plan</c>, and for each change a file in <c>deploy</c>, <c>revert</c> and <c>verify</c>.</summary>
internal sealed partial class SqitchExporter : IMigrationExporter
{
    /// <inheritdoc />
    public string Name => "sqitch";

    /// <inheritdoc />
    public string Title => "Sqitch";

    /// <inheritdoc />
    public ExportAbilities Abilities { get; } = new();

    /// <inheritdoc />
    public Sequence<Deliverable> Write(ExportedFolder folder)
    {
        var files = new List<Deliverable> { new("sqitch.conf", $"[core]\n\tengine = {Target(folder)}\n"), Plan(folder) };
        foreach (var migration in folder.Migrations)
        {
            files.Add(new($"deploy/{migration.Name}.sql", Script(folder, migration, "Deploy", migration.Up)));
            files.Add(
                new(
                    $"revert/{migration.Name}.sql",
                    migration.Down is { } down
                        ? Script(folder, migration, "Revert", down)
                        : $"-- Revert {migration.Name}\n\n{NoWayBack.Statement(folder.Engine, migration)};\n"
                )
            );
            files.Add(new($"verify/{migration.Name}.sql", Verify(folder, migration)));
        }

        return files.ToSequence();
    }

    private static string Target(ExportedFolder folder) =>
        folder.Engine.Name switch
        {
            "postgresql" => "pg",
            "sqlite" => "sqlite",
            _ => "mysql",
        };

    // name [requires] time planner <mail> # note
    private static Deliverable Plan(ExportedFolder folder)
    {
        var plan = new StringBuilder("%syntax-version=1.0.0\n%project=migrations\n\n");
        string? before = null;
        foreach (var migration in folder.Migrations)
        {
            var requires = before is null ? "" : $"[{before}] ";
            plan.Append(
                CultureInfo.InvariantCulture,
                $"{migration.Name} {requires}{Time(migration)} {Planner(migration)} # {Note(migration)}\n"
            );
            before = migration.Name;
        }

        return new("sqitch.plan", plan.ToString());
    }

    // A version that is a time says when it was planned; otherwise a time that stands for its place, as the same files give the same plan.
    private static string Time(ExportedMigration migration)
    {
        var text = migration.Number.ToString(CultureInfo.InvariantCulture);
        var isTime = DateTime.TryParseExact(
            text,
            "yyyyMMddHHmmss",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        );
        return (isTime ? time : DateTime.UnixEpoch.AddSeconds(migration.Place)).ToString(
            "yyyy-MM-ddTHH:mm:ssZ",
            CultureInfo.InvariantCulture
        );
    }

    private static string Planner(ExportedMigration migration) =>
        migration.Said("Author") is not { } author ? "dbwright <dbwright@localhost>"
        : Mailed().IsMatch(author) ? author
        : $"{author.Replace('<', ' ').Replace('>', ' ').Replace('#', ' ').Trim()} <dbwright@localhost>";

    private static string Note(ExportedMigration migration) =>
        (migration.Said("Why") ?? migration.Said("What") ?? migration.Title).Replace("\\", "\\\\", StringComparison.Ordinal);

    private static string Script(ExportedFolder folder, ExportedMigration migration, string what, ExportedWay way)
    {
        var body = Clients(folder, way, SqlFileText.Of(way.Blocks, begins: way.Blocks.Count > 0));
        return $"-- {what} {migration.Name}\n{SqlFileText.Comments(way.Header, "-- ")}\n{body}{SqlFileText.Tail(way)}";
    }

    // The client of MariaDB and MySQL ends statements at semicolons wherever they stand.
    private static string Clients(ExportedFolder folder, ExportedWay way, string plain)
    {
        if (Target(folder) != "mysql")
        {
            return plain;
        }

        // The client takes its character set from its configuration, and the files are UTF-8.
        var names = way.Statements.All(s => Ascii.IsValid(s.Text)) ? "" : "set names utf8mb4;\n";
        if (way.Statements.All(s => !s.Text.Contains(';', StringComparison.Ordinal)))
        {
            return $"{names}{plain}";
        }

        var text = new StringBuilder(names).Append("delimiter ;;\n");
        foreach (var statement in way.Statements)
        {
            text.Append(SqlFileText.Remarks(statement)).Append(statement.Text).Append("\n;;\n");
        }

        return text.Append("delimiter ;\n").ToString();
    }

    // The tables that it makes and that no later change drops or renames.
    private static string Verify(ExportedFolder folder, ExportedMigration migration)
    {
        var dialect = SqlDialects.Of(folder.Engine.Name);
        var later = folder
            .Migrations.Where(m => m.Place > migration.Place)
            .SelectMany(m => m.Up.Statements)
            .Select(s => s.Text)
            .Where(t => Removing().IsMatch(t))
            .ToList();
        var tables = migration
            .Up.Statements.Where(s => !s.IsSetting)
            .Select(s =>
                SqlParser.Statements(s.Text, dialect, []).FirstOrDefault() is CreateTableStatement t ? Text(s.Text, t) : null
            )
            .OfType<string>()
            .Where(t => !later.Exists(l => l.Contains(t, StringComparison.OrdinalIgnoreCase)))
            .ToList();
        var checks =
            tables.Count == 0
                ? "-- Nothing is checked: it makes no table that stays.\n"
                : string.Concat(tables.Select(t => $"select * from {t} where false;\n"));
        return $"-- Verify {migration.Name}\n\n{checks}";
    }

    private static string Text(string sql, CreateTableStatement statement) =>
        sql[statement.Name.Span.Start..statement.Name.Span.End];

    [GeneratedRegex(@"^[^<>#]+ <[^<>\s]+>$", RegexOptions.None, 1000)]
    private static partial Regex Mailed();

    [GeneratedRegex(@"^\s*drop\s+table\b|\brename\s+to\b|\bset\s+schema\b|^\s*rename\s+table\b", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Removing();
}
