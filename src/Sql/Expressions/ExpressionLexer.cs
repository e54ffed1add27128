using System.Globalization;

namespace Dbwright.Sql;

internal enum ExpressionTokenKind
{
    Word,
    Number,
    Text,
    Symbol,
    End,
}

/// <summary>One token; <see cref="Text"/> of a quoted text is its value without quotes.</summary>
internal readonly record struct ExpressionToken(ExpressionTokenKind Kind, string Text, decimal Number, int Position)
{
    public bool Is(string text) => Kind is ExpressionTokenKind.Word or ExpressionTokenKind.Symbol && Text == text;
}

/// <summary>Cuts a text into tokens, or says where that is impossible.</summary>
internal static class ExpressionLexer
{
    private static readonly string[] Symbols = ["<=", ">=", "!=", "<>", "==", "(", ")", ",", "=", "<", ">", "+", "-", "*", "/"];

    /// <param name="text">The text.</param>
    /// <param name="isName">Which words are names: <c>in-progress</c> is one word, but a difference where the part before the hyphen is a name.</param>
    /// <param name="tokens">The tokens, with a final end token.</param>
    public static ExpressionError? Read(string text, Func<string, bool>? isName, List<ExpressionToken> tokens)
    {
        var at = 0;
        while (at < text.Length)
        {
            var c = text[at];
            if (char.IsWhiteSpace(c))
            {
                at++;
            }
            else if (char.IsAsciiLetter(c) || c == '_')
            {
                var end = EndOfWord(text, at, isName);
                tokens.Add(new(ExpressionTokenKind.Word, text[at..end], 0, at));
                at = end;
            }
            else if (char.IsAsciiDigit(c))
            {
                var end = EndOfNumber(text, at);
                if (
                    !decimal.TryParse(
                        text.AsSpan(at, end - at),
                        NumberStyles.AllowDecimalPoint,
                        CultureInfo.InvariantCulture,
                        out var number
                    )
                )
                {
                    return new(at, "The number is too large", "Write a number of at most 28 digits.");
                }

                tokens.Add(new(ExpressionTokenKind.Number, text[at..end], number, at));
                at = end;
            }
            else if (c == '\'')
            {
                if (Quoted(text, at) is not var (value, end))
                {
                    return new(
                        at,
                        "A quoted text is not closed",
                        "End the text with a single quote; write a quote inside as two."
                    );
                }

                tokens.Add(new(ExpressionTokenKind.Text, value, 0, at));
                at = end;
            }
            else if (Array.Find(Symbols, s => string.CompareOrdinal(text, at, s, 0, s.Length) == 0) is { } symbol)
            {
                if (symbol == "==")
                {
                    return new(at, "'==' is not an operator", "Write '='.");
                }

                tokens.Add(new(ExpressionTokenKind.Symbol, symbol == "<>" ? "!=" : symbol, 0, at));
                at += symbol.Length;
            }
            else
            {
                return c == '"'
                    ? new(at, "Texts stand in single quotes", "Write 'text' instead of \"text\".")
                    : new(at, $"'{Shown(c)}' has no meaning in an expression", "Put texts in single quotes.");
            }
        }

        tokens.Add(new(ExpressionTokenKind.End, "", 0, text.Length));
        return null;
    }

    private static string Shown(char c) => char.IsControl(c) || char.IsSurrogate(c) ? $"\\u{(int)c:x4}" : c.ToString();

    private static int EndOfWord(string text, int start, Func<string, bool>? isName)
    {
        var end = EndOfPart(text, start);
        while (end + 1 < text.Length && text[end] == '.' && (char.IsAsciiLetter(text[end + 1]) || text[end + 1] == '_'))
        {
            end = EndOfPart(text, end + 1);
        }

        // A hyphen joins words of an enumeration (in-progress); between names it is a minus.
        while (
            isName is not null
            && end + 1 < text.Length
            && text[end] == '-'
            && char.IsAsciiLetterOrDigit(text[end + 1])
            && !isName(text[start..end])
        )
        {
            end = EndOfPart(text, end + 1);
        }

        return end;
    }

    private static int EndOfPart(string text, int at)
    {
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_'))
        {
            at++;
        }

        return at;
    }

    private static int EndOfNumber(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        if (at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1]))
        {
            at++;
            while (at < text.Length && char.IsAsciiDigit(text[at]))
            {
                at++;
            }
        }

        return at;
    }

    private static (string Value, int End)? Quoted(string text, int start)
    {
        var value = new System.Text.StringBuilder();
        for (var at = start + 1; at < text.Length; at++)
        {
            if (text[at] != '\'')
            {
                value.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '\'')
            {
                value.Append('\'');
                at++;
            }
            else
            {
                return (value.ToString(), at + 1);
            }
        }

        return null;
    }
}
