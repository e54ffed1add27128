namespace Dbwright.Sql;

/// <summary>Whose SQL a text is.</summary>
public enum SqlDialect
{
    /// <summary>PostgreSQL 18; earlier versions know less.</summary>
    PostgreSql,

    /// <summary>MariaDB and MySQL, with their default mode: double quotes hold strings, <c>||</c> means or.</summary>
    MariaDb,

    /// <summary>SQLite.</summary>
    Sqlite,
}
