using System.Runtime.CompilerServices;
using Npgsql;

namespace Dbwright.Engines;

/// <summary>How dbwright connects.</summary>
internal static class PostgreSqlConnections
{
    /// <summary>The name that sessions show in <c>pg_stat_activity</c>.</summary>
    public const string ApplicationName = "dbwright";

    // The driver otherwise searches statements for :name marks and semicolons and sends something else than was written. The switch is
    // read once, before its first command. Every statement here has $1 marks or none.
    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Usage",
        "CA2255",
        Justification = "The switch must be set before anybody uses the driver."
    )]
    internal static void SendStatementsAsWritten() => AppContext.SetSwitch("Npgsql.EnableSqlRewriting", false);

    /// <summary>A source of connections without a pool: a session's end is its connection's end.</summary>
    /// <param name="settings">Where.</param>
    /// <param name="ownTypes">
    /// Whether values of the database's own types are read. What the catalogues hold the driver knows without asking for all types first.
    /// </param>
    public static NpgsqlDataSource Source(NpgsqlConnectionStringBuilder settings, bool ownTypes = true)
    {
        var complete = new NpgsqlConnectionStringBuilder(settings.ConnectionString)
        {
            Pooling = false,
            ApplicationName = ApplicationName,
            CommandTimeout = 0,
            Timezone = "UTC",
            // An error of a script says which of its statements failed.
            IncludeFailedBatchedCommand = true,
        };
        return new NpgsqlSlimDataSourceBuilder(complete.ConnectionString)
            .EnableArrays()
            .EnableGeometricTypes()
            .EnableNetworkTypes()
            .EnableTransportSecurity()
            .EnableIntegratedSecurity()
            .EnableFullTextSearch()
            .EnableJsonTypes()
            .ConfigureTypeLoading(loading => loading.EnableTypeLoading(ownTypes))
            .Build();
    }
}
