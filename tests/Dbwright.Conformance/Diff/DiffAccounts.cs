using Dbwright.Model;

namespace Dbwright.Conformance.Diff;

/// <summary>Who the cases give rights to: only an administrator of MariaDB makes accounts.</summary>
internal static class DiffAccounts
{
    /// <summary>Makes them where they are not there.</summary>
    public static async Task MakeAsync(ISandbox server, CancellationToken cancellation)
    {
        await using var database = await server.CreateDatabaseAsync(cancellation);
        await using var session = await database.OpenAsync(SandboxUser.Administrator, cancellation);
        await session.ExecuteAsync(
            "create role if not exists reader; create user if not exists clerk account lock",
            cancellation
        );
    }
}
