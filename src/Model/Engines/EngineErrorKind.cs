namespace Dbwright.Model;

/// <summary>What an error means to the one who asked, by the engine's own codes.</summary>
public enum EngineErrorKind
{
    /// <summary>Anything else.</summary>
    Other,

    /// <summary>A lock was not free in time, or two sessions waited for each other: the same may go well later.</summary>
    Busy,

    /// <summary>The account may not do it.</summary>
    MissingRight,

    /// <summary>Nothing can be written: a replica, a session, a file or a folder to read only.</summary>
    ReadOnly,

    /// <summary>There is no such table, or no schema for one.</summary>
    MissingTable,

    /// <summary>There is no such column.</summary>
    MissingColumn,

    /// <summary>The engine cannot read the statement, whatever the database holds.</summary>
    Syntax,

    /// <summary>A value cannot become one of another type.</summary>
    Unconverted,
}
