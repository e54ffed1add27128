namespace Dbwright.Engines;

/// <summary>
/// Interrupts a connection when a cancellation is asked for, and again until the work has ended: the library forgets an interruption that
/// comes between two statements.
/// </summary>
internal sealed class SqliteInterruption : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly Lock gate = new();
    private readonly SqliteConnection connection;
    private readonly CancellationTokenRegistration registration;
    private Timer? timer;
    private bool ended;

    public SqliteInterruption(SqliteConnection connection, CancellationToken cancellation)
    {
        this.connection = connection;
        registration = cancellation.UnsafeRegister(static state => ((SqliteInterruption)state!).Begin(), this);
    }

    /// <summary>The work has ended; from now on the connection may be closed.</summary>
    public void Dispose()
    {
        registration.Dispose();
        lock (gate)
        {
            ended = true;
            timer?.Dispose();
        }
    }

    private void Begin()
    {
        lock (gate)
        {
            timer = ended ? null : new Timer(_ => Interrupt(), null, TimeSpan.Zero, Pause);
        }
    }

    private void Interrupt()
    {
        lock (gate)
        {
            if (!ended)
            {
                connection.Interrupt();
            }
        }
    }
}
