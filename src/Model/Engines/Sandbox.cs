namespace Dbwright.Model;

/// <summary>What a sandbox is started for.</summary>
public enum SandboxMode
{
    /// <summary>Durability off: parsing, comparing, verifying.</summary>
    Scratch,

    /// <summary>As in production: every figure about latency, throughput or crashes.</summary>
    Bench,
}

/// <summary>Who a sandbox session works as.</summary>
public enum SandboxUser
{
    /// <summary>The owner of the database, without superuser rights: everything that runs text written by others.</summary>
    Owner,

    /// <summary>The administrator: only dbwright's own statements.</summary>
    Administrator,
}

/// <summary>What kind of sandbox is wanted.</summary>
/// <param name="Mode">Scratch or bench.</param>
public sealed record SandboxRequest(SandboxMode Mode)
{
    /// <summary>The major version, or none for the newest that is installed.</summary>
    public int? Major { get; init; }

    /// <summary>The major version that is taken where none is said and it can be had.</summary>
    public int? Preferred { get; init; }

    /// <summary>A server of the user's, in which a database of its own is made and dropped afterwards.</summary>
    public string? Url { get; init; }

    /// <summary>Whether fetching binaries is forbidden.</summary>
    public bool Offline { get; init; }
}

/// <summary>Throw-away servers of an engine.</summary>
public interface ISandboxes
{
    /// <summary>Starts one.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="tell">Takes one line about what takes time (fetching, initialising).</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="Failure">It cannot start: what to install (<see cref="ExitStatus.EngineUnavailable"/>).</exception>
    Task<ISandbox> StartAsync(SandboxRequest request, Action<string> tell, CancellationToken cancellation);

    /// <summary>
    /// The version that a sandbox would have, as the engine says it itself, without starting or fetching anything; none when only starting
    /// would tell.
    /// </summary>
    Task<string?> FindVersionAsync(SandboxRequest request, CancellationToken cancellation) => Task.FromResult<string?>(null);
}

/// <summary>A running throw-away server, gone when disposed of or when the process ends, however it ends.</summary>
public interface ISandbox : IAsyncDisposable
{
    /// <summary>The engine's version as it says itself.</summary>
    string VersionText { get; }

    /// <summary>Mode and settings that matter for figures, in one line.</summary>
    string Description { get; }

    /// <summary>A new empty database.</summary>
    Task<ISandboxDatabase> CreateDatabaseAsync(CancellationToken cancellation);
}

/// <summary>A database of a sandbox; dropped when disposed of.</summary>
public interface ISandboxDatabase : IAsyncDisposable
{
    /// <summary>Whether definers and rights of accounts are held as they are written: a server of somebody else gets no accounts of texts.</summary>
    bool HoldsAccounts => true;

    /// <summary>Opens a session.</summary>
    Task<ISession> OpenAsync(SandboxUser user, CancellationToken cancellation);
}
