using System.Globalization;
using System.Text;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>What a piece of DBML is.</summary>
internal enum DbmlTokenKind
{
    /// <summary>A bare word or number.</summary>
    Word,

    /// <summary>A name in double quotes.</summary>
    Quoted,

    /// <summary>A text in single or triple quotes.</summary>
    Text,

    /// <summary>An expression in backticks.</summary>
    Expression,

    /// <summary>A sign of the notation, or a colour.</summary>
    Sign,

    /// <summary>The end of the text.</summary>
    End,
}

/// <summary>A piece of DBML: its text without quotes, and its place.</summary>
internal sealed record DbmlToken(DbmlTokenKind Kind, string Text, Location At, bool StartsLine)
{
    /// <summary>As an error shows it.</summary>
    public override string ToString() =>
        Kind switch
        {
            DbmlTokenKind.End => "the end of the text",
            DbmlTokenKind.Text => $"the text '{Short}'",
            DbmlTokenKind.Expression => $"the expression `{Short}`",
            _ => $"\"{Short}\"",
        };

    private string Short => Text.Length > 40 ? $"{Text[..40]}…" : Text;
}

/// <summary>Cuts DBML into its pieces; comments are none.</summary>
internal sealed class DbmlTokens
{
    private readonly string text;
    private readonly string file;
    private readonly List<DbmlToken> tokens = [];
    private int at;
    private int line = 1;
    private int lineStart;
    private bool startsLine = true;

    private DbmlTokens(string text, string file) => (this.text, this.file) = (text, file);

    /// <summary>The pieces; the last one is the end.</summary>
    /// <exception cref="Failure">A quote or comment does not end, or a character has no meaning (<see cref="ExitStatus.BadInput"/>).</exception>
    public static List<DbmlToken> Of(string text, string file)
    {
        var cut = new DbmlTokens(text.ReplaceLineEndings("\n").TrimStart('\ufeff'), file);
        cut.Cut();
        return cut.tokens;
    }

    private void Cut()
    {
        while (at < text.Length)
        {
            var c = text[at];
            if (c == '\n')
            {
                Step();
                startsLine = true;
            }
            else if (char.IsWhiteSpace(c))
            {
                at++;
            }
            else if (Rest("//"))
            {
                at = text.IndexOf('\n', at) is var end and >= 0 ? end : text.Length;
            }
            else if (Rest("/*"))
            {
                SkipComment();
            }
            else
            {
                Piece(c);
            }
        }

        Add(DbmlTokenKind.End, "", Here());
    }

    private void Piece(char c)
    {
        var start = Here();
        if (Rest("'''"))
        {
            Add(DbmlTokenKind.Text, Undented(Quoted("'''", start)), start);
        }
        else if (c is '\'' or '"' or '`')
        {
            var kind =
                c == '\'' ? DbmlTokenKind.Text
                : c == '"' ? DbmlTokenKind.Quoted
                : DbmlTokenKind.Expression;
            Add(kind, Quoted(c.ToString(), start), start);
        }
        else if (IsWord(c))
        {
            var from = at;
            while (at < text.Length && IsWord(text[at]))
            {
                at++;
            }

            Add(DbmlTokenKind.Word, text[from..at], start);
        }
        else if (Rest("<>"))
        {
            at += 2;
            Add(DbmlTokenKind.Sign, "<>", start);
        }
        else if (c == '#')
        {
            var from = at++;
            while (at < text.Length && char.IsAsciiHexDigit(text[at]))
            {
                at++;
            }

            Add(DbmlTokenKind.Sign, text[from..at], start);
        }
        else if ("{}[]():,.<>-~+=*".Contains(c, StringComparison.Ordinal))
        {
            at++;
            Add(DbmlTokenKind.Sign, c.ToString(), start);
        }
        else
        {
            throw Wrong(
                start,
                $"The character '{c}' has no meaning here.",
                "Names with other characters stand in double quotes."
            );
        }
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';

    private bool Rest(string sign) => string.CompareOrdinal(text, at, sign, 0, sign.Length) == 0;

    private Location Here() => new(file, line, at - lineStart + 1);

    private void Add(DbmlTokenKind kind, string content, Location start)
    {
        tokens.Add(new(kind, content, start, startsLine));
        startsLine = false;
    }

    private void Step()
    {
        if (text[at++] == '\n')
        {
            line++;
            lineStart = at;
        }
    }

    private void SkipComment()
    {
        var start = Here();
        at += 2;
        while (!Rest("*/"))
        {
            if (at >= text.Length)
            {
                throw Wrong(start, "The comment does not end.", "Write */ at its end.");
            }

            Step();
        }

        at += 2;
    }

    private string Quoted(string quote, Location start)
    {
        var content = new StringBuilder();
        at += quote.Length;
        while (true)
        {
            if (at >= text.Length || (quote.Length == 1 && quote != "`" && text[at] == '\n'))
            {
                throw Wrong(
                    start,
                    $"The quote {quote} is not closed.",
                    quote == "'" ? "A text of several lines stands between three single quotes." : null
                );
            }

            if (Rest(quote))
            {
                at += quote.Length;
                return content.ToString();
            }

            if (text[at] == '\\' && at + 1 < text.Length && quote != "`")
            {
                at++;
                Escape(content);
                continue;
            }

            content.Append(text[at]);
            Step();
        }
    }

    private void Escape(StringBuilder content)
    {
        var c = text[at];
        if (
            c == 'u'
            && at + 4 < text.Length
            && ushort.TryParse(text.AsSpan(at + 1, 4), NumberStyles.HexNumber, null, out var code)
        )
        {
            content.Append((char)code);
            at += 5;
            return;
        }

        // A backslash at the end of a line joins it with the next.
        var meaning = c switch
        {
            'n' => "\n",
            't' => "\t",
            'r' => "\r",
            '\n' => "",
            _ => c.ToString(),
        };
        content.Append(meaning);
        Step();
    }

    // The indentation that all lines share belongs to the document, not to the text.
    private static string Undented(string content)
    {
        var lines = content.Split('\n').ToList();
        if (lines.Count == 1)
        {
            return content;
        }

        var indents = lines.Where(l => l.Trim().Length > 0).Select(l => l.Length - l.TrimStart().Length).ToList();
        var indent = indents.Count > 0 ? indents.Min() : 0;
        return string.Join("\n", lines.Select(l => l.Length >= indent ? l[indent..] : "")).Trim('\n', ' ');
    }

    private static Failure Wrong(Location at, string title, string? fix) =>
        Failure.Because(ExitStatus.BadInput, "dbml", title, fix: fix, at: at);
}
