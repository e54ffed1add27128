using Dbwright.Commands;
using Dbwright.Engines;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.Sources;

/// <summary>
/// Loads every text of <c>cases/sources/ENGINE</c>. Remarks at its head say what must come of it: <c>-- table NAME</c>,
/// <c>-- !table NAME</c>, <c>-- expect SEVERITY RULE TEXT</c>, <c>-- owners</c> (only what follows may differ from the owner of the
/// database: nothing), <c>-- fails LINE:COLUMN TEXT [| TEXT]</c>.
/// </summary>
public sealed class LoadingTests(SourceServers servers) : IClassFixture<SourceServers>
{
    /// <summary>The texts.</summary>
    public static TheoryData<string, string> Texts
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var engine in (string[])["postgresql", "mariadb", "sqlite"])
            {
                foreach (
                    var path in Directory
                        .GetFiles(Repository.PathOf("cases", "sources", engine), "*.sql")
                        .Order(StringComparer.Ordinal)
                )
                {
                    data.Add(engine, Path.GetFileName(path));
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Says_what_it_should(string engineName, string name)
    {
        var path = Repository.PathOf("cases", "sources", engineName, name);
        var engine = EngineCatalog.Find(engineName);
        var expected = SourceText
            .Read(path)
            .Split('\n')
            .TakeWhile(l => l.StartsWith("-- ", StringComparison.Ordinal))
            .Select(l => l[3..].Trim('\r'))
            .ToList();
        var sandbox = await servers.OfAsync(engine);
        await using var database = await sandbox.CreateDatabaseAsync(CancellationToken.None);
        var request = new ScriptRequest([new ScriptFile(path, SourceText.Read(path))])
        {
            Include = p => File.Exists(p) ? new ScriptFile(p, SourceText.Read(p)) : null,
        };
        if (expected.FirstOrDefault(e => e.StartsWith("fails ", StringComparison.Ordinal)) is { } failing)
        {
            await FailsAsync(engine, database, request, failing["fails ".Length..]);
            Assert.False(File.Exists("/tmp/dbwright-was-here"));
            return;
        }

        await using var run = await engine.Require<IScriptRunner>().RunAsync(database, request, CancellationToken.None);
        await using var session = await database.OpenAsync(SandboxUser.Owner, CancellationToken.None);
        var schema = await engine.Require<IInspector>().ReadAsync(session, CancellationToken.None);
        var tables = schema.Tables.Select(t => t.Name.ToString()).ToList();
        foreach (var line in expected)
        {
            var words = line.Split(' ', 4);
            switch (words[0])
            {
                case "table":
                    Assert.Contains(words[1], tables);
                    break;
                case "!table":
                    Assert.DoesNotContain(words[1], tables);
                    break;
                case "owners":
                    Assert.Empty(schema.Owners);
                    break;
                case "expect":
                    Assert.Contains(
                        run.Findings,
                        f =>
                            f.Severity.ToString().Equals(words[1], StringComparison.OrdinalIgnoreCase)
                            && f.Rule == words[2]
                            && f.Title.Contains(words.Length > 3 ? words[3] : "", StringComparison.Ordinal)
                    );
                    break;
            }
        }

        // What was not announced must not be lost.
        if (!expected.Exists(e => e.StartsWith("expect warning", StringComparison.Ordinal)))
        {
            Assert.DoesNotContain(run.Findings, f => f.Severity != Severity.Note);
        }
    }

    private static async Task FailsAsync(Engine engine, ISandboxDatabase database, ScriptRequest request, string expected)
    {
        var failure = await Assert.ThrowsAsync<Failure>(() =>
            engine.Require<IScriptRunner>().RunAsync(database, request, CancellationToken.None)
        );
        var finding = failure.Findings[0];
        var place = expected.Split(' ')[0];
        Assert.Equal(place, FormattableString.Invariant($"{finding.Location!.Line}:{finding.Location.Column}"));
        foreach (
            var text in expected[place.Length..]
                .Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        )
        {
            Assert.Contains(text, $"{finding.Title}\n{finding.Detail}", StringComparison.Ordinal);
        }
    }
}

/// <summary>One sandbox of each engine for all tests of a class.</summary>
public sealed class SourceServers : IAsyncLifetime, IDisposable
{
    private readonly Dictionary<string, ISandbox> started = [];
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>The sandbox of an engine.</summary>
    public async Task<ISandbox> OfAsync(Engine engine)
    {
        await turn.WaitAsync();
        try
        {
            if (!started.TryGetValue(engine.Name, out var sandbox))
            {
                sandbox = await engine
                    .Require<ISandboxes>()
                    .StartAsync(new(SandboxMode.Scratch), _ => { }, CancellationToken.None);
                started[engine.Name] = sandbox;
            }

            return sandbox;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc />
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        foreach (var sandbox in started.Values)
        {
            await sandbox.DisposeAsync();
        }
    }

    /// <inheritdoc />
    public void Dispose() => turn.Dispose();
}
