namespace Dbwright.Model;

/// <summary>What an account must be or may do so that a statement runs.</summary>
public enum RightKind
{
    /// <summary>Be an owner of the table, view, index or sequence.</summary>
    Own,

    /// <summary>Be an owner of it, or of its schema.</summary>
    Drop,

    /// <summary>Be an owner of the type.</summary>
    OwnType,

    /// <summary>Be an owner of the schema.</summary>
    OwnSchema,

    /// <summary>Create in a schema; in the usual one when it has no name.</summary>
    Create,

    /// <summary>Create schemas in the database.</summary>
    CreateSchemas,

    /// <summary>Make triggers on the table.</summary>
    Trigger,

    /// <summary>Refer to the table by foreign keys.</summary>
    References,

    /// <summary>Insert into it.</summary>
    Insert,

    /// <summary>Update some column of it.</summary>
    Update,

    /// <summary>Delete from it.</summary>
    Delete,

    /// <summary>Empty it.</summary>
    Truncate,

    /// <summary>Alter the table; where rights go by names and not by owners, as all that follow.</summary>
    Alter,

    /// <summary>Make or drop indexes of the table.</summary>
    Index,

    /// <summary>Create a table or a sequence of that name.</summary>
    CreateTable,

    /// <summary>Drop or empty what has that name.</summary>
    DropTable,

    /// <summary>Create a view of that name.</summary>
    CreateView,

    /// <summary>Create routines in a database; in the usual one when it has no name.</summary>
    CreateRoutine,

    /// <summary>Change or drop the routine.</summary>
    AlterRoutine,

    /// <summary>Make, change and drop events of a database; of the usual one when it has no name.</summary>
    Events,

    /// <summary>Create the database.</summary>
    CreateDatabase,

    /// <summary>Drop the database.</summary>
    DropDatabase,
}

/// <summary>A right that a statement needs.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Name">What on: quoted as the engine quotes it; of a schema the bare name, or nothing.</param>
public sealed record NeededRight(RightKind Kind, string Name);

/// <summary>A right that an account does not have.</summary>
/// <param name="Right">It.</param>
/// <param name="Account">The account.</param>
/// <param name="Owner">Who owns what it is about; empty where rights go by names.</param>
/// <param name="Name">What it is about, for people.</param>
public sealed record MissingRight(NeededRight Right, string Account, string Owner, string Name)
{
    /// <summary>What the engine calls the right in a <c>grant</c>; empty where owners have it.</summary>
    public string Privilege { get; init; } = "";
}

/// <summary>Looks up rights before anything runs.</summary>
public interface IRunRights
{
    /// <summary>
    /// Whether whoever makes a thing owns it, and may do with it what others may not. Otherwise rights are granted on names, also of what is
    /// not there yet.
    /// </summary>
    bool HasOwners { get; }

    /// <summary>Those that the session's account does not have on what is there now; where there are owners, of what is not there nothing is said.</summary>
    /// <exception cref="EngineException">The server refuses to tell.</exception>
    Task<Sequence<MissingRight>> MissingAsync(ISession session, Sequence<NeededRight> rights, CancellationToken cancellation);
}
