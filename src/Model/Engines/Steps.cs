namespace Dbwright.Model;

/// <summary>What a statement means to a run that takes a file statement by statement.</summary>
public enum StepKind
{
    /// <summary>Can stand in a transaction together with the note that it is done.</summary>
    Plain,

    /// <summary>Is a transaction by itself, or refuses to be in one; what it did can be seen in the catalogue.</summary>
    Alone,

    /// <summary>As <see cref="Alone"/>, and may be run twice: the second time does no harm.</summary>
    Repeatable,

    /// <summary>May begin and end transactions inside, so that nobody can tell how far it came (a procedure, an anonymous block).</summary>
    Opaque,

    /// <summary>A setting of the session, which a later session does not have.</summary>
    Setting,

    /// <summary>Begins a transaction.</summary>
    Begin,

    /// <summary>Ends a transaction with success.</summary>
    Commit,

    /// <summary>Undoes a transaction.</summary>
    Rollback,

    /// <summary>A command of the engine's client program, which the server does not know.</summary>
    Client,
}

/// <summary>A statement of a file.</summary>
/// <param name="Offset">Where it starts in the file, in characters from 0.</param>
/// <param name="Text">Its text without the end mark.</param>
/// <param name="Kind">What it means to a run.</param>
public sealed record Step(int Offset, string Text, StepKind Kind);

/// <summary>Files of an engine statement by statement, and what became of one that was cut off.</summary>
public interface ISteps
{
    /// <summary>The statements of a text.</summary>
    IEnumerable<Step> Read(string text);

    /// <summary>
    /// A text about what a statement changes (its index, its table), which is another one once the statement has taken effect. None when
    /// the statement does not say what it changes.
    /// </summary>
    /// <exception cref="EngineException">The server refuses to tell.</exception>
    Task<string?> StateAsync(ISession session, Step step, CancellationToken cancellation);

    /// <summary>
    /// The schema or database that has a table, as its name without one finds it, or would get it; none where there is one only. Statements of
    /// a file may lead the same name elsewhere.
    /// </summary>
    /// <exception cref="EngineException">The server refuses to tell.</exception>
    Task<string?> HomeAsync(ISession session, string table, CancellationToken cancellation) => Task.FromResult<string?>(null);

    /// <summary>What has to be removed of a statement that failed or was cut off, before it runs again: an index that is not valid.</summary>
    /// <exception cref="EngineException">The server refuses to tell.</exception>
    Task<Sequence<string>> RemainsAsync(ISession session, Step step, CancellationToken cancellation) =>
        Task.FromResult<Sequence<string>>([]);
}
