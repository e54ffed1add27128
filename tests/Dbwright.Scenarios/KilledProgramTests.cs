using System.Diagnostics;
using System.Globalization;
using Dbwright.Engines;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Scenarios;

/// <summary>
/// The program itself is killed (SIGKILL) while the server works on each statement of a plan. The next run goes on, and schema, rows and
/// history are those of a run that nothing happened to.
/// </summary>
public sealed class KilledProgramTests : IDisposable
{
    private static readonly CancellationToken Never = CancellationToken.None;

    // Every statement that must not be done twice would be seen in the rows.
    private static readonly (string Name, string Text)[] Files =
    [
        (
            "V1__accounts.sql",
            """
            create table accounts (id bigint primary key, balance bigint not null default 0);
            select /* 1 */ pg_sleep(0.4);
            insert into accounts (id, balance) select n, n from generate_series(1, 500) as n;
            select /* 2 */ pg_sleep(0.4);
            """
        ),
        (
            "V2__step_by_step.sql",
            """
            -- dbwright:no-transaction
            alter table accounts add column cents bigint;
            select /* 3 */ pg_sleep(0.4);
            update accounts set balance = balance + 1;
            select /* 4 */ pg_sleep(0.4);
            create index concurrently accounts_balance on accounts (balance);
            select /* 5 */ pg_sleep(0.4);

            -- dbwright:backfill id batch 100
            update accounts set cents = coalesce(cents, 0) + balance * 100 + /* 6 */ (select 0 from pg_sleep(0.02));

            insert into accounts (id, balance, cents) values (1000, 1, 1);
            select /* 7 */ pg_sleep(0.4);
            """
        ),
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("dbwright-killed-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_program_that_is_killed_in_any_statement_goes_on()
    {
        foreach (var (name, text) in Files)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), text);
        }

        await using var server = await PostgreSqlEngine.Create().Sandboxes!.StartAsync(new(SandboxMode.Scratch), _ => { }, Never);
        var expected = await FinalAsync(server, null);
        var wrong = new List<string>();
        for (var mark = 1; mark <= 7; mark++)
        {
            var final = await FinalAsync(server, string.Create(CultureInfo.InvariantCulture, $"/* {mark} */"));
            if (final != expected)
            {
                wrong.Add($"killed in {mark}: {final}");
            }
        }

        Assert.True(wrong.Count == 0, $"expected {expected}\n{string.Join('\n', wrong)}");
    }

    private async Task<string> FinalAsync(ISandbox server, string? mark)
    {
        await using var database = await server.CreateDatabaseAsync(Never);
        await using var session = await database.OpenAsync(SandboxUser.Administrator, Never);
        var place = await session.QueryAsync(
            "select current_database()::text, current_setting('unix_socket_directories')",
            [],
            Never
        );
        var url = $"postgresql://app_owner@/{place[0][0]}?host={place[0][1]}";
        if (mark is not null)
        {
            using var victim = Start(url);
            await UntilAsync(session, mark, victim);
            victim.Kill();
            await victim.WaitForExitAsync(Never);
        }

        using var program = Start(url);
        var output = program.StandardOutput.ReadToEndAsync(Never);
        var error = program.StandardError.ReadToEndAsync(Never);
        await program.WaitForExitAsync(Never);
        Assert.True(program.ExitCode == 0, $"{mark}: {await output}{await error}");
        var rows = await session.QueryAsync(
            """
            select (select count(*) || ' rows, ' || sum(balance) || ', ' || sum(cents) from accounts),
                (select string_agg(version || ' ' || state || ' ' || position, ', ' order by version) from dbwright_history),
                (select string_agg(indexdef, ', ' order by indexname) from pg_indexes where tablename = 'accounts'),
                (select count(*)::text from pg_index where not indisvalid)
            """,
            [],
            Never
        );
        return string.Join("; ", rows[0]);
    }

    private static async Task UntilAsync(ISession session, string mark, Process program)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var found = await session.QueryAsync(
                "select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state = 'active' "
                    + "and position($1::text in query) > 0",
                [mark],
                Never
            );
            if (found.Count > 0)
            {
                return;
            }

            Assert.False(program.HasExited, $"{mark} was never seen.");
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromMinutes(2), $"{mark} did not come.");
            await Task.Delay(5, Never);
        }
    }

    private Process Start(string url)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        string[] arguments =
        [
            Repository.PathOf("artifacts", "bin", "Cli", "release", "dbwright.dll"),
            "migrate",
            "apply",
            url,
            "--migrations",
            folder,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }
}
