using System.Globalization;

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

    /// <summary>
    /// Why nothing is executed on it, and what its statements are checked by instead, in full sentences; none for an engine that runs.
    /// </summary>
    public string? NotExecuted { get; init; }

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

    /// <summary>Locks of runs, and who waits for whom.</summary>
    public IRunLocks? RunLocks { get; init; }

    /// <summary>Rights that runs need.</summary>
    public IRunRights? RunRights { get; init; }

    /// <summary>Files statement by statement.</summary>
    public ISteps? Steps { get; init; }

    /// <summary>What statements lock, write and read, measured.</summary>
    public ILockMeter? LockMeter { get; init; }

    /// <summary>Sums over rows.</summary>
    public IRowSums? RowSums { get; init; }

    /// <summary>Forms of statements that leave a running application in peace.</summary>
    public IOnlineForms? OnlineForms { get; init; }

    /// <summary>The role of that type.</summary>
    /// <exception cref="Failure">The engine has no such role (<see cref="ExitStatus.BadInput"/>).</exception>
    public TRole Require<TRole>()
        where TRole : class =>
        Roles().OfType<TRole>().FirstOrDefault()
        ?? throw Failure.Because(
            ExitStatus.BadInput,
            "engine-role-missing",
            $"dbwright cannot do this with {Title}: it has no {Words(typeof(TRole))} for it.",
            $"{NotExecuted}{(NotExecuted is null ? "" : " ")}docs/engines.md lists what works on which engine."
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
            RunLocks,
            RunRights,
            Steps,
            LockMeter,
            RowSums,
            OnlineForms,
        ];
}

/// <summary>A version with three numbers.</summary>
public readonly record struct EngineVersion(int Major, int Minor = 0, int Patch = 0) : IComparable<EngineVersion>
{
    /// <inheritdoc />
    public int CompareTo(EngineVersion other) => (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    /// <summary>Whether this is that version or a later one.</summary>
    public bool AtLeast(int major, int minor = 0, int patch = 0) => CompareTo(new(major, minor, patch)) >= 0;

    /// <summary>The part within which releases of an engine differ in repairs alone: <c>16</c> of PostgreSQL, <c>10.11</c> of MariaDB.</summary>
    /// <param name="engine">The engine's name.</param>
    public string Line(string engine) =>
        engine == "postgresql"
            ? Major.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");

    /// <summary>The numbers with dots.</summary>
    public override string ToString() => Patch == 0 ? $"{Major}.{Minor}" : $"{Major}.{Minor}.{Patch}";
}
