using System.Globalization;
using Dbwright.Conformance.Runs;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Conformance.Plans;

/// <summary>Takes the steps that a page gives for two servers, statement by statement and command by command.</summary>
internal sealed class TwoServers : IAsyncDisposable
{
    private static readonly CancellationToken Never = CancellationToken.None;

    private readonly Side first;
    private readonly Side second;
    private readonly string database;

    private TwoServers(Side first, Side second, string database)
    {
        this.first = first;
        this.second = second;
        this.database = database;
    }

    /// <summary>The session on the server in use.</summary>
    public ISession First => first.Session;

    /// <summary>The session on the other one.</summary>
    public ISession Second => second.Session;

    /// <summary>Opens both.</summary>
    /// <param name="names">What the steps call the two, and what stands for their connection strings.</param>
    /// <param name="servers">The two.</param>
    /// <param name="database">The database, the same on both.</param>
    public static async Task<TwoServers> OpenAsync(
        ((string Where, string Url) First, (string Where, string Url) Second) names,
        (OwnServer First, OwnServer Second) servers,
        string database
    ) =>
        new(
            new(names.First, servers.First, await servers.First.OpenAsync(database)),
            new(names.Second, servers.Second, await servers.Second.OpenAsync(database)),
            database
        );

    /// <summary>Takes steps.</summary>
    public async Task TakeAsync(IEnumerable<ReplicationStep> steps)
    {
        foreach (var step in steps)
        {
            var side = step.Where == first.Names.Where ? first : second;
            Assert.Equal(step.Where, side.Names.Where);
            await ReopenAsync(side);
            foreach (var command in step.Commands)
            {
                await RunAsync(side, command);
            }

            foreach (var statement in step.Statements)
            {
                await ExecuteAsync(step, side, Named(statement));
            }
        }
    }

    /// <summary>The only value of a query.</summary>
    public static async Task<string> OneAsync(ISession session, string query) =>
        Convert.ToString((await session.QueryAsync(query, [], Never))[0][0], CultureInfo.InvariantCulture)!;

    /// <summary>Asks until a query yields nothing.</summary>
    public static async Task UntilAsync(ISession session, string query)
    {
        for (var i = 0; (await session.QueryAsync(query, [], Never)).Count > 0; i++)
        {
            Assert.True(i < 300, $"It goes on to yield rows: {query}");
            await Task.Delay(100);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await first.Session.DisposeAsync();
        await second.Session.DisposeAsync();
    }

    // People come with a new session for each step.
    private async Task ReopenAsync(Side side)
    {
        await side.Session.DisposeAsync();
        side.Session = await side.Server.OpenAsync(database);
    }

    private async Task ExecuteAsync(ReplicationStep step, Side side, string sql)
    {
        if (step.IsCheck)
        {
            await UntilAsync(side.Session, sql);
        }
        else if (step.YieldsStatements)
        {
            var other = side == first ? second : first;
            foreach (var row in await side.Session.QueryAsync(sql, [], Never))
            {
                await other.Session.ExecuteAsync((string)row[0]!, Never);
            }
        }
        else
        {
            await side.Session.ExecuteAsync(sql, Never);
        }
    }

    // The server that a test keeps is started and ended by it; what else stands there is run as it is.
    private async Task RunAsync(Side side, string command)
    {
        var words = Named(command).Replace("DATA", side.Server.DataDirectory, StringComparison.Ordinal).Split(' ');
        if (words[0] != "pg_ctl")
        {
            await side.Server.RunProgramAsync(
                words[0],
                words.Skip(1).Select(w => w.Replace("'", "", StringComparison.Ordinal)).ToArray()
            );
            return;
        }

        await side.Session.DisposeAsync();
        if (words[3] is "restart" or "stop")
        {
            await side.Server.StopAsync();
        }

        if (words[3] is "restart" or "start")
        {
            await side.Server.StartAgainAsync();
            await ReopenAsync(side);
        }
    }

    private string Named(string text) =>
        text.Replace($"'{first.Names.Url}'", $"'{first.Server.UrlOf(database)}'", StringComparison.Ordinal)
            .Replace($"'{second.Names.Url}'", $"'{second.Server.UrlOf(database)}'", StringComparison.Ordinal);

    private sealed class Side((string Where, string Url) names, OwnServer server, ISession session)
    {
        public (string Where, string Url) Names => names;

        public OwnServer Server => server;

        public ISession Session { get; set; } = session;
    }
}
