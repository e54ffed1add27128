using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Loads SQL texts as psql would, as the owner of a sandbox database.</summary>
internal sealed class PostgreSqlScriptRunner : IScriptRunner
{
    /// <inheritdoc />
    public async Task<IScriptRun> RunAsync(ISandboxDatabase database, ScriptRequest request, CancellationToken cancellation)
    {
        var owner = (PostgreSqlSession)await database.OpenAsync(SandboxUser.Owner, cancellation);
        await using var ownerEnds = owner;
        var administration = await PostgreSqlAdministration.OpenAsync(database, owner, cancellation);
        try
        {
            var report = new ScriptReport();
            var run = new PostgreSqlScriptRun(owner, administration, report, request);
            await run.RunAsync(cancellation);
            return new Outcome(report.Findings(), administration);
        }
        catch
        {
            await administration.DisposeAsync();
            throw;
        }
    }

    private sealed class Outcome(Sequence<Finding> findings, PostgreSqlAdministration administration) : IScriptRun
    {
        public Sequence<Finding> Findings => findings;

        public ValueTask DisposeAsync() => administration.DisposeAsync();
    }
}
