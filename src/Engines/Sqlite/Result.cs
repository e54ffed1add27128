using System.Globalization;

namespace Dbwright.Engines;

/// <summary>Result codes of the SQLite library.</summary>
internal static class SqliteResult
{
    public const int Ok = 0;
    public const int Misuse = 21;
    public const int Row = 100;
    public const int Done = 101;
    public const int Interrupt = 9;

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
        return kind == 19 && detail > 0 && detail < Constraints.Length ? $"{name}_{Constraints[detail]}" : name;
    }
}
