namespace Dbwright.Model;

/// <summary>A statement that runs in batches of keys, each a transaction with the note of its last key.</summary>
/// <param name="Table">The table whose keys it goes through, as SQL.</param>
/// <param name="Key">The column that they are in, as SQL.</param>
/// <param name="Statement">The statement for the keys that a condition holds for.</param>
/// <param name="Note">The statement that notes a key, its first parameter, for the run that the second one names.</param>
/// <param name="Noted">The query for the key that is noted for the run that its parameter names.</param>
/// <param name="Run">The run.</param>
/// <param name="Kind">What the note of a key of this type begins with; its text follows.</param>
public sealed record BatchedStatement(
    string Table,
    string Key,
    Func<string, string> Statement,
    string Note,
    string Noted,
    string Run,
    Func<object, string> Kind
)
{
    /// <summary>The query for the greatest key; none where there is no key. Not every type has a maximum.</summary>
    /// <param name="column">What is asked of the row that has it.</param>
    public string Last(string column) => $"select {column} from {Table} where {Key} is not null order by {Key} desc limit 1";

    /// <summary>The query for the key behind so many others of a range; none when it has no more.</summary>
    /// <param name="column">What is asked of its row.</param>
    /// <param name="range">The condition on the key.</param>
    /// <param name="before">How many come before it, as SQL.</param>
    public string At(string column, string range, string before) =>
        $"select {column} from {Table} where {range} order by {Key} limit 1 offset {before}";

    /// <summary>The query for the number of keys of a range.</summary>
    /// <param name="range">The condition on the key.</param>
    public string Count(string range) => $"select count(*) from {Table} where {range}";
}

/// <summary>How long batches run without the program.</summary>
/// <param name="Time">For how long another one is begun.</param>
/// <param name="Longest">None is begun behind one that took longer: the next ones need fewer keys.</param>
public sealed record BatchLimits(TimeSpan Time, TimeSpan Longest);

/// <summary>What was done of a statement in batches.</summary>
/// <param name="Keys">How many keys they went through.</param>
/// <param name="Batches">How many there were.</param>
/// <param name="Time">How long they took together.</param>
/// <param name="Key">The note of the last key that is done; none before there is one.</param>
/// <param name="IsLast">Whether no key is left.</param>
public sealed record BatchesDone(long Keys, int Batches, TimeSpan Time, string? Key, bool IsLast)
{
    /// <summary>What was done of it after an earlier count from the same beginning.</summary>
    public BatchesDone Since(BatchesDone earlier) =>
        this with
        {
            Keys = Keys - earlier.Keys,
            Batches = Batches - earlier.Batches,
            Time = Time - earlier.Time,
        };
}

/// <summary>Runs the batches of a statement, up to the greatest key that there is when it begins.</summary>
public interface IBatches
{
    /// <summary>Runs one batch or more, where a key is left; after a failure it goes on behind the last one that is done.</summary>
    /// <param name="keys">How many keys each has.</param>
    /// <param name="limits">How long it may go on by itself.</param>
    /// <param name="cancellation">Stops it; the batch that runs is undone.</param>
    /// <exception cref="EngineException">A batch is refused, and undone; those before it stand.</exception>
    Task<BatchesDone> RunAsync(int keys, BatchLimits limits, CancellationToken cancellation);
}

/// <summary>A session whose server runs batch after batch by itself.</summary>
public interface IServerBatches
{
    /// <summary>What runs the batches of a statement; none when that must be done from here.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="EngineException">The keys cannot be read.</exception>
    Task<IBatches?> BatchesAsync(BatchedStatement statement, CancellationToken cancellation);
}
