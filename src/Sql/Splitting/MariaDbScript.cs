using System.Text;

namespace Dbwright.Sql;

/// <summary>
/// Splits MariaDB scripts into statements, by the rules of its client: semicolons do not count in strings, quoted names, comments and the
/// bodies of routines and triggers; a line <c>delimiter //</c> names another end of statements.
/// </summary>
public static class MariaDbScript
{
    /// <summary>The statements in their order; pieces that hold only space and comments are left out.</summary>
    /// <remarks>An unfinished string or comment reaches to the end; the server says what is wrong with it.</remarks>
    public static IEnumerable<ScriptStatement> Split(string script)
    {
        var lexer = new Lexer(script);
        while (lexer.Next() is { } statement)
        {
            yield return statement;
        }
    }

    /// <summary>The places of the parameter marks <c>?</c>, in characters from 0.</summary>
    public static IEnumerable<int> Marks(string statement)
    {
        for (var at = 0; at < statement.Length; )
        {
            if (statement[at] == '?')
            {
                yield return at;
            }

            at = SkipComment(statement, at) ?? SkipQuoted(statement, at) ?? at + 1;
        }
    }

    /// <summary>Words and quoted names in their order, without their backticks; strings, numbers, signs and comments are left out.</summary>
    public static IEnumerable<string> Words(string statement)
    {
        for (var at = 0; at < statement.Length; )
        {
            var from = at;
            at = SkipComment(statement, at) ?? SkipQuoted(statement, at) ?? EndOfWord(statement, at);
            if (statement[from] == '`' && at > from + 1)
            {
                yield return statement[(from + 1)..(at - 1)].Replace("``", "`", StringComparison.Ordinal);
            }
            else if (char.IsLetter(statement[from]) || statement[from] == '_')
            {
                yield return statement[from..at];
            }
            else
            {
                at = Math.Max(at, from + 1);
            }
        }
    }

    /// <summary>The statement without a database's name before those of its objects; strings and remarks stay.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="database">The database.</param>
    public static string WithoutDatabase(string statement, string database)
    {
        var text = new StringBuilder();
        for (var at = 0; at < statement.Length; )
        {
            var from = at;
            at = SkipComment(statement, at) ?? SkipQuoted(statement, at) ?? Math.Max(EndOfWord(statement, at), at + 1);
            var word = statement[from] == '`' && at > from + 1 ? statement[(from + 1)..(at - 1)] : statement[from..at];
            if (word == database && at < statement.Length && statement[at] == '.' && (from == 0 || statement[from - 1] != '.'))
            {
                at++;
                continue;
            }

            text.Append(statement, from, at - from);
        }

        return text.ToString();
    }

    private static int EndOfWord(string text, int at)
    {
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '$'))
        {
            at++;
        }

        return at;
    }

    private static int? SkipQuoted(string text, int at)
    {
        var quote = text[at];
        if (quote is not ('\'' or '"' or '`'))
        {
            return null;
        }

        for (var i = at + 1; i < text.Length; i++)
        {
            if (text[i] == '\\' && quote != '`')
            {
                i++;
            }
            else if (text[i] == quote)
            {
                if (i + 1 >= text.Length || text[i + 1] != quote)
                {
                    return i + 1;
                }

                i++;
            }
        }

        return text.Length;
    }

    // The server runs what stands in /*! and /*M! comments, so those are no comments here.
    private static int? SkipComment(string text, int at)
    {
        var rest = text.AsSpan(at);
        if (rest[0] == '#' || (rest.StartsWith("--") && (rest.Length == 2 || rest[2] <= ' ')))
        {
            var end = rest.IndexOf('\n');
            return end < 0 ? text.Length : at + end + 1;
        }

        if (rest.StartsWith("/*") && !rest.StartsWith("/*!") && !rest.StartsWith("/*M!"))
        {
            var end = rest.IndexOf("*/");
            return end < 0 ? text.Length : at + end + 2;
        }

        return null;
    }

    private sealed class Lexer(string text)
    {
        private string delimiter = ";";
        private int at;

        public ScriptStatement? Next()
        {
            var start = -1;
            var end = 0;
            var body = new Body();
            while (at < text.Length)
            {
                if (start < 0 && Delimiter())
                {
                    continue;
                }

                if (body.Depth == 0 && text.AsSpan(at).StartsWith(delimiter, StringComparison.Ordinal))
                {
                    at += delimiter.Length;
                    if (start >= 0)
                    {
                        return new(start, text[start..end]);
                    }

                    continue;
                }

                if (char.IsWhiteSpace(text[at]))
                {
                    at++;
                    continue;
                }

                if (SkipComment(text, at) is { } after)
                {
                    at = after;
                    continue;
                }

                start = start < 0 ? at : start;
                if (SkipQuoted(text, at) is { } behind)
                {
                    body.Take("");
                    at = behind;
                }
                else if (char.IsLetter(text[at]) || text[at] == '_')
                {
                    var word = Word();

                    // With another delimiter there is no need to understand bodies.
                    if (delimiter == ";")
                    {
                        body.Take(word);
                    }
                }
                else
                {
                    body.Sign(text[at]);
                    at++;
                }

                end = at;
            }

            return start >= 0 ? new(start, text[start..end]) : null;
        }

        private string Word()
        {
            var from = at;
            at = EndOfWord(text, at);

            // Another delimiter ends a statement within a word too, as in "end$$".
            if (delimiter != ";" && text.AsSpan(from, at - from).IndexOf(delimiter) is > 0 and var inside)
            {
                at = from + inside;
            }

            return text[from..at];
        }

        // A line of the client's own, which the server does not know.
        private bool Delimiter()
        {
            const string word = "delimiter";
            var rest = text.AsSpan(at);
            if (!rest.StartsWith(word, StringComparison.OrdinalIgnoreCase) || rest[word.Length..] is not [' ' or '\t', ..])
            {
                return false;
            }

            // What stands behind the next blank is no part of it.
            var line = rest.IndexOf('\n') is var end && end < 0 ? rest : rest[..end];
            var named = line[word.Length..].Trim();
            named = named.IndexOfAny(' ', '\t') is > 0 and var blank ? named[..blank] : named;
            delimiter = named.Length > 0 ? named.ToString() : ";";
            at += line.Length;
            return true;
        }
    }

    /// <summary>Follows the blocks of a compound statement by its words.</summary>
    private sealed class Body
    {
        private static readonly string[] Kinds =
        [
            "trigger",
            "procedure",
            "function",
            "event",
            "package",
            "table",
            "view",
            "index",
            "sequence",
            "database",
            "schema",
            "user",
            "role",
            "server",
        ];

        private bool first = true;
        private bool isCompound;
        private bool isCreate;
        private string before = "";

        /// <summary>How many blocks are open.</summary>
        public int Depth { get; private set; }

        public void Sign(char sign) => before = sign.ToString();

        public void Take(string word)
        {
            var lower = word.ToLowerInvariant();
            if (first)
            {
                isCreate = lower == "create";
                first = false;
            }

            // "begin" alone starts a transaction; "begin not atomic" is a block.
            if (before == "begin" && lower == "not" && Depth == 0 && !isCreate)
            {
                isCompound = true;
                Depth = 1;
            }

            // The first of them says what is created: a table may be called event, and have a column function.
            if (isCreate && !isCompound && Kinds.Contains(lower))
            {
                isCompound = lower is "trigger" or "procedure" or "function" or "event" or "package";
                isCreate = false;
            }

            if (isCompound)
            {
                Block(lower);
            }

            before = lower;
        }

        private void Block(string word)
        {
            switch (word)
            {
                case "begin":
                case "case" when before != "end":

                // if(a, b, c) and repeat(a, 2) are functions; only where a statement can start is it a block.
                case "if"
                or "repeat"
                or "loop"
                or "while"
                    when before
                        is ""
                            or ";"
                            or ":"
                            or "then"
                            or "else"
                            or "begin"
                            or "do"
                            or "loop"
                            or "repeat"
                            or "row"
                            or "atomic":
                    Depth++;
                    break;

                // "for each row" stands behind a name.
                case "for"
                    when before is ";" or ":" or "then" or "else" or "begin" or "do" or "loop" or "repeat" or "row" or "atomic":
                    Depth++;
                    break;
                case "end" when Depth > 0:
                    Depth--;
                    break;
            }
        }
    }
}
