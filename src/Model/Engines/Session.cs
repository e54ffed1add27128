namespace Dbwright.Model;

/// <summary>An error that the engine reports.</summary>
public sealed class EngineException : Exception
{
    /// <summary>An error with the engine's own code.</summary>
    public EngineException(string message, string code, int? offset = null, Exception? cause = null)
        : base(message, cause)
    {
        Code = code;
        Offset = offset;
    }

    /// <summary>The SQLSTATE or result code.</summary>
    public string Code { get; }

    /// <summary>What it means, whichever engine says it.</summary>
    public EngineErrorKind Kind { get; init; }

    /// <summary>Where in the text, counted in characters from 0, when the engine says so.</summary>
    public int? Offset { get; }

    /// <summary>The same error in a longer text.</summary>
    /// <param name="offset">Where it is in that text.</param>
    public EngineException At(int? offset) => new(Message, Code, offset, this) { Kind = Kind };
}

/// <summary>A connection.</summary>
public interface ISession : IAsyncDisposable
{
    /// <summary>The server's version.</summary>
    EngineVersion Version { get; }

    /// <summary>The version as the server says it itself.</summary>
    string VersionText { get; }

    /// <summary>Whether definitions can be undone with the transaction that they are in; otherwise each is committed at once.</summary>
    bool UndoesDefinitions => true;

    /// <summary>Runs a text of one or many statements that return nothing.</summary>
    /// <exception cref="EngineException">The engine refuses it.</exception>
    Task ExecuteAsync(string sql, CancellationToken cancellation);

    /// <summary>Runs one query and gives its rows; values are boxed as .NET types, null for NULL. For small results.</summary>
    /// <exception cref="EngineException">The engine refuses it.</exception>
    Task<IReadOnlyList<object?[]>> QueryAsync(string sql, IReadOnlyList<object?> values, CancellationToken cancellation);

    /// <summary>Prepares a statement for many runs.</summary>
    /// <exception cref="EngineException">The engine refuses it.</exception>
    Task<IPreparedStatement> PrepareAsync(Statement statement, CancellationToken cancellation);

    /// <summary>Begins a transaction, ends one with success, or undoes it.</summary>
    Task BeginAsync(CancellationToken cancellation);

    /// <summary>
    /// Begins a transaction that only reads: all of one moment, and values in forms that do not depend on settings of the server. It keeps
    /// nobody from writing.
    /// </summary>
    Task BeginReadingAsync(CancellationToken cancellation);

    /// <summary>Makes the transaction's changes permanent.</summary>
    Task CommitAsync(CancellationToken cancellation);

    /// <summary>Undoes the transaction.</summary>
    Task RollbackAsync(CancellationToken cancellation);
}

/// <summary>A prepared statement.</summary>
public interface IPreparedStatement : IAsyncDisposable
{
    /// <summary>Runs it, reads every row to the end, and gives the number of rows returned or changed.</summary>
    /// <exception cref="EngineException">The engine refuses it.</exception>
    Task<long> RunAsync(IReadOnlyList<object?> values, CancellationToken cancellation);
}
