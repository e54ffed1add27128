using System.Collections.Frozen;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>A statement of a file that a server was asked to run.</summary>
/// <param name="Offset">Where it starts in the file, in characters from 0.</param>
/// <param name="Length">How long it is.</param>
public sealed record TriedStatement(int Offset, int Length)
{
    /// <summary>What the server did; <see langword="null"/> when it refused.</summary>
    public StatementMeasure? Measure { get; init; }

    /// <summary>
    /// Whether <see cref="Measure"/> shows all locks that it took; not when earlier statements of its transaction held some already.
    /// </summary>
    public bool AreLocksKnown { get; init; } = true;

    /// <summary>Why the server refused it, in its words.</summary>
    public string? Refusal { get; init; }

    /// <summary>Where in the file the server saw the reason; the statement's beginning when it did not say.</summary>
    public int RefusedAt { get; init; } = Offset;
}

/// <summary>What a server was seen to do with the files of a review.</summary>
/// <param name="Server">The server, as it names itself: <c>PostgreSQL 18.4</c>.</param>
/// <param name="Files">The statements of each file by its path, in their order; files of which nothing was measured are not there.</param>
public sealed record MeasuredMigrations(string Server, FrozenDictionary<string, Sequence<TriedStatement>> Files)
{
    /// <summary>How many statements were measured.</summary>
    public int Count => Files.Values.Sum(f => f.Count(s => s.Measure is not null));

    /// <summary>The statement that holds a place of a file; <see langword="null"/> when it was not measured.</summary>
    public TriedStatement? At(string path, int offset)
    {
        var statements = Files.GetValueOrDefault(path, []).AsSpan();
        var (low, high) = (0, statements.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var it = statements[middle];
            if (offset < it.Offset)
            {
                high = middle - 1;
            }
            else if (offset >= it.Offset + it.Length)
            {
                low = middle + 1;
            }
            else
            {
                return it;
            }
        }

        return null;
    }
}

/// <summary>What a rule says that the server does for a statement; where that was measured and is not so, the rule is silent.</summary>
public enum ServerWork
{
    /// <summary>Nothing that can be measured.</summary>
    Unmeasured,

    /// <summary>Writes a table anew, in place or as a copy.</summary>
    WritesTable,

    /// <summary>Copies a table.</summary>
    CopiesTable,

    /// <summary>Builds an index.</summary>
    BuildsIndex,

    /// <summary>Reads all rows of a table.</summary>
    ReadsRows,

    /// <summary>Lets writes wait.</summary>
    StopsWrites,

    /// <summary>Lets reads and writes wait.</summary>
    StopsEverybody,
}
