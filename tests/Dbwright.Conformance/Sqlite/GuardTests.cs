using Dbwright.Engines;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Conformance.Sqlite;

/// <summary>Attacks on a session that runs text written by others.</summary>
public sealed class GuardTests
{
    [Theory]
    [InlineData("attach '/tmp/dbwright-guard-test.sqlite' as other")]
    [InlineData("attach '/tmp/dbwright-guard' || '-test.sqlite' as other")]
    [InlineData("attach 'file:/tmp/dbwright-guard-test.sqlite' as other")]
    [InlineData("detach main")]
    [InlineData("vacuum into '/tmp/dbwright-guard-test.sqlite'")]
    [InlineData("select load_extension('/tmp/x.so')")]
    [InlineData("select fts3_tokenizer('simple', x'0000000000000000')")]
    [InlineData("select fts3_tokenizer('simple')")]
    [InlineData("pragma writable_schema = on")]
    [InlineData("pragma writable_schema = reset")]
    [InlineData("pragma temp_store_directory = '/tmp'")]
    [InlineData("pragma data_store_directory = '/tmp'")]
    [InlineData("pragma journal_mode = off")]
    [InlineData("pragma journal_mode(off)")]
    [InlineData("pragma main.journal_mode = off")]
    [InlineData("pragma synchronous = 3")]
    [InlineData("pragma trusted_schema = on")]
    [InlineData("pragma ignore_check_constraints = on")]
    [InlineData("pragma schema_version = 99")]
    [InlineData("pragma mmap_size = 1")]
    [InlineData("pragma hard_heap_limit = 1")]
    [InlineData("pragma key = 'x'")]
    [InlineData("select * from pragma_writable_schema(1)")]
    [InlineData("create virtual table x using fts3tokenize('simple')")]
    [InlineData("create virtual table x using csv('/etc/passwd')")]
    [InlineData("create virtual table x using zipfile('/etc/passwd')")]
    [InlineData("select readfile('/etc/passwd')")]
    [InlineData("update sqlite_master set sql = 'x'")]
    [InlineData("delete from sqlite_schema")]
    [InlineData("create trigger g after insert on t begin select load_extension('/tmp/x.so'); end; insert into t values (2)")]
    public async Task An_owner_is_refused(string attack)
    {
        foreach (var bundled in (bool[])[false, true])
        {
            await using var file = await SqliteFile.OpenAsync(bundled: bundled);
            await file.RunAsync("create table t (a)");
            await Assert.ThrowsAsync<EngineException>(() => file.RunAsync(attack));
            Assert.False(File.Exists("/tmp/dbwright-guard-test.sqlite"));
            Assert.Equal("ok", (await file.AskAsync("pragma integrity_check"))[0][0]);
        }
    }

    [Theory]
    [InlineData("vacuum")]
    [InlineData("analyze")]
    [InlineData("reindex")]
    [InlineData("pragma foreign_keys = off; pragma user_version = 4; pragma foreign_keys")]
    [InlineData("select * from pragma_table_info('t')")]
    [InlineData("create virtual table d using fts5(a); insert into d values ('x'); drop table d")]
    [InlineData("create temp table x (a); insert into x values (1); drop table x")]
    [InlineData("create view v as select json_extract('{}', '$') from t; select * from v; drop view v")]
    public async Task An_owner_may(string sql)
    {
        await using var file = await SqliteFile.OpenAsync();
        await file.RunAsync("create table t (a)");
        await file.RunAsync(sql);
    }

    [Fact]
    public async Task An_administrator_is_not_asked()
    {
        await using var file = await SqliteFile.OpenAsync(SandboxUser.Administrator);
        await file.RunAsync("attach ':memory:' as other; create table other.t (a); detach other; pragma mmap_size = 0");
    }

    [Fact]
    public async Task A_misspelt_name_in_quotation_marks_is_an_error_and_no_text()
    {
        await using var file = await SqliteFile.OpenAsync();
        var error = await Assert.ThrowsAsync<EngineException>(() => file.RunAsync("select \"nonsense\""));
        Assert.Contains("nonsense", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sandbox_is_a_folder_of_its_own_that_is_gone_afterwards()
    {
        var parent = Directory.CreateTempSubdirectory("dbwright-test-").FullName;
        try
        {
            var sandbox = await new SqliteSandboxes().StartAsync(
                new(SandboxMode.Scratch) { Url = $"sqlite:{parent}" },
                _ => { },
                CancellationToken.None
            );
            var database = await sandbox.CreateDatabaseAsync(CancellationToken.None);
            await using (var session = await database.OpenAsync(SandboxUser.Owner, CancellationToken.None))
            {
                await session.ExecuteAsync("create table t (a)", CancellationToken.None);
                Assert.Single(Directory.GetFiles(parent, "*.sqlite", SearchOption.AllDirectories));
            }

            await database.DisposeAsync();
            Assert.Empty(Directory.GetFiles(parent, "*.sqlite*", SearchOption.AllDirectories));
            await sandbox.DisposeAsync();
            Assert.Empty(Directory.GetFileSystemEntries(parent));

            var file = Path.Combine(parent, "mine.db");
            await File.WriteAllTextAsync(file, "");
            var failure = await Assert.ThrowsAsync<Failure>(() =>
                new SqliteSandboxes().StartAsync(
                    new(SandboxMode.Scratch) { Url = $"sqlite:{file}" },
                    _ => { },
                    CancellationToken.None
                )
            );
            Assert.Equal(ExitStatus.BadInput, failure.Status);
        }
        finally
        {
            Directory.Delete(parent, recursive: true);
        }
    }
}
