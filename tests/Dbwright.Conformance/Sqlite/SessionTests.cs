using Dbwright.Engines;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Conformance.Sqlite;

public sealed class SessionTests
{
    private const string Endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Values_go_in_and_come_out(bool bundled)
    {
        await using var file = await SqliteFile.OpenAsync(bundled: bundled);
        var rows = await file.AskAsync(
            "select ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13",
            null,
            true,
            long.MinValue,
            1.5,
            "größe \0 ''",
            "",
            new DateTime(2026, 1, 31, 12, 0, 0, 7, DateTimeKind.Utc),
            new DateOnly(2026, 1, 31),
            new TimeOnly(23, 59, 1),
            TimeSpan.FromMinutes(2),
            Guid.Parse("01234567-89AB-cdef-0123-456789abcdef"),
            150m,
            new byte[] { 0, 255 }
        );
        Assert.Equal(
            [
                null,
                1L,
                long.MinValue,
                1.5,
                "größe \0 ''",
                "",
                "2026-01-31T12:00:00.007Z",
                "2026-01-31",
                "23:59:01",
                120L,
                "01234567-89ab-cdef-0123-456789abcdef",
                150L,
                new byte[] { 0, 255 },
            ],
            rows[0]
        );
    }

    [Fact]
    public async Task Lists_are_json()
    {
        await using var file = await SqliteFile.OpenAsync();
        var numbers = await file.AskAsync(
            "select value, typeof(value) from json_each(?1)",
            (object)new long[] { 1, long.MaxValue }
        );
        Assert.Equal(
            [
                [1L, "integer"],
                [long.MaxValue, "integer"],
            ],
            numbers
        );
        var texts = await file.AskAsync("select value from json_each(?1)", (object)new[] { "a\"b", "größe" });
        Assert.Equal(
            [
                ["a\"b"],
                ["größe"],
            ],
            texts
        );
        var moments = await file.AskAsync(
            "select value from json_each(?1)",
            (object)new[] { new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc) }
        );
        Assert.Equal(
            [
                ["2026-01-01T00:00:00.000Z"],
            ],
            moments
        );
    }

    [Fact]
    public async Task A_prepared_statement_counts_rows_and_changes_and_can_fail_and_run_again()
    {
        await using var file = await SqliteFile.OpenAsync();
        await file.RunAsync("create table t (a integer primary key, b text unique)");
        await using var insert = await file.Session.PrepareAsync(
            new("insert into t (b) values (?1)", []),
            CancellationToken.None
        );
        Assert.Equal(1, await insert.RunAsync(["x"], CancellationToken.None));
        var refused = await Assert.ThrowsAsync<EngineException>(() => insert.RunAsync(["x"], CancellationToken.None));
        Assert.Equal("SQLITE_CONSTRAINT_UNIQUE", refused.Code);
        Assert.Equal(1, await insert.RunAsync(["y"], CancellationToken.None));
        await using var select = await file.Session.PrepareAsync(new("select * from t where a > ?1", []), CancellationToken.None);
        Assert.Equal(2, await select.RunAsync([0], CancellationToken.None));
        await using var update = await file.Session.PrepareAsync(new("update t set b = b || ?1", []), CancellationToken.None);
        Assert.Equal(2, await update.RunAsync(["!"], CancellationToken.None));
        await using var returning = await file.Session.PrepareAsync(new("delete from t returning a", []), CancellationToken.None);
        Assert.Equal(2, await returning.RunAsync([], CancellationToken.None));
    }

    [Fact]
    public async Task An_error_says_where()
    {
        await using var file = await SqliteFile.OpenAsync();
        const string text = "create table grün (a);\n-- ü\nselect nonsense from grün";
        var error = await Assert.ThrowsAsync<EngineException>(() => file.RunAsync(text));
        Assert.Equal(text.IndexOf("nonsense", StringComparison.Ordinal), error.Offset);

        await using var old = await SqliteFile.OpenAsync(bundled: true);
        var without = await Assert.ThrowsAsync<EngineException>(() => old.RunAsync(text));
        Assert.Equal(text.IndexOf("select", StringComparison.Ordinal), without.Offset);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cancellation_interrupts_what_runs(bool bundled)
    {
        await using var file = await SqliteFile.OpenAsync(bundled: bundled);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => file.Session.QueryAsync(Endless, [], stop.Token));
        Assert.Equal(1L, (await file.AskAsync("select 1"))[0][0]);
    }

    [Fact]
    public async Task A_transaction_is_undone_or_kept()
    {
        await using var file = await SqliteFile.OpenAsync();
        await file.RunAsync("create table t (a)");
        await file.Session.BeginAsync(CancellationToken.None);
        await file.RunAsync("insert into t values (1)");
        await file.Session.RollbackAsync(CancellationToken.None);
        await file.Session.BeginAsync(CancellationToken.None);
        await file.RunAsync("insert into t values (2)");
        await file.Session.CommitAsync(CancellationToken.None);
        await file.Session.RollbackAsync(CancellationToken.None);
        Assert.Equal(
            [
                [2L],
            ],
            await file.AskAsync("select a from t")
        );
    }

    [Fact]
    public void The_fallback_is_the_build_that_is_documented()
    {
        Assert.Equal(new EngineVersion(3, 35, 5), SqliteLibrary.Bundled.Version);
        Assert.True(SqliteLibrary.Default.Version.AtLeast(3, 31));
    }
}
