using System.Globalization;
using Dbwright.Engines;
using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;
using Xunit;
using Xunit.Abstractions;

namespace Dbwright.Conformance.Runs;

/// <summary>
/// A run on a disk that becomes full in the middle of a backfill: it ends with an error, and goes on when there is room again, also
/// when the server itself did not live through it. A disk of a given size is a mounted one, which needs root.
/// </summary>
public sealed class FullDiskTests(ITestOutputHelper output)
{
    private const int Megabytes = 600;
    private const long Left = 12 << 20;
    private static readonly CancellationToken Never = CancellationToken.None;

    private static readonly RunOptions Options = new()
    {
        FirstPause = TimeSpan.FromMilliseconds(10),
        LongestPause = TimeSpan.FromMilliseconds(50),
        Attempts = 3,
    };

    private static readonly string[] Steps =
    [
        "create table notes (id bigint primary key, text varchar(1000) not null, times integer not null default 0);",
        """
            -- dbwright:no-transaction
            alter table notes add column extra integer;

            -- dbwright:backfill id batch 500
            update notes set text = repeat(text, 5), times = times + 1;

            create index notes_times on notes (times);
            """,
    ];

    [Theory]
    [InlineData("postgresql", "insert into notes (id, text) select n, repeat('x', 100) from generate_series(1, 60000) as n")]
    [InlineData("mariadb", "insert into notes (id, text) select seq, repeat('x', 100) from seq_1_to_60000")]
    public async Task A_run_goes_on_when_there_is_room_again(string name, string rows)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            output.WriteLine("Not run: only root can mount a disk of a given size.");
            return;
        }

        var engine = EngineCatalog.Find(name);
        await using var disk = await SmallDisk.MountAsync(Megabytes);
        await using var server = await OwnServer.StartAsync(name, disk.Folder);
        var (first, all) = (FolderOf(1), FolderOf(2));
        var expected = "";
        foreach (var isFull in new[] { false, true })
        {
            var database = await server.CreateDatabaseAsync();
            await UpAsync(engine, first, () => server.OpenAsync(database));
            await using (var session = await server.OpenAsync(database))
            {
                await session.ExecuteAsync(rows, Never);
            }

            if (isFull)
            {
                disk.FillUpTo(Left);
                var failure = await Assert.ThrowsAsync<Failure>(() => UpAsync(engine, all, () => server.OpenAsync(database)));
                output.WriteLine(failure.Message);
                Assert.Equal(ExitStatus.Failed, failure.Status);
                disk.MakeRoom();
                await server.StartAgainAsync();
            }

            await UpAsync(engine, all, () => server.OpenAsync(database));
            var state = await StateAsync(server, database);
            expected = isFull ? expected : state;
            Assert.Equal(expected, state);
            await using var administrator = await server.OpenAsync(name == "postgresql" ? "postgres" : "mysql");
            await administrator.ExecuteAsync($"drop database {database}", Never);
        }

        Assert.Equal("60000 rows, 30000000 characters, 60000 times; 1 applied, 2 applied", expected);
    }

    private static async Task UpAsync(Engine engine, MigrationFolder folder, Func<Task<ISession>> open)
    {
        await using var sessions = await RunSessions.OpenAsync(engine, _ => open(), Options, _ => { }, Never);
        var runner = new MigrationRunner(sessions, Options, TimeProvider.System, "test", _ => { });
        await runner.UpAsync(RunPlan.For(folder, await runner.HistoryAsync(Never)).Pending, Never);
    }

    private static async Task<string> StateAsync(OwnServer server, string database)
    {
        await using var session = await server.OpenAsync(database);
        var rows = (await session.QueryAsync("select count(*), sum(length(text)), sum(times) from notes", [], Never))[0];
        var history = await session.QueryAsync("select version, state from dbwright_history order by version", [], Never);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{rows[0]} rows, {rows[1]} characters, {rows[2]} times; {string.Join(", ", history.Select(h => $"{h[0]} {h[1]}"))}"
        );
    }

    private static MigrationFolder FolderOf(int count) =>
        MigrationFolder.Read(
            Steps
                .Take(count)
                .Select(
                    (text, i) =>
                        string.Create(CultureInfo.InvariantCulture, $"V{i + 1}__step.sql") is var name
                            ? new FolderFile(name, text, name)
                            : null!
                )
                .ToSequence()
        )!;

    private sealed class SmallDisk : IAsyncDisposable
    {
        public string Folder { get; } = Directory.CreateTempSubdirectory("dbwright-disk-").FullName;

        private string Ballast => Path.Combine(Folder, "ballast");

        public static async Task<SmallDisk> MountAsync(int megabytes)
        {
            var disk = new SmallDisk();
            var size = string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m,mode=1777");
            var mounted = await ChildProgram.RunAsync(["mount", "-t", "tmpfs", "-o", size, "tmpfs", disk.Folder], "", Never);
            Assert.True(mounted.ExitCode == 0, mounted.Errors);
            return disk;
        }

        public void FillUpTo(long left)
        {
            using var file = File.Create(Ballast);
            var part = new byte[1 << 20];
            for (var free = new DriveInfo(Folder).AvailableFreeSpace; free > left; free -= part.Length)
            {
                file.Write(part);
            }
        }

        public void MakeRoom() => File.Delete(Ballast);

        public async ValueTask DisposeAsync()
        {
            await ChildProgram.RunAsync(["umount", Folder], "", Never);
            Directory.Delete(Folder, recursive: true);
        }
    }
}
