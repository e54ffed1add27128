using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>The command with which an engine's own client runs a script.</summary>
public static class ClientCommand
{
    /// <summary>The command line that runs it from start to end, or stops at the first error.</summary>
    public static string Run(Engine engine, string file) =>
        engine.Name switch
        {
            "postgresql" => $"psql -X -v ON_ERROR_STOP=1 --single-transaction -f {file} \"$DATABASE_URL\"",
            "sqlite" => $"sqlite3 -bail application.db < {file}",
            "mysql" => $"mysql --default-character-set=utf8mb4 application < {file}",
            "mariadb" => $"mariadb --default-character-set=utf8mb4 application < {file}",
            _ => $"# run {file} with the client of {engine.Title}",
        };
}
