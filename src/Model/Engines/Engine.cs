namespace Dbwright.Model;

/// <summary>
/// A database product that dbwright knows: a value with roles. A role may be missing; <see cref="Require{TRole}"/> then refuses in one
/// place, with a clear error.
/// </summary>
/// <param name="Name">The name used on the command line: <c>postgresql</c>, <c>sqlite</c>.</param>
/// <param name="Title">The name for people: <c>PostgreSQL</c>.</param>
public sealed record Engine(string Name, string Title)
{
    /// <summary>Other names it answers to (<c>postgres</c>, <c>pg</c>).</summary>
    public Sequence<string> Aliases { get; init; } = [];

    /// <summary>Quoting, folding and limits of names.</summary>
    public INames? Names { get; init; }

    /// <summary>Data types.</summary>
    public ITypes? Types { get; init; }

    /// <summary>Definitions as SQL.</summary>
    public IWriter? Writer { get; init; }

    /// <summary>Access patterns as statements.</summary>
    public IQueries? Queries { get; init; }

    /// <summary>Reads a schema from the catalogues.</summary>
    public IInspector? Inspector { get; init; }

    /// <summary>Bulk loading.</summary>
    public ILoader? Loader { get; init; }

    /// <summary>Planner statistics and sizes.</summary>
    public IStatistics? Statistics { get; init; }

    /// <summary>Throw-away servers.</summary>
    public ISandboxes? Sandboxes { get; init; }

    /// <summary>Execution plans.</summary>
    public IPlanReader? PlanReader { get; init; }

    /// <summary>What its indexes can do.</summary>
    public IndexAbilities? IndexAbilities { get; init; }

    /// <summary>Changes as statements.</summary>
    public IAlterer? Alterer { get; init; }

    /// <summary>Loads texts written by others.</summary>
    public IScriptRunner? ScriptRunner { get; init; }

    /// <summary>Databases that are there already.</summary>
    public ILiveDatabases? LiveDatabases { get; init; }

    /// <summary>The role of that type.</summary>
    /// <exception cref="Failure">The engine has no such role (<see cref="ExitStatus.BadInput"/>).</exception>
    public TRole Require<TRole>()
        where TRole : class =>
        Roles().OfType<TRole>().FirstOrDefault()
        ?? throw Failure.Because(
            ExitStatus.BadInput,
            "engine-role-missing",
            $"dbwright cannot do this with {Title}: it has no {Words(typeof(TRole))} for it.",
            "docs/engines.md lists what works on which engine."
        );

    // IScriptRunner: script runner.
    private static string Words(Type role) =>
        string.Concat(
                (role.IsInterface ? role.Name[1..] : role.Name).Select(c =>
                    char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"
                )
            )
            .TrimStart();

    private IEnumerable<object?> Roles() =>
        [
            Names,
            Types,
            Writer,
            Queries,
            Inspector,
            Loader,
            Statistics,
            Sandboxes,
            PlanReader,
            IndexAbilities,
            Alterer,
            ScriptRunner,
            LiveDatabases,
        ];
}

/// <summary>A version with three numbers.</summary>
public readonly record struct EngineVersion(int Major, int Minor = 0, int Patch = 0) : IComparable<EngineVersion>
{
    /// <inheritdoc />
    public int CompareTo(EngineVersion other) => (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    /// <summary>Whether this is that version or a later one.</summary>
    public bool AtLeast(int major, int minor = 0, int patch = 0) => CompareTo(new(major, minor, patch)) >= 0;

    /// <summary>The numbers with dots.</summary>
    public override string ToString() => Patch == 0 ? $"{Major}.{Minor}" : $"{Major}.{Minor}.{Patch}";
}

/// <summary>Quoting, folding and limits of names.</summary>
public interface INames
{
    /// <summary>The greatest length of a name in UTF-8 bytes.</summary>
    int MaxBytes { get; }

    /// <summary>The name quoted where it must be; never ambiguous, never injectable.</summary>
    string Quote(string name);

    /// <summary>A qualified name, each part quoted where it must be.</summary>
    string Quote(QualifiedName name);

    /// <summary>Whether the word cannot be a plain table or column name.</summary>
    bool IsReserved(string name);

    /// <summary>A text literal.</summary>
    string Literal(string text);

    /// <summary>The mark of a parameter, counted from 1: <c>$1</c>, <c>?1</c>.</summary>
    string Parameter(int position) => $"${position}";
}

/// <summary>A physical type with the reason for it.</summary>
/// <param name="Type">The type.</param>
/// <param name="Reason">Why, as a sentence.</param>
public sealed record TypeChoice(DataType Type, string Reason)
{
    /// <summary>
    /// What the type alone does not enforce; the attribute stands as the reference <c>value</c>: length, range, form.
    /// </summary>
    public Sequence<Expression> Checks { get; init; } = [];

    /// <summary>Decimal digits by which stored integers are scaled.</summary>
    public int ScaleDigits { get; init; }
}

/// <summary>The default of a surrogate key.</summary>
/// <param name="Sql">The default in the engine's SQL.</param>
/// <param name="Function">The function it calls, where the engine has none of its own for it.</param>
public sealed record KeyDefault(string Sql, Routine? Function = null);

/// <summary>Data types of an engine.</summary>
public interface ITypes
{
    /// <summary>
    /// The physical type for a meaning. Enumerations come back as text with a membership check; the design replaces them where the
    /// convention says native or lookup. <see langword="null"/> when the engine cannot hold it yet (vectors without an extension).
    /// </summary>
    TypeChoice? Choose(SemanticType type, EngineVersion? version);

    /// <summary>Whether the engine has enumeration types of its own.</summary>
    bool HasEnums { get; }

    /// <summary>The type of a surrogate key.</summary>
    TypeChoice Key(KeyConvention convention);

    /// <summary>
    /// What gives a surrogate key its value when the writer does not; <see langword="null"/> when the column is numbered by the engine
    /// (identity) or when only the application can make the value.
    /// </summary>
    KeyDefault? DefaultOf(KeyConvention convention, EngineVersion? version) => null;

    /// <summary>What every table of a design for that version should have of what only this engine knows (SQLite: STRICT).</summary>
    Sequence<Detail> TableDetails(EngineVersion? version) => [];

    /// <summary>The type as the engine writes it.</summary>
    string Write(DataType type);

    /// <summary>The type from the engine's text; <see cref="DataType.Native"/> when nobody models it.</summary>
    DataType Read(string sql);
}

/// <summary>Definitions as SQL.</summary>
public interface IWriter
{
    /// <summary>Everything that creates the schema, in an order that works, each statement once.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="repeatable">Whether the text must run twice without error or change.</param>
    Sequence<Definition> Create(RelationalSchema schema, bool repeatable = false);

    /// <summary>Everything that removes it again, in an order that works.</summary>
    Sequence<Definition> Drop(RelationalSchema schema);

    /// <summary>
    /// Creates exactly one object, with its own comment, owner and rights. A table comes with columns, primary key, unique, check and
    /// exclusion constraints, without foreign keys (but where the engine can only write them with the table), indexes and triggers; a
    /// sequence without the column that it goes with.
    /// </summary>
    /// <exception cref="Failure">The schema has no such object, or the engine cannot have it (<see cref="ExitStatus.BadInput"/>).</exception>
    Sequence<Definition> Create(RelationalSchema schema, ObjectId part);

    /// <summary>Drops exactly one object; what depends on it is in the way.</summary>
    /// <exception cref="Failure">The schema has no such object, or the engine cannot drop it alone (<see cref="ExitStatus.BadInput"/>).</exception>
    Definition Drop(RelationalSchema schema, ObjectId part);

    /// <summary>Creates one index.</summary>
    Definition CreateIndex(Table table, TableIndex index);

    /// <summary>Removes one index.</summary>
    Definition DropIndex(Table table, TableIndex index);

    /// <summary>
    /// What makes a bulk load of the tables fast (foreign keys and triggers out of the way), and what puts it back so that the engine
    /// validates every row.
    /// </summary>
    (Sequence<Definition> Before, Sequence<Definition> After) AroundBulkLoad(RelationalSchema schema);

    /// <summary>
    /// Whether the engine can say the condition; regular expressions are not everywhere. What it cannot say, <see cref="Write"/> refuses.
    /// </summary>
    bool CanWrite(Expression expression) => true;

    /// <summary>The condition in the engine's SQL.</summary>
    /// <param name="expression">The condition.</param>
    /// <param name="column">How a reference is written: the quoted column, and the digits by which it is scaled.</param>
    string Write(Expression expression, Func<Expression.Reference, (string Sql, int ScaleDigits)> column);

    /// <summary>A constant as a default of a column of that type.</summary>
    string WriteDefault(Expression expression, TypeChoice type);

    /// <summary>
    /// What keeps <c>updated_at</c> at the time of the last change: a trigger, and the function it calls where the engine has them apart.
    /// </summary>
    (Trigger Trigger, Routine? Function) Touch(Table table, string column);
}

/// <summary>Access patterns as statements of an engine.</summary>
public interface IQueries
{
    /// <summary>The statement of a pattern, and of its next page when it is paged.</summary>
    /// <returns><see langword="null"/> when the engine cannot answer that form yet; the design reports it as not yet designed.</returns>
    (Statement Statement, Statement? NextPage)? Write(AccessPattern pattern, DatabaseDesign design);
}

/// <summary>Reads schemas.</summary>
public interface IInspector
{
    /// <summary>The schema of the database that the session is connected to, sorted.</summary>
    Task<RelationalSchema> ReadAsync(ISession session, CancellationToken cancellation);

    /// <summary>
    /// What the database has and <see cref="ReadAsync"/> leaves out: one finding for each object, so that nothing is lost in silence.
    /// </summary>
    Task<Sequence<Finding>> UnreadAsync(ISession session, CancellationToken cancellation) =>
        Task.FromResult<Sequence<Finding>>([]);
}

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

    /// <summary>Where in the text, counted in characters from 0, when the engine says so.</summary>
    public int? Offset { get; }
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

/// <summary>Takes the values of rows, column by column, without boxing.</summary>
public interface IRowSink
{
    /// <summary>NULL.</summary>
    void Null();

    /// <summary>A truth value.</summary>
    void Boolean(bool value);

    /// <summary>A whole number, or a scaled decimal.</summary>
    void Integer(long value);

    /// <summary>An exact decimal.</summary>
    void Decimal(decimal value);

    /// <summary>A floating-point number.</summary>
    void Float(double value);

    /// <summary>Text, also for enumerations, JSON and addresses.</summary>
    void Text(ReadOnlySpan<char> value);

    /// <summary>Bytes.</summary>
    void Bytes(ReadOnlySpan<byte> value);

    /// <summary>A date.</summary>
    void Date(DateOnly value);

    /// <summary>A time of day.</summary>
    void Time(TimeOnly value);

    /// <summary>A moment in UTC.</summary>
    void Timestamp(DateTime value);

    /// <summary>A length of time.</summary>
    void Interval(TimeSpan value);

    /// <summary>A UUID.</summary>
    void Uuid(Guid value);

    /// <summary>A point.</summary>
    void Point(double x, double y);
}

/// <summary>Rows that are a pure function of their number.</summary>
public interface IRowSource
{
    /// <summary>The table.</summary>
    Table Table { get; }

    /// <summary>The columns written, in the order in which <see cref="Write"/> gives them.</summary>
    Sequence<string> Columns { get; }

    /// <summary>How many rows there are.</summary>
    long Rows { get; }

    /// <summary>Gives the values of a row to the sink, one for each column. Safe to call from several threads with different sinks.</summary>
    void Write(long row, IRowSink sink);
}

/// <summary>Bulk loading.</summary>
public interface ILoader
{
    /// <summary>How many tables are best loaded at the same time, each over a session of its own.</summary>
    int Parallelism => 1;

    /// <summary>Writes rows <paramref name="from"/> up to but not including <paramref name="to"/>; memory does not grow with their number.</summary>
    /// <exception cref="EngineException">The engine refuses a row.</exception>
    Task LoadAsync(
        ISession session,
        IRowSource source,
        long from,
        long to,
        IProgress<long>? progress,
        CancellationToken cancellation
    );
}

/// <summary>Planner statistics and sizes.</summary>
public interface IStatistics
{
    /// <summary>Brings the planner's statistics (and visibility maps) up to date.</summary>
    Task AnalyzeAsync(ISession session, CancellationToken cancellation);

    /// <summary>The size of every secondary index in bytes, by name; empty where the engine cannot tell.</summary>
    Task<IReadOnlyDictionary<string, long>> IndexSizesAsync(ISession session, CancellationToken cancellation);

    /// <summary>Reads the tables and indexes once, so that figures are about a warm cache.</summary>
    Task WarmAsync(ISession session, CancellationToken cancellation);

    /// <summary>
    /// Writes to disk what is still only in memory, so that measured writes do not wait for the flushing of earlier ones.
    /// </summary>
    /// <param name="session">An administrator's session.</param>
    /// <param name="cancellation">Stops it.</param>
    Task SettleAsync(ISession session, CancellationToken cancellation);
}

/// <summary>Execution plans.</summary>
public interface IPlanReader
{
    /// <summary>The plan of a statement with these parameter values.</summary>
    /// <param name="session">Where.</param>
    /// <param name="statement">Which.</param>
    /// <param name="values">The values of its parameters.</param>
    /// <param name="run">Whether it is run, so that the plan has actual figures; what it changes is undone.</param>
    /// <param name="cancellation">Stops it.</param>
    Task<PlanNode> ReadAsync(
        ISession session,
        Statement statement,
        IReadOnlyList<object?> values,
        bool run,
        CancellationToken cancellation
    );
}

/// <summary>What the indexes of an engine can do; the index design asks it instead of the engine's name.</summary>
public sealed record IndexAbilities
{
    /// <summary>Columns kept in the index without being part of its order (INCLUDE).</summary>
    public bool Include { get; init; }

    /// <summary>Partial indexes.</summary>
    public bool Partial { get; init; }

    /// <summary>Indexes on expressions.</summary>
    public bool Expressions { get; init; }

    /// <summary>
    /// Full text by a generated document column and GIN (PostgreSQL), by a virtual table (SQLite), by an index over the texts (MariaDB), or
    /// not at all.
    /// </summary>
    public FullTextForm FullText { get; init; }

    /// <summary>The operator class for substring search by trigrams, and its extension; none where there is none.</summary>
    public string? TrigramOperatorClass { get; init; }

    /// <summary>The extension that brings <see cref="TrigramOperatorClass"/>; none when the engine has it built in.</summary>
    public string? TrigramExtension { get; init; }

    /// <summary>
    /// The operator class with which an ordinary index answers searches by the beginning of a text; none where ordinary indexes do.
    /// </summary>
    public string? PrefixOperatorClass { get; init; }

    /// <summary>Whether JSON containment can be indexed (GIN).</summary>
    public bool JsonContainment { get; init; }

    /// <summary>The operator class for JSON containment; none for the default one.</summary>
    public string? JsonOperatorClass { get; init; }

    /// <summary>Whether nearest-point search can be indexed (GiST).</summary>
    public bool Nearest { get; init; }

    /// <summary>Whether a table is kept in the order of its integer primary key, so that reading the table gives that order (SQLite).</summary>
    public bool TablesInKeyOrder { get; init; }

    /// <summary>Whether there are hash indexes.</summary>
    public bool Hash { get; init; }

    /// <summary>Whether there are block-range indexes.</summary>
    public bool BlockRange { get; init; }
}

/// <summary>How an engine indexes full text.</summary>
public enum FullTextForm
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>A generated document column with an inverted index.</summary>
    DocumentColumn,

    /// <summary>A virtual table kept up to date by triggers.</summary>
    VirtualTable,

    /// <summary>An index of its own kind (<c>fulltext</c>) over the texts themselves.</summary>
    Index,
}
