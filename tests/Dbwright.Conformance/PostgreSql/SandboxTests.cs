using System.Diagnostics;
using Dbwright.Engines;
using Dbwright.Model;
using Xunit;
using Xunit.Abstractions;

namespace Dbwright.Conformance.PostgreSql;

public sealed class SandboxTests(ITestOutputHelper output)
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [InlineData(SandboxMode.Scratch)]
    [InlineData(SandboxMode.Bench)]
    public async Task Starts_answers_and_is_gone(SandboxMode mode)
    {
        var watch = Stopwatch.StartNew();
        var sandbox = await PostgreSqlSandbox.StartAsync(new(mode), output.WriteLine, Never);
        output.WriteLine($"started after {watch.ElapsedMilliseconds} ms: {sandbox.Description}");
        Assert.True(Directory.Exists(sandbox.Folder));
        await using (sandbox)
        {
            var database = await sandbox.CreateDatabaseAsync(Never);
            await using var session = await database.OpenAsync(SandboxUser.Owner, Never);
            output.WriteLine($"answered after {watch.ElapsedMilliseconds} ms");
            var rows = await session.QueryAsync(
                "select current_setting('fsync'), current_setting('server_encoding'), 'ä' < 'b', rolsuper from pg_roles where rolname = current_user",
                [],
                Never
            );
            Assert.Equal(mode == SandboxMode.Bench ? "on" : "off", rows[0][0]);
            Assert.Equal("UTF8", rows[0][1]);
            Assert.Equal(true, rows[0][2]);
            Assert.Equal(false, rows[0][3]);
        }

        Assert.False(Directory.Exists(sandbox.Folder));
        Assert.False(File.Exists(sandbox.Folder + ".lock"));
    }
}
