using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Locks of PostgreSQL in words.</summary>
internal static class PostgreSqlLocks
{
    /// <summary>Nobody reads or writes meanwhile.</summary>
    public static string AccessExclusive(QualifiedName table) => $"access exclusive on {table}";

    /// <summary>Nobody writes meanwhile.</summary>
    public static string Share(QualifiedName table) => $"share on {table}";
}
