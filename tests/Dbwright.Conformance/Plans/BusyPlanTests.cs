using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Dbwright.Engines;
using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace Dbwright.Conformance.Plans;

/// <summary>
/// Whole plans, applied file by file while applications read and write without a pause: the old one until the file that it does not live
/// through, the new one from the last before that on. No statement fails, none waits longer than the lock timeout, and nothing that was
/// counted is lost.
/// </summary>
public sealed class BusyPlanTests(ITestOutputHelper output)
{
    private const int Rows = 20_000;
    private const int Sessions = 3;
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly RunOptions Options = new() { FirstPause = TimeSpan.FromMilliseconds(50) };

    private static readonly Dictionary<string, BusyCase> Cases = new(StringComparer.Ordinal)
    {
        ["columns under other names, of other types, not null, with rules"] = new(
            """
            create table parents (id int primary key);
            create table t (id int primary key, n int not null default 0, note varchar(20), called text, parent_id int);
            create index idx_t_called on t (called);
            """,
            """
            create table parents (id int primary key);
            create table t (id int primary key, n bigint not null default 0, note text not null, name text, parent_id int references parents (id),
                region text not null default 'eu', constraint ck_name check (name <> ''), constraint uq_name unique (name));
            create index idx_t_called on t (name);
            """,
            $"insert into parents values (1); insert into t select i, 0, 'n' || i, 'c' || i, 1 from generate_series(1, {Rows}) as i"
        )
        {
            Renames = ["t.called=name"],
            Old =
            [
                "insert into t (id, n, note, called, parent_id) values (#, 0, 'x', 'o#', 1)",
                "update t set n = n + 1 where id = @",
                "update t set called = 'p#' where id = @",
                "select id, n, called from t where id = @",
            ],
            New =
            [
                "insert into t (id, note, name, parent_id) values (#, 'x', 'n#', 1)",
                "update t set n = n + 1 where id = @",
                "update t set name = 'q#' where id = @",
                "select id, n, name, region from t where id = @",
            ],
        },
        ["a table under another name, and columns that come and go"] = new(
            "create table t (id int primary key, n int not null default 0, code text not null)",
            "create table things (id int primary key, n int not null default 0, made timestamptz not null default clock_timestamp())",
            $"insert into t select i, 0, 'c' from generate_series(1, {Rows}) as i"
        )
        {
            Renames = ["t=things"],
            Old =
            [
                "insert into t (id, code) values (#, 'x')",
                "update t set n = n + 1 where id = @",
                "select id, n, code from t where id = @",
            ],
            New =
            [
                "insert into things (id) values (#)",
                "update things set n = n + 1 where id = @",
                "select id, n, made from things where id = @",
            ],
            Table = "things",
        },
        ["a table that becomes partitioned, and others refer to it"] = new(
            """
            create table t (id int not null, day date not null default '2026-05-05', n int not null default 0, primary key (id, day));
            create table marks (id int primary key, t_id int, t_day date, foreign key (t_id, t_day) references t (id, day) on delete cascade);
            """,
            """
            create table t (id int not null, day date not null default '2026-05-05', n int not null default 0, primary key (id, day)) partition by range (day);
            create table t_2026 partition of t for values from ('2026-01-01') to ('2027-01-01');
            create table t_rest partition of t default;
            create table marks (id int primary key, t_id int, t_day date, foreign key (t_id, t_day) references t (id, day) on delete cascade);
            """,
            $"insert into t select i, '2026-05-05', 0 from generate_series(1, {Rows}) as i; insert into marks select i, i, '2026-05-05' from generate_series(1, 1000) as i"
        )
        {
            Old = Partitioned,
            New = Partitioned,
            HasWayBack = true,
        },
    };

    private static string[] Partitioned =>
        [
            "insert into t (id) values (#)",
            "update t set n = n + 1 where id = @",
            "insert into t (id, day) values (#, '2025-05-05')",
            "update t set day = '2026-02-02' where id = # - 1 and day = '2025-05-05'",
            "delete from t where id = # - 2 and day = '2026-05-05' and n = 0",
            "insert into marks values (#, @, '2026-05-05')",
            "select t.n, m.id from t left join marks as m on m.t_id = t.id and m.t_day = t.day where t.id = @",
        ];

    // The file that runs.
    private volatile string at = "";

    public static TheoryData<string> Names => new(Cases.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Applications_never_fail_and_never_wait_long(string name)
    {
        var it = Cases[name];
        var engine = EngineCatalog.Find("postgresql");
        var server = await Servers.PostgreSql();
        await using var database = await server.CreateDatabaseAsync(Never);
        await using var session = await database.OpenAsync(SandboxUser.Owner, Never);
        await session.ExecuteAsync(it.From, Never);
        var from = await engine.Inspector!.ReadAsync(session, Never);
        var to = await ReadAsync(engine, server, it.To);
        await session.ExecuteAsync(it.Rows, Never);
        var plan = StagePlanner.For(from, to, Renames.Parse(it.Renames), engine);
        Assert.DoesNotContain(plan.Findings, f => f.Rule == "interrupts-application" || f.Severity == Severity.Error);
        var files = StageFiles.For(plan, 1, new(), TimeSpan.Zero, "");
        var cutover = plan.LastBeforeCutover is { } last ? plan.Stages.ToList().IndexOf(last) : -1;

        await using var old = new Load(database, () => at, it.Old, 1_000_000);
        await using var young = new Load(database, () => at, it.New, 500_000_000);
        await old.BeginAsync();
        await UpAsync(engine, database, files.Take(cutover + 1));
        await young.BeginAsync();
        await Task.Delay(300);
        await old.EndAsync();
        await UpAsync(engine, database, files.Skip(cutover + 1));
        await Task.Delay(300);
        if (it.HasWayBack)
        {
            await DownAsync(engine, database, files.Reverse());
            await Task.Delay(300);
        }

        await young.EndAsync();
        await HoldsAsync(session, it, [old, young]);
        var now = await engine.Inspector.ReadAsync(session, Never);
        Assert.Empty(
            Migrations.Diff.Between(
                it.HasWayBack ? from : to,
                now with
                {
                    Tables = now.Tables.Where(t => t.Name.Name != MigrationHistory.Table.Name).ToSequence(),
                }
            )
        );
    }

    private async Task HoldsAsync(ISession session, BusyCase it, Load[] loads)
    {
        var longest = loads.Max(l => l.Longest);
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{loads.Sum(l => l.Statements):N0} statements, {loads.Sum(l => l.Errors.Count)} failed, the longest took {longest.TotalMilliseconds:0} ms: {loads.MaxBy(l => l.Longest)!.Slowest}"
            )
        );
        Assert.True(loads.All(l => l.Errors.IsEmpty), string.Join("\n", loads.SelectMany(l => l.Errors).Distinct().Take(5)));
        Assert.True(loads.All(l => l.Statements > 100), "The applications did next to nothing.");
        Assert.True(longest < Options.LockTimeout, $"A statement took {longest}.");
        var sum = await session.QueryAsync($"select sum(n)::bigint from {(it.HasWayBack ? "t" : it.Table)}", [], Never);
        Assert.Equal(loads.Sum(l => l.Increments), Convert.ToInt64(sum[0][0], CultureInfo.InvariantCulture));
    }

    private static async Task<RelationalSchema> ReadAsync(Engine engine, ISandbox server, string sql)
    {
        await using var database = await server.CreateDatabaseAsync(Never);
        await using var session = await database.OpenAsync(SandboxUser.Owner, Never);
        await session.ExecuteAsync(sql, Never);
        return await engine.Inspector!.ReadAsync(session, Never);
    }

    private static FolderMigration Migration(StageFile file) =>
        new(file.Version.ToString(CultureInfo.InvariantCulture), "", Script(file.Up)) { Down = Script(file.Down) };

    private static ScriptFile Script(Deliverable file) => new FolderFile(file.Path, file.Content, file.Path).Script();

    private async Task UpAsync(Engine engine, ISandboxDatabase database, IEnumerable<StageFile> files)
    {
        await using var sessions = await RunSessions.OpenAsync(
            engine,
            c => database.OpenAsync(SandboxUser.Owner, c),
            Options,
            _ => { },
            Never
        );
        var runner = new MigrationRunner(sessions, Options, TimeProvider.System, "test", _ => { });
        foreach (var file in files)
        {
            at = file.Up.Path;
            await runner.UpAsync([Migration(file)], Never);
        }

        at = "";
    }

    private async Task DownAsync(Engine engine, ISandboxDatabase database, IEnumerable<StageFile> files)
    {
        await using var sessions = await RunSessions.OpenAsync(
            engine,
            c => database.OpenAsync(SandboxUser.Owner, c),
            Options,
            _ => { },
            Never
        );
        var runner = new MigrationRunner(sessions, Options, TimeProvider.System, "test", _ => { });
        var entries = (await runner.HistoryAsync(Never)).ToDictionary(e => e.Version);
        foreach (var file in files)
        {
            at = file.Down.Path;
            await runner.DownAsync([(Migration(file), entries[$"{file.Version}"])], Never);
        }

        at = "";
    }

    /// <summary>A change with what applications do meanwhile: <c>#</c> is a new number, <c>@</c> that of a row that is there.</summary>
    private sealed record BusyCase(string From, string To, string Rows)
    {
        public IReadOnlyList<string> Renames { get; init; } = [];

        public required IReadOnlyList<string> Old { get; init; }

        public required IReadOnlyList<string> New { get; init; }

        public string Table { get; init; } = "t";

        public bool HasWayBack { get; init; }
    }

    private sealed class Load(ISandboxDatabase database, Func<string> at, IReadOnlyList<string> statements, int first)
        : IAsyncDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private Task[] workers = [];
        private int number = first;
        private long increments;
        private long done;
        private long longest;

        public ConcurrentBag<string> Errors { get; } = [];

        public long Increments => Interlocked.Read(ref increments);

        public long Statements => Interlocked.Read(ref done);

        public TimeSpan Longest => TimeSpan.FromTicks(Interlocked.Read(ref longest));

        public string Slowest { get; private set; } = "";

        public async Task BeginAsync()
        {
            var sessions = new List<ISession>();
            for (var i = 0; i < Sessions; i++)
            {
                sessions.Add(await database.OpenAsync(SandboxUser.Owner, Never));
            }

            workers = sessions.Select((s, i) => Task.Run(() => WorkAsync(s, i))).ToArray();
        }

        public async Task EndAsync()
        {
            await stop.CancelAsync();
            await Task.WhenAll(workers);
        }

        public async ValueTask DisposeAsync()
        {
            await EndAsync();
            stop.Dispose();
        }

        // Chance from a number: the same rows each time, in another order for each session.
        private async Task WorkAsync(ISession session, int offset)
        {
            await using (session)
            {
                for (var i = 0; !stop.IsCancellationRequested; i++)
                {
                    var own = Interlocked.Increment(ref number);
                    var row = ((long)own * 7919 + offset) % Rows + 1;
                    var sql = statements[i % statements.Count]
                        .Replace("#", own.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                        .Replace("@", row.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
                    await TakeAsync(session, sql);
                }
            }
        }

        private async Task TakeAsync(ISession session, string sql)
        {
            var began = Stopwatch.GetTimestamp();
            try
            {
                await session.ExecuteAsync(sql, Never);
                Interlocked.Increment(ref done);
                if (sql.Contains("n = n + 1", StringComparison.Ordinal))
                {
                    Interlocked.Increment(ref increments);
                }
            }
            catch (EngineException e)
            {
                Errors.Add($"{e.Message} at {sql}, beside {at()}");
            }

            var took = Stopwatch.GetElapsedTime(began).Ticks;
            lock (statements)
            {
                if (took > longest)
                {
                    (longest, Slowest) = (took, $"{sql}, beside {at()}");
                }
            }
        }
    }
}
