using System.Diagnostics;
using Dbwright.Engines;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Scenarios;

/// <summary>
/// The program itself is killed (SIGKILL) while the server works on each statement of a plan, and again and again inside a backfill. The next
/// run goes on, also while the server still works on the statement of the one that was killed; schema, rows and history are those of a run
/// that nothing happened to.
/// </summary>
public sealed class KilledProgramTests : IDisposable
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string folder = Directory.CreateTempSubdirectory("dbwright-killed-").FullName;

    public static TheoryData<string> Engines => ["postgresql", "mariadb"];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_program_that_is_killed_in_any_statement_goes_on(string name)
    {
        var plan = await PlanAsync(name);
        await using var server = await EngineCatalog.Find(name).Sandboxes!.StartAsync(new(SandboxMode.Scratch), _ => { }, Never);
        var expected = await FinalAsync(server, plan, _ => Task.CompletedTask);
        var wrong = new List<string>();
        foreach (var mark in plan.Marks)
        {
            var final = await FinalAsync(server, plan, target => KillAsync(target, mark, TimeSpan.Zero));
            if (final != expected)
            {
                wrong.Add($"killed in {mark}: {final}");
            }
        }

        Assert.True(wrong.Count == 0, $"expected {expected}\n{string.Join('\n', wrong)}");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_backfill_that_is_killed_again_and_again_does_each_row_once(string name)
    {
        var plan = await PlanAsync(name);
        await using var server = await EngineCatalog.Find(name).Sandboxes!.StartAsync(new(SandboxMode.Scratch), _ => { }, Never);
        var expected = await FinalAsync(server, plan, _ => Task.CompletedTask);

        // Any moments do; these are the same in every run of the tests.
        int[] pauses = [30, 170, 5, 250, 90];
        var final = await FinalAsync(
            server,
            plan,
            async target =>
            {
                foreach (var pause in pauses)
                {
                    await KillAsync(target, Plan.Backfill, TimeSpan.FromMilliseconds(pause));
                }
            }
        );

        Assert.Equal(expected, final);
    }

    [Theory]
    [InlineData("postgresql", "create unique index concurrently plain_id on plain (slow(id));")]
    [InlineData("mariadb", "insert into accounts (id, balance) select 800, sleep(4);")]
    public async Task A_statement_that_outlives_its_program_is_waited_for(string name, string statement)
    {
        var plan = await PlanAsync(name);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "V3__long.sql"),
            "-- dbwright:no-transaction\n"
                + (
                    name == "postgresql"
                        ? "create table plain as select n::bigint as id from generate_series(1, 2000) as n;\n"
                        : ""
                )
                + statement
        );
        await using var server = await EngineCatalog.Find(name).Sandboxes!.StartAsync(new(SandboxMode.Scratch), _ => { }, Never);
        var told = "";
        var final = await FinalAsync(
            server,
            plan,
            target => KillAsync(target, statement[..^1], TimeSpan.FromMilliseconds(100)),
            said => told = said
        );

        Assert.Contains("waits for the last statement of a run that is gone", told, StringComparison.Ordinal);
        Assert.Contains("3 applied", final, StringComparison.Ordinal);
    }

    private async Task<string> FinalAsync(ISandbox server, Plan plan, Func<Target, Task> disturb, Action<string>? told = null)
    {
        await using var database = await server.CreateDatabaseAsync(Never);
        await using var session = await database.OpenAsync(SandboxUser.Administrator, Never);
        var place = (await session.QueryAsync(plan.Place, [], Never))[0];
        var target = new Target(plan, session, plan.Url((string)place[0]!, (string)place[1]!));
        await disturb(target);

        var (status, output, error) = await ProgramRun.RunAsync(Of(target.Url));
        Assert.True(status == 0, $"{output}{error}");
        told?.Invoke(error);
        return string.Join("; ", (await session.QueryAsync(plan.Final, [], Never))[0]);
    }

    private async Task KillAsync(Target target, string mark, TimeSpan pause)
    {
        // Where a statement can wait for the test, it does, however slow or fast the machine is.
        var hold = target.Plan.Holds.Contains(mark) ? mark.Trim('/', '*', ' ') : null;
        if (hold is not null)
        {
            await target.Session.QueryAsync(target.Plan.Hold.Replace("{0}", hold, StringComparison.Ordinal), [], Never);
        }

        using var victim = Start(target.Url);
        var said = victim.StandardError.ReadToEndAsync(Never);
        var began = TimeProvider.System.GetTimestamp();
        while ((await target.Session.QueryAsync(target.Plan.Seen, [mark], Never)).Count == 0)
        {
            if (victim.HasExited)
            {
                Assert.Fail($"{mark} was never seen; {await said}");
            }

            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, $"{mark} did not come.");
            await Task.Delay(5, Never);
        }

        await Task.Delay(pause, Never);
        victim.Kill();
        await victim.WaitForExitAsync(Never);
        if (hold is not null)
        {
            await target.Session.QueryAsync(target.Plan.Release.Replace("{0}", hold, StringComparison.Ordinal), [], Never);
        }
    }

    private async Task<Plan> PlanAsync(string name)
    {
        var plan = name == "postgresql" ? Plan.PostgreSql : Plan.MariaDb;
        foreach (var (file, text) in plan.Files)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, file), text);
        }

        return plan;
    }

    private ProcessStartInfo Of(string url) => ProgramRun.OfDbwright("migrate", "apply", url, "--migrations", folder);

    private Process Start(string url)
    {
        var process = Process.Start(Of(url))!;
        process.StandardInput.Close();
        return process;
    }

    private sealed record Target(Plan Plan, ISession Session, string Url);

    // Every statement that must not be done twice would be seen in the rows. Marks are what the server's list of sessions shows.
    private sealed record Plan(
        (string Name, string Text)[] Files,
        string[] Marks,
        string Place,
        Func<string, string, string> Url,
        string Seen,
        string Final
    )
    {
        public required string[] Holds { get; init; }

        public required string Hold { get; init; }

        public required string Release { get; init; }

        public const string Backfill = "/* backfill */";

        public static Plan PostgreSql { get; } =
            new(
                [
                    (
                        "V1__accounts.sql",
                        """
                        create table accounts (id bigint primary key, balance bigint not null default 0);
                        select /* 1 */ pg_advisory_lock_shared(1);
                        insert into accounts (id, balance) select n, n from generate_series(1, 500) as n;
                        select /* 2 */ pg_advisory_lock_shared(2);
                        """
                    ),
                    (
                        "V2__step_by_step.sql",
                        """
                        -- dbwright:no-transaction
                        create function slow(bigint) returns bigint immutable language plpgsql as
                            $$ begin perform pg_sleep(0.002); return $1; end $$;
                        alter table accounts add column cents bigint;
                        select /* 3 */ pg_advisory_lock_shared(3);
                        update accounts set balance = balance + 1;
                        select /* 4 */ pg_advisory_lock_shared(4);
                        create index /* 5 */ concurrently accounts_balance on accounts (slow(balance));
                        select /* 6 */ pg_advisory_lock_shared(6);

                        -- dbwright:backfill id batch 20
                        update accounts set cents = coalesce(cents, 0) + /* backfill */ slow(balance) * 100;

                        insert into accounts (id, balance, cents) values (1000, 1, 1);
                        select /* 7 */ pg_advisory_lock_shared(7);
                        """
                    ),
                ],
                ["/* 1 */", "/* 2 */", "/* 3 */", "/* 4 */", "/* 5 */", "/* 6 */", Backfill, "/* 7 */"],
                "select current_database()::text, current_setting('unix_socket_directories')",
                (database, socket) => $"postgresql://app_owner@/{database}?host={socket}",
                "select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state = 'active' "
                    + "and position($1::text in query) > 0",
                """
                select (select count(*) || ' rows, ' || sum(balance) || ', ' || sum(cents) from accounts),
                    (select string_agg(version || ' ' || state || ' ' || position, ', ' order by version) from dbwright_history),
                    (select string_agg(indexdef, ', ' order by indexname) from pg_indexes where tablename = 'accounts'),
                    (select count(*)::text from pg_index where not indisvalid)
                """
            )
            {
                Holds = ["/* 1 */", "/* 2 */", "/* 3 */", "/* 4 */", "/* 6 */", "/* 7 */"],
                Hold = "select pg_advisory_lock({0})",
                Release = "select pg_advisory_unlock({0})",
            };

        public static Plan MariaDb { get; } =
            new(
                [
                    (
                        "V1__accounts.sql",
                        """
                        create table accounts (id bigint primary key, balance bigint not null default 0);
                        insert into accounts (id, balance) select seq, seq from seq_1_to_500;
                        insert into accounts (id, balance) select 600, /* 1 */ get_lock('1', 60) - 1;
                        create table movements as select seq as id, seq % 500 + 1 as account from seq_1_to_500000;
                        alter table movements add column amount int default 7, /* 2 */ algorithm = copy;
                        create index movements_account /* 3 */ on movements (account) algorithm = copy;
                        """
                    ),
                    (
                        "V2__cents.sql",
                        """
                        alter table accounts add column cents bigint;
                        update accounts set balance = balance + 1;
                        insert into accounts (id, balance) select 700, /* 4 */ get_lock('4', 60) - 1;

                        -- dbwright:backfill id batch 20
                        update accounts set cents = coalesce(cents, 0) + balance * 100 + /* backfill */ sleep(0.002);

                        insert into accounts (id, balance, cents) select 1000, 1, /* 5 */ get_lock('5', 60) - 1;
                        """
                    ),
                ],
                ["/* 1 */", "/* 2 */", "/* 3 */", "/* 4 */", Backfill, "/* 5 */"],
                "select database(), @@socket",
                (database, socket) => $"mariadb://app_owner@localhost/{database}?socket={socket}",
                "select 1 from information_schema.processlist where id <> connection_id() and db = database() and instr(info, ?) > 0",
                """
                select (select concat(count(*), ' rows, ', sum(balance), ', ', sum(cents)) from accounts),
                    (select concat(count(*), ' rows, ', sum(amount)) from movements),
                    (select group_concat(version, ' ', state, ' ', position order by version separator ', ') from dbwright_history),
                    (select group_concat(index_name, ' ', column_name order by 1 separator ', ')
                        from information_schema.statistics where table_schema = database() and table_name = 'movements')
                """
            )
            {
                Holds = ["/* 1 */", "/* 4 */", "/* 5 */"],
                Hold = "select get_lock('{0}', 60)",
                Release = "select release_lock('{0}')",
            };
    }
}
