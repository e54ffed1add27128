namespace Dbwright.Sql;

/// <summary>The SQL of the engines.</summary>
public static class SqlDialects
{
    /// <summary>Whose SQL an engine's texts are.</summary>
    /// <param name="engine">The name of an engine: <c>postgresql</c>, <c>sqlite</c>, <c>mariadb</c>, <c>mysql</c>.</param>
    public static SqlDialect Of(string engine) =>
        engine switch
        {
            "postgresql" => SqlDialect.PostgreSql,
            "sqlite" => SqlDialect.Sqlite,
            _ => SqlDialect.MariaDb,
        };
}
