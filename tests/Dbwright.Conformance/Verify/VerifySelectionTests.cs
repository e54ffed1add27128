using Dbwright.Commands;
using Dbwright.Conformance.Sources;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.Verify;

/// <summary>Which files of a folder are verified.</summary>
public sealed class VerifySelectionTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dbwright-select-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Files_that_changed_since_a_revision()
    {
        Write("V1__a.sql", "create table a (id integer primary key);");
        Write("U1__a.sql", "drop table a;");
        Write("V2__b.sql", "create table b (id integer primary key);");
        await GitAsync("init", "-q");
        await GitAsync("add", ".");
        await GitAsync("-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", "first");
        Assert.Empty(await VerifiedAsync("HEAD"));

        // Not committed, and not even known to git.
        Write("V3__c.sql", "create table c (id integer primary key);");
        Assert.Equal(["3"], await VerifiedAsync("HEAD"));

        // Its way down belongs to a migration.
        Write("U1__a.sql", "drop table if exists a;");
        Assert.Equal(["1", "3"], await VerifiedAsync("HEAD"));
        await GitAsync("add", ".");
        await GitAsync("-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", "second");
        Assert.Empty(await VerifiedAsync("HEAD"));
        Assert.Equal(["1", "3"], await VerifiedAsync("HEAD~1"));

        var failure = await Assert.ThrowsAsync<Failure>(() => VerifiedAsync("nowhere"));
        Assert.Equal((ExitStatus.BadInput, "git"), (failure.Status, failure.Findings[0].Rule));
    }

    private async Task<IEnumerable<string>> VerifiedAsync(string revision) =>
        (
            await VerifyHandler.RunAsync(
                new(folder)
                {
                    Engine = "sqlite",
                    Rows = ["5"],
                    ChangedSince = revision,
                    KeepsNothing = true,
                },
                SourceContext.Create(),
                CancellationToken.None
            )
        ).Files.Select(f => f.Version);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);

    private Task<string> GitAsync(params string[] arguments) =>
        ProgramRun.OutputAsync(ProgramRun.Of("git", ["-C", folder, .. arguments]));
}
