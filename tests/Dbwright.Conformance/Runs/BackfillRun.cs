using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Conformance.Runs;

/// <summary>A backfill, run as the only migration of a folder.</summary>
internal static class BackfillRun
{
    /// <summary>Runs it, and forgets that it ran.</summary>
    /// <returns>What it told.</returns>
    public static async Task<List<string>> ApplyAsync(
        Engine engine,
        ISandboxDatabase database,
        string remark,
        string update,
        RunOptions options
    )
    {
        const string name = "V1__fill.sql";
        var told = new List<string>();
        await using var sessions = await RunSessions.OpenAsync(
            engine,
            c => database.OpenAsync(SandboxUser.Owner, c),
            options,
            told.Add,
            CancellationToken.None
        );
        var folder = MigrationFolder.Read([
            new FolderFile(name, $"-- dbwright:no-transaction\n-- dbwright:backfill {remark}\n{update};\n", name),
        ])!;
        var runner = new MigrationRunner(sessions, options, TimeProvider.System, "test", told.Add);
        await runner.UpAsync(folder.Migrations, CancellationToken.None);
        await sessions.Worker.ExecuteAsync($"drop table {MigrationHistory.Table.Name}", CancellationToken.None);
        return told;
    }
}
