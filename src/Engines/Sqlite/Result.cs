using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Result codes of the SQLite library.</summary>
internal static class SqliteResult
{
    public const int Ok = 0;
    public const int Misuse = 21;
    public const int Row = 100;
    public const int Done = 101;
    public const int Interrupt = 9;

    private const int Error = 1;
    private const int Permission = 3;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int Constraint = 19;
    private const int Authorization = 23;
    private const int Datatype = 12;

    private static readonly string[] Primary =
    [
        "OK",
        "ERROR",
        "INTERNAL",
        "PERM",
        "ABORT",
        "BUSY",
        "LOCKED",
        "NOMEM",
        "READONLY",
        "INTERRUPT",
        "IOERR",
        "CORRUPT",
        "NOTFOUND",
        "FULL",
        "CANTOPEN",
        "PROTOCOL",
        "EMPTY",
        "SCHEMA",
        "TOOBIG",
        "CONSTRAINT",
        "MISMATCH",
        "MISUSE",
        "NOLFS",
        "AUTH",
        "FORMAT",
        "RANGE",
        "NOTADB",
    ];

    private static readonly string[] Constraints =
    [
        "",
        "CHECK",
        "COMMITHOOK",
        "FOREIGNKEY",
        "FUNCTION",
        "NOTNULL",
        "PRIMARYKEY",
        "TRIGGER",
        "UNIQUE",
        "VTAB",
        "ROWID",
        "PINNED",
        "DATATYPE",
    ];

    /// <summary>The name of a code as the library's documentation has it; extended codes of constraints are told apart.</summary>
    public static string Name(int code)
    {
        var (kind, detail) = (code & 0xff, code >> 8);
        var name =
            kind < Primary.Length ? $"SQLITE_{Primary[kind]}" : string.Create(CultureInfo.InvariantCulture, $"SQLITE_{kind}");
        return kind == Constraint && detail > 0 && detail < Constraints.Length ? $"{name}_{Constraints[detail]}" : name;
    }

    /// <summary>What a code means; SQLITE_ERROR is told apart by its words.</summary>
    public static EngineErrorKind Kind(int code, string message) =>
        (code & 0xff) switch
        {
            Busy or Locked => EngineErrorKind.Busy,
            Permission or Authorization => EngineErrorKind.MissingRight,
            ReadOnly => EngineErrorKind.ReadOnly,
            // A value of another type in a strict table.
            Constraint when code >> 8 == Datatype => EngineErrorKind.Unconverted,
            Error => OfWords(message),
            _ => EngineErrorKind.Other,
        };

    private static EngineErrorKind OfWords(string message) =>
        message.StartsWith("no such table", StringComparison.Ordinal) ? EngineErrorKind.MissingTable
        : message.StartsWith("no such column", StringComparison.Ordinal) ? EngineErrorKind.MissingColumn
        : message.Contains("syntax error", StringComparison.Ordinal)
        || message.StartsWith("unrecognized token", StringComparison.Ordinal)
        || message.StartsWith("incomplete input", StringComparison.Ordinal)
            ? EngineErrorKind.Syntax
        : EngineErrorKind.Other;
}
