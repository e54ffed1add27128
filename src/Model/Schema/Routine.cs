namespace Dbwright.Model;

/// <summary>What a routine is.</summary>
public enum RoutineKind
{
    /// <summary>Called in expressions.</summary>
    Function,

    /// <summary>Called by CALL.</summary>
    Procedure,
}

/// <summary>A function or procedure as the engine keeps it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arguments">The argument list as the engine writes it, with names, modes and defaults.</param>
/// <param name="Returns">The result type; empty for a procedure.</param>
/// <param name="Language">The language of the body.</param>
/// <param name="Body">The body, without delimiters; for SQL-standard bodies (<c>begin atomic</c>, <c>return</c>) the whole clause.</param>
public sealed record Routine(QualifiedName Name, string Arguments, string Returns, string Language, string Body)
{
    /// <summary>Function or procedure.</summary>
    public RoutineKind Kind { get; init; } = RoutineKind.Function;

    /// <summary>
    /// The types of the arguments by which one of several routines of the name is meant, as the engine writes them (<c>integer, text</c>);
    /// empty where the engine does not overload.
    /// </summary>
    public string Signature { get; init; } = "";

    /// <summary>
    /// The clauses between language and body that differ from the engine's defaults, in the engine's order and SQL: <c>immutable strict
    /// security definer set search_path to 'app'</c>.
    /// </summary>
    public string Options { get; init; } = "";

    /// <summary>Whether <see cref="Body"/> is an SQL-standard body and not a text in quotes (PostgreSQL 14 and later).</summary>
    public bool StandardBody { get; init; }

    /// <summary>What only one engine knows about it, sorted: <c>sql_mode</c>.</summary>
    public Sequence<Detail> Details { get; init; } = [];

    /// <summary>What it is for.</summary>
    public string? Comment { get; init; }

    /// <summary>How other parts of the schema refer to it.</summary>
    public ObjectId Id => new(Kind == RoutineKind.Procedure ? ObjectKind.Procedure : ObjectKind.Function, Name, Signature);
}
