using System.Runtime.InteropServices;

namespace Dbwright.Sql;

/// <summary>What a token is.</summary>
internal enum TokenKind : byte
{
    /// <summary>The end of the statement.</summary>
    End,

    /// <summary>A keyword or an unquoted name.</summary>
    Word,

    /// <summary>A quoted name.</summary>
    QuotedName,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A string of any form.</summary>
    Text,

    /// <summary>A string of bits or hexadecimal digits.</summary>
    Bits,

    /// <summary>A parameter: <c>$1</c>, <c>?</c>, <c>:name</c>, <c>@name</c>, <c>$name</c>.</summary>
    Parameter,

    /// <summary>A variable of MariaDB: <c>@name</c>, <c>@@name</c>.</summary>
    Variable,

    /// <summary>An operator.</summary>
    Operator,

    /// <summary>Punctuation.</summary>
    Sign,

    /// <summary>What no rule describes, or what is not closed.</summary>
    Bad,
}

/// <summary>A token: a part of the text, and its number among the known words.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Word">The number of the keyword, operator or sign in <see cref="WordTable"/>; 0 when it is none.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">The place behind it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Token(TokenKind Kind, ushort Word, int Start, int End);
