using System.Diagnostics;
using System.Globalization;
using Dbwright.Conformance.MariaDb;
using Dbwright.Conformance.PostgreSql;
using Dbwright.Engines;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace Dbwright.Conformance.Large;

/// <summary>
/// Large schemas with everything: what is read and written, loaded again, reads alike and is dumped alike. DBWRIGHT_TEST_TABLES says how many
/// tables MariaDB gets; 1,000 with <c>./test --full</c>.
/// </summary>
public sealed class LargeSchemaTests(ITestOutputHelper output)
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task A_thousand_tables_of_PostgreSql_with_everything_come_again()
    {
        var engine = PostgreSqlEngine.Create();
        var server = await Servers.PostgreSql();
        await using var first = await server.CreateDatabaseAsync(Never);
        await using var second = await server.CreateDatabaseAsync(Never);
        await PgDumpTests.RolesAsync(first, [PostgreSqlDump.Role]);
        await using var a = await first.OpenAsync(SandboxUser.Administrator, Never);
        await using var b = await second.OpenAsync(SandboxUser.Administrator, Never);
        await RoundTripAsync(
            engine,
            a,
            b,
            PostgreSqlDump.Of(1000),
            async () => (await PgDumpTests.DumpAsync(a), await PgDumpTests.DumpAsync(b))
        );
    }

    [Fact]
    public async Task Many_tables_of_MariaDb_with_everything_come_again()
    {
        var tables = int.Parse(Environment.GetEnvironmentVariable("DBWRIGHT_TEST_TABLES") ?? "300", CultureInfo.InvariantCulture);
        await using var first = await Servers.MariaDbDatabase();
        await using var second = await Servers.MariaDbDatabase();
        await RoundTripAsync(
            MariaDbEngine.Create(),
            first.Session,
            second.Session,
            MariaDbDumpText.Of(tables),
            async () =>
                MariaDbDump.IsInstalled
                    ? (await MariaDbDump.OfAsync(first.Database, Never), await MariaDbDump.OfAsync(second.Database, Never))
                    : ("", "")
        );
    }

    private async Task RoundTripAsync(
        Engine engine,
        ISession first,
        ISession second,
        string text,
        Func<Task<(string First, string Second)>> dump
    )
    {
        var watch = Stopwatch.StartNew();
        await RunAsync(first, text);
        Say("load");
        var read = await engine.Inspector!.ReadAsync(first, Never);
        Say("read");
        Assert.Empty(await engine.Inspector.UnreadAsync(first, Never));
        var written = string.Concat(engine.Writer!.Create(read).Select(d => ClientScript.Close(engine.Name, d.Sql)));
        Say($"write {written.Length} characters");
        await RunAsync(second, written);
        Say("load again");
        var again = await engine.Inspector.ReadAsync(second, Never);
        Say("read again");
        Assert.Empty(SchemaComparison.Differences(read, again));
        Assert.True(read == again);
        var (dumped, copy) = await dump();
        Say("dump both");
        Assert.True(dumped == copy, dumped == copy ? "" : DumpText.Difference(dumped.Split('\n'), copy.Split('\n')));

        void Say(string what)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.ElapsedMilliseconds} ms: {what}"));
            watch.Restart();
        }
    }

    private static async Task RunAsync(ISession session, string sql)
    {
        try
        {
            await session.ExecuteAsync(sql, Never);
        }
        catch (EngineException e)
        {
            var at = Math.Clamp(e.Offset ?? 0, 0, sql.Length);
            Assert.Fail($"{e.Code} {e.Message} near\n{sql[Math.Max(0, at - 300)..Math.Min(sql.Length, at + 300)]}");
        }
    }
}
