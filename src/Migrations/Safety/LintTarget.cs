using System.Globalization;
using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>The engines that rules speak of.</summary>
[Flags]
public enum LintEngines
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>PostgreSQL.</summary>
    PostgreSql = 1,

    /// <summary>MariaDB.</summary>
    MariaDb = 2,

    /// <summary>MySQL.</summary>
    MySql = 4,

    /// <summary>SQLite.</summary>
    Sqlite = 8,

    /// <summary>MariaDB and MySQL.</summary>
    MySqlFamily = MariaDb | MySql,

    /// <summary>Every engine.</summary>
    All = PostgreSql | MySqlFamily | Sqlite,
}

/// <summary>The server that migrations are written for.</summary>
/// <param name="Engine">One engine.</param>
/// <param name="Version">Its version; <see langword="null"/> when nobody said.</param>
public sealed record LintTarget(LintEngines Engine, Version? Version)
{
    private static readonly Version OldestPostgreSql = new(14, 0);
    private static readonly Version OldestMariaDb = new(10, 6);
    private static readonly Version OldestMySql = new(8, 0);
    private static readonly Version OldestSqlite = new(3, 35);
    private static readonly string[] Names = ["postgresql", "postgres", "pg", "mariadb", "mysql", "sqlite", "sqlite3"];

    /// <summary>Whose SQL it reads.</summary>
    public SqlDialect Dialect =>
        Engine switch
        {
            LintEngines.PostgreSql => SqlDialect.PostgreSql,
            LintEngines.Sqlite => SqlDialect.Sqlite,
            _ => SqlDialect.MariaDb,
        };

    /// <summary>The name for people: <c>PostgreSQL</c>.</summary>
    public string Title => TitleOf(Engine);

    /// <summary>The name as an option takes it: <c>postgresql</c>.</summary>
    public string Name => Title.ToLowerInvariant();

    /// <summary>
    /// Whether the server certainly knows what came with this version. Where nobody said the version, the oldest one that is counted on:
    /// PostgreSQL 14, MariaDB 10.6, MySQL 8.0, SQLite 3.35.
    /// </summary>
    public bool AtLeast(int major, int minor = 0, int build = 0) => (Version ?? Oldest) >= Of(major, minor, build);

    /// <summary>Whether the server is known to be older than this version.</summary>
    public bool IsBefore(int major, int minor = 0, int build = 0) => Version is not null && Version < Of(major, minor, build);

    /// <summary>The target of a text such as <c>postgresql:16</c> or <c>mariadb:10.11</c>.</summary>
    /// <exception cref="Failure">There is no such engine, or what stands behind the colon is no version.</exception>
    public static LintTarget Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = (colon < 0 ? text : text[..colon]).Trim().ToLowerInvariant();
        var engine = name switch
        {
            "postgresql" or "postgres" or "pg" => LintEngines.PostgreSql,
            "mariadb" => LintEngines.MariaDb,
            "mysql" => LintEngines.MySql,
            "sqlite" or "sqlite3" => LintEngines.Sqlite,
            _ => throw Failure.Because(
                ExitStatus.BadInput,
                "engine-unknown",
                $"Migrations for \"{name}\" cannot be reviewed.",
                "The engines are postgresql, mariadb, mysql and sqlite.",
                NearestName.Of(name, Names) is { } near ? $"Did you mean {near}?" : null
            ),
        };
        return new(engine, colon < 0 ? null : ParseVersion(text[(colon + 1)..]));
    }

    /// <summary>The name of an engine for people.</summary>
    public static string TitleOf(LintEngines engine) =>
        engine switch
        {
            LintEngines.PostgreSql => "PostgreSQL",
            LintEngines.MariaDb => "MariaDB",
            LintEngines.MySql => "MySQL",
            LintEngines.Sqlite => "SQLite",
            _ => throw new ArgumentOutOfRangeException(nameof(engine), engine, "One engine is expected."),
        };

    private Version Oldest =>
        Engine switch
        {
            LintEngines.PostgreSql => OldestPostgreSql,
            LintEngines.MariaDb => OldestMariaDb,
            LintEngines.MySql => OldestMySql,
            _ => OldestSqlite,
        };

    private static Version Of(int major, int minor, int build) => build == 0 ? new(major, minor) : new(major, minor, build);

    private static Version ParseVersion(string text)
    {
        var parts = text.Trim().Split('.');
        var numbers = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 3 || !int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
            {
                throw Failure.Because(
                    ExitStatus.BadInput,
                    "engine-version",
                    $"\"{text}\" is no version.",
                    fix: "Write it as in postgresql:16 or mariadb:10.11."
                );
            }
        }

        return numbers.Length switch
        {
            1 => new(numbers[0], 0),
            2 => new(numbers[0], numbers[1]),
            _ => new(numbers[0], numbers[1], numbers[2]),
        };
    }
}
