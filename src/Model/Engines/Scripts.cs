namespace Dbwright.Model;

/// <summary>A text that somebody wrote for an engine.</summary>
/// <param name="Path">Its path as the user gave it, for errors and for what it includes.</param>
/// <param name="Text">The text. What must not run is blanked out with spaces, so that lines and columns stay those of the file.</param>
public sealed record ScriptFile(string Path, string Text)
{
    /// <summary>Whether the tool whose file this is runs it as one transaction.</summary>
    public bool IsOneTransaction { get; init; }

    /// <summary>The place of a character of the text.</summary>
    /// <param name="offset">In characters, counted from 0; beyond the text it is the place of its end.</param>
    public Location At(int offset)
    {
        var (line, column) = TextLines.Of(Text).At(offset);
        return new(Path, line, column);
    }
}

/// <summary>Texts to load, one after the other.</summary>
/// <param name="Files">The files in the order in which they run.</param>
public sealed record ScriptRequest(Sequence<ScriptFile> Files)
{
    /// <summary>How the database compares texts where a text does not say; none for the engine's own way.</summary>
    public string? Collation { get; init; }

    /// <summary>Reads a file that a text includes, by its full path; none when it is not there.</summary>
    public Func<string, ScriptFile?> Include { get; init; } = _ => null;
}

/// <summary>Loads texts written by others into a database of a sandbox.</summary>
public interface IScriptRunner
{
    /// <summary>
    /// Runs the texts statement by statement as the owner of the database, never as an administrator; what needs one comes from a closed
    /// list and calls no function of the text.
    /// </summary>
    /// <returns>What was found meanwhile; disposing of it removes what was made outside the database (roles).</returns>
    /// <exception cref="Failure">The engine refuses a statement: its place, the engine's words, the statement.</exception>
    Task<IScriptRun> RunAsync(ISandboxDatabase database, ScriptRequest request, CancellationToken cancellation);
}

/// <summary>Texts that were loaded.</summary>
public interface IScriptRun : IAsyncDisposable
{
    /// <summary>The rule of the finding that definers and rights of accounts are left out, where the sandbox cannot have them.</summary>
    const string AccountsLeftOut = "accounts-left-out";

    /// <summary>What was left out, ignored or lost.</summary>
    Sequence<Finding> Findings { get; }
}

/// <summary>Databases that are there already.</summary>
public interface ILiveDatabases
{
    /// <summary>Opens a session on the database that a URL names; the server itself refuses writes in it.</summary>
    /// <exception cref="Failure">
    /// It is no URL of this engine (<see cref="ExitStatus.BadInput"/>), or the server cannot be reached
    /// (<see cref="ExitStatus.EngineUnavailable"/>). No secret of the URL is in it.
    /// </exception>
    Task<ISession> OpenAsync(string url, CancellationToken cancellation);

    /// <summary>Opens a session on the database that a URL names, in which writes are possible.</summary>
    /// <exception cref="Failure">As <see cref="OpenAsync"/>.</exception>
    Task<ISession> OpenToWriteAsync(string url, CancellationToken cancellation);

    /// <summary>The database for people, without secrets.</summary>
    /// <exception cref="Failure">It is no URL of this engine.</exception>
    string Describe(string url);

    /// <summary>The databases of the same server, or files of the same folder, whose names match a pattern, each with its URL; sorted by name.</summary>
    /// <param name="url">A database of the server.</param>
    /// <param name="pattern">A name in which <c>*</c> stands for any characters and <c>?</c> for one.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="Failure">As <see cref="OpenAsync"/>.</exception>
    Task<Sequence<LiveDatabase>> DatabasesAsync(string url, string pattern, CancellationToken cancellation);

    /// <summary>The schemas of a database whose names match a pattern, sorted; none when the engine's databases have no schemas.</summary>
    /// <param name="url">The database.</param>
    /// <param name="pattern">A name in which <c>*</c> stands for any characters and <c>?</c> for one.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="Failure">As <see cref="OpenAsync"/>.</exception>
    Task<Sequence<string>?> SchemasAsync(string url, string pattern, CancellationToken cancellation) =>
        Task.FromResult<Sequence<string>?>(null);

    /// <summary>Opens a session as <see cref="OpenToWriteAsync"/> does, in which names without a schema mean those of a schema.</summary>
    /// <exception cref="Failure">As <see cref="OpenAsync"/>; the engine has no schemas (<see cref="ExitStatus.BadInput"/>).</exception>
    Task<ISession> OpenSchemaToWriteAsync(string url, string schema, CancellationToken cancellation) =>
        throw Failure.Because(ExitStatus.BadInput, "no-schemas", "Databases of this engine have no schemas.");
}

/// <summary>A database that is there already.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Url">Its URL.</param>
public sealed record LiveDatabase(string Name, string Url);
