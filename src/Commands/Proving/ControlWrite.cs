using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>
/// The smallest write there is: one number in a table with one row. Timed in turns with a measured write it says how fast the disk was then.
/// </summary>
internal sealed class ControlWrite : IAsyncDisposable
{
    private static readonly QualifiedName Table = QualifiedName.Of("dbwright_control");

    private readonly ISession session;
    private readonly INames names;
    private readonly IPreparedStatement statement;
    private readonly TimeProvider clock;

    private ControlWrite(ISession session, INames names, IPreparedStatement statement, TimeProvider clock)
    {
        this.session = session;
        this.names = names;
        this.statement = statement;
        this.clock = clock;
    }

    /// <summary>Makes the table, which is removed again when this is disposed of.</summary>
    public static async Task<ControlWrite> CreateAsync(
        ISession session,
        INames names,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        var table = names.Quote(Table);
        await session.ExecuteAsync($"create table {table} (n bigint not null)", cancellation);
        await session.ExecuteAsync($"insert into {table} (n) values (0)", cancellation);
        var update = await session.PrepareAsync(new Statement($"update {table} set n = n + 1", []), cancellation);
        return new ControlWrite(session, names, update, clock);
    }

    /// <summary>Writes once and gives the milliseconds it took.</summary>
    public async Task<double> RunAsync(CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        await statement.RunAsync([], cancellation);
        return clock.GetElapsedTime(started).TotalMilliseconds;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await statement.DisposeAsync();
        await session.ExecuteAsync($"drop table {names.Quote(Table)}", CancellationToken.None);
    }
}
