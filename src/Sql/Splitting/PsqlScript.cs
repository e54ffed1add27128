using System.Text;
using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>What a script for psql consists of.</summary>
/// <param name="Offset">Where it starts in the script, in characters from 0.</param>
public abstract record PsqlItem(int Offset)
{
    /// <summary>A statement, with the values of the variables that it names.</summary>
    /// <param name="Offset">Where it starts.</param>
    /// <param name="Text">What the server gets, without the semicolon.</param>
    /// <param name="Pieces">For each stretch of the text: where it starts there and where in the script.</param>
    /// <param name="End">The command that ends it instead of a semicolon (<c>g</c>, <c>gset</c>, <c>gexec</c>), or none.</param>
    /// <param name="EndArguments">The arguments of that command.</param>
    public sealed record Statement(
        int Offset,
        string Text,
        Sequence<(int Text, int Script)> Pieces,
        string? End = null,
        string EndArguments = ""
    ) : PsqlItem(Offset)
    {
        /// <summary>Where a character of the text stands in the script.</summary>
        public int InScript(int offset)
        {
            var piece = Pieces.LastOrDefault(p => p.Text <= offset);
            return piece.Script + (offset - piece.Text);
        }
    }

    /// <summary>A command of psql.</summary>
    /// <param name="Offset">Where its backslash stands.</param>
    /// <param name="Name">Its name without the backslash.</param>
    /// <param name="Arguments">The rest of its line.</param>
    public sealed record Command(int Offset, string Name, string Arguments) : PsqlItem(Offset);
}

/// <summary>
/// Reads a script as psql does: statements, its own commands, variables (<c>:name</c>, <c>:'name'</c>, <c>:"name"</c>) and the rows after
/// <c>copy … from stdin</c>. Item by item, as a command may change what the next ones mean.
/// </summary>
/// <param name="text">The script.</param>
public sealed class PsqlScript(string text)
{
    private readonly StringBuilder statement = new();
    private readonly List<(int Text, int Script)> pieces = [];
    private PostgreSqlRoutineBody routine = new();
    private int parentheses;
    private int start = -1;
    private int at;

    /// <summary>Whether a backslash is nothing special in ordinary strings (standard_conforming_strings).</summary>
    public bool PlainBackslash { get; set; } = true;

    /// <summary>The next statement or command; none at the end.</summary>
    /// <param name="variable">The value of a variable, or none when it is not set.</param>
    public PsqlItem? Next(Func<string, string?> variable)
    {
        while (at < text.Length)
        {
            var c = text[at];
            if (c == ';' && parentheses <= 0 && routine.Depth == 0)
            {
                at++;
                if (Take() is { } complete)
                {
                    return complete;
                }
            }
            else if (c == '\\')
            {
                var command = Command();
                if (command.Name is ";" or "g" or "gx" or "gset" or "gexec" or "gdesc" or "crosstabview" or "bind")
                {
                    if (Take() is { } ended)
                    {
                        return ended with { End = command.Name, EndArguments = command.Arguments };
                    }
                }
                else
                {
                    // The statement that it stands in goes on behind it.
                    if (start >= 0)
                    {
                        pieces.Add((statement.Length, at));
                    }

                    return command;
                }
            }
            else if (PostgreSqlText.SkipComment(text, at) is { } afterComment)
            {
                Append(afterComment, isCode: false);
            }
            else if (char.IsWhiteSpace(c))
            {
                Append(at + 1, isCode: false);
            }
            else if (PostgreSqlText.SkipQuoted(text, at, PlainBackslash) is { } afterQuotes)
            {
                Append(afterQuotes, isCode: true);
            }
            else if (c == ':' && Variable(variable) is var (value, behind))
            {
                Begin();
                pieces.Add((statement.Length, at));
                statement.Append(value);
                at = behind;
                pieces.Add((statement.Length, at));
            }
            else
            {
                Code(c);
            }
        }

        return Take();
    }

    /// <summary>Goes behind the rows that follow a <c>copy … from stdin</c> on the next line.</summary>
    /// <returns>How many rows there are, and whether the line <c>\.</c> that ends them was found.</returns>
    public (long Rows, bool IsEnded) SkipRows()
    {
        at = EndOfLine(at);
        var rows = 0L;
        while (at < text.Length)
        {
            var end = EndOfLine(at);
            if (text.AsSpan(at, end - at).TrimEnd("\r\n") is @"\.")
            {
                at = end;
                return (rows, true);
            }

            rows++;
            at = end;
        }

        return (rows, false);
    }

    private int EndOfLine(int from)
    {
        var end = text.IndexOf('\n', from);
        return end < 0 ? text.Length : end + 1;
    }

    private void Code(char c)
    {
        parentheses += c switch
        {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        var from = at;

        // Two colons are a cast, never a variable.
        var end =
            PostgreSqlText.IsWordStart(c) ? PostgreSqlText.SkipWord(text, at)
            : c == ':' && at + 1 < text.Length && text[at + 1] is ':' or '=' ? at + 2
            : at + 1;
        Append(end, isCode: true);
        if (PostgreSqlText.IsWordStart(c) && parentheses == 0)
        {
            routine.See(text.AsSpan(from, end - from));
        }
    }

    private void Begin()
    {
        if (start < 0)
        {
            start = at;
            pieces.Add((0, at));
        }
    }

    // Space and comments before a statement are not part of it.
    private void Append(int end, bool isCode)
    {
        if (isCode)
        {
            Begin();
        }

        if (start >= 0)
        {
            statement.Append(text, at, end - at);
        }

        at = end;
    }

    private PsqlItem.Statement? Take()
    {
        var complete = start < 0 ? null : new PsqlItem.Statement(start, statement.ToString().TrimEnd(), pieces.ToSequence());
        statement.Clear();
        pieces.Clear();
        routine = new();
        parentheses = 0;
        start = -1;
        return complete;
    }

    private PsqlItem.Command Command()
    {
        var from = at++;
        if (at < text.Length && text[at] is ';' or '.' or '!' or '?' or '\\')
        {
            at++;
        }
        else
        {
            while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or '+' or '*'))
            {
                at++;
            }
        }

        var name = text[(from + 1)..at];
        if (name == ";")
        {
            return new(from, name, "");
        }

        // The line belongs to the command, but two backslashes end it, and so does another command unless quoted.
        var begin = at;
        var quote = '\0';
        while (at < text.Length && text[at] is not '\n')
        {
            if (quote == '\0' && text[at] == '\\' && name is not "!")
            {
                break;
            }

            quote =
                text[at] is '\'' or '"' or '`' && (quote == '\0' || quote == text[at])
                    ? (quote == '\0' ? text[at] : '\0')
                    : quote;
            at++;
        }

        var arguments = text[begin..at].Trim();
        if (at + 1 < text.Length && text[at] == '\\' && text[at + 1] == '\\')
        {
            at += 2;
        }

        return new(from, name, arguments);
    }

    // :name, :'name' as a literal, :"name" as an identifier, :{?name} whether it is set. What is not set stays as it is.
    private (string Value, int Behind)? Variable(Func<string, string?> variable)
    {
        if (at + 1 >= text.Length || (at > 0 && text[at - 1] == ':'))
        {
            return null;
        }

        var mark = text[at + 1];
        if (string.CompareOrdinal(text, at, ":{?", 0, 3) == 0)
        {
            var close = text.IndexOf('}', at);
            return close < 0 ? null : (variable(text[(at + 3)..close]) is null ? "FALSE" : "TRUE", close + 1);
        }

        if (mark is '\'' or '"')
        {
            var close = text.IndexOf(mark, at + 2);
            return
                close > at + 2
                && text.AsSpan(at + 2, close - at - 2).IndexOfAnyExcept(NameCharacters) < 0
                && variable(text[(at + 2)..close]) is { } quoted
                ? ($"{mark}{quoted.Replace($"{mark}", $"{mark}{mark}", StringComparison.Ordinal)}{mark}", close + 1)
                : null;
        }

        var end = at + 1;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_' || text[end] >= 0x80))
        {
            end++;
        }

        return end > at + 1 && variable(text[(at + 1)..end]) is { } plain ? (plain, end) : null;
    }

    private static readonly System.Buffers.SearchValues<char> NameCharacters = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"
    );
}
