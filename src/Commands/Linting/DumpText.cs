using System.Text;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>
/// Reads a large file without the rows in it: a dump is nearly all rows, and no rule looks at them one by one. Left out are the data of
/// <c>copy</c>, inserts behind the first ones, and the rest of very long ones; those in bodies of triggers and routines stay. The memory for it
/// is bounded, and what is left knows its lines.
/// </summary>
internal sealed class DumpText
{
    /// <summary>The bytes from which on a file is read so.</summary>
    public const long Large = 16 << 20;

    private const int MostText = 16 << 20;
    private const int MostInserts = 1000;
    private const int LongestInsert = 256 << 10;
    private const int End = -1;

    private readonly TextReader reader;
    private readonly string path;
    private readonly bool hasBackslashes;
    private readonly char[] buffer = new char[1 << 16];
    private readonly StringBuilder kept = new();
    private readonly StringBuilder before = new();
    private readonly List<LeftOut> gaps = [];
    private int at;
    private int filled;
    private int inserts;
    private int dropped;
    private bool isKept = true;

    private DumpText(TextReader reader, string path, bool hasBackslashes)
    {
        this.reader = reader;
        this.path = path;
        this.hasBackslashes = hasBackslashes;
    }

    /// <summary>How many rows of <c>copy</c> and whole inserts were left out.</summary>
    public long Rows { get; private set; }

    /// <summary>The text that is left.</summary>
    public string Text => kept.ToString();

    /// <summary>Where lines are missing.</summary>
    public Sequence<LeftOut> Gaps => gaps.ToSequence();

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path, for people.</param>
    /// <param name="reader">Its text.</param>
    /// <param name="hasBackslashes">Whether a backslash in a string takes the next character with it, as in MariaDB.</param>
    /// <exception cref="Failure">It is no text, or what is left without the rows is still too much.</exception>
    public static DumpText Read(string path, TextReader reader, bool hasBackslashes)
    {
        var dump = new DumpText(reader, path, hasBackslashes);
        while (dump.Peek() != End)
        {
            dump.Statement();
        }

        return dump;
    }

    private void Statement()
    {
        before.Clear();
        Blank();
        var word = Word();
        if (word.Equals("delimiter", StringComparison.OrdinalIgnoreCase))
        {
            Delimited(word);
            return;
        }

        var isInsert =
            word.Equals("insert", StringComparison.OrdinalIgnoreCase)
            || word.Equals("replace", StringComparison.OrdinalIgnoreCase);
        isKept = !isInsert || inserts++ < MostInserts;
        Rows += isKept ? 0 : 1;
        PutBefore();
        var from = kept.Length;
        Put(word);
        Rest(isInsert ? from + LongestInsert : int.MaxValue, word.Equals("create", StringComparison.OrdinalIgnoreCase));
        if (
            word.Equals("copy", StringComparison.OrdinalIgnoreCase)
            && kept.ToString(from, kept.Length - from).Contains("stdin", StringComparison.OrdinalIgnoreCase)
        )
        {
            Data();
        }
    }

    // Up to where the semicolon ends statements again: routines, which hold no dumped rows.
    private void Delimited(string word)
    {
        isKept = true;
        PutBefore();
        while (Peek() != End)
        {
            var line = new StringBuilder(word);
            Line(c => line.Append(c));
            Put(line.ToString());
            if (word.Length > 0 && line.ToString(word.Length, line.Length - word.Length).Trim() == ";")
            {
                return;
            }

            Through('\n');
            word = Word() is var first && first.Equals("delimiter", StringComparison.OrdinalIgnoreCase) ? first : "";
            Put(word.Length > 0 ? "" : first);
        }
    }

    // White space and comments, which go the way of the statement behind them.
    private void Blank()
    {
        while (Peek() is not End and var next)
        {
            if (next <= ' ' || next == '\uFEFF')
            {
                before.Append(Take());
            }
            else if ((next == '-' && Peek(1) == '-') || (next == '#' && hasBackslashes))
            {
                Line(c => before.Append(c));
            }
            else if (next == '/' && Peek(1) == '*')
            {
                Block(c => before.Append(c));
            }
            else
            {
                return;
            }
        }
    }

    private string Word()
    {
        var word = new StringBuilder();
        while (Peek() is not End and var next && char.IsAsciiLetter((char)next) && word.Length < 16)
        {
            word.Append(Take());
        }

        return word.ToString();
    }

    // Up to the semicolon that ends the statement. Behind the limit what follows a row is left out.
    private void Rest(int limit, bool isDefinition)
    {
        var body = new Body();
        var open = 0;
        var wasKept = isKept;
        var depth = 0;
        var last = ' ';
        while (Peek() is not End and var next)
        {
            switch (next)
            {
                case ';' when open == 0:
                    isKept |= wasKept;
                    Put(Take());
                    isKept = true;
                    return;
                case ',' when depth == 0 && kept.Length > limit:
                    isKept = false;
                    Put(Take());
                    break;
                case '(' or ')':
                    depth += next == '(' ? 1 : -1;
                    Put(Take());
                    break;
                case '\'':
                    Quoted('\'', hasBackslashes || last is 'e' or 'E');
                    break;
                case '"' or '`':
                    Quoted((char)next, hasBackslashes && next == '"');
                    break;
                case '$' when !hasBackslashes && !char.IsAsciiLetterOrDigit(last) && last != '_':
                    Dollars();
                    break;
                case '-' when Peek(1) == '-':
                    Line(Put);
                    break;
                case '/' when Peek(1) == '*':
                    Block(Put);
                    break;
                case var _ when isDefinition && char.IsAsciiLetter((char)next) && !IsOfName(last):
                    var word = Word();
                    Put(word);
                    open = IsOfName(Peek()) ? open : body.After(word);
                    next = word[^1];
                    break;
                default:
                    Put(Take());
                    break;
            }

            last = (char)next;
        }

        isKept = true;
    }

    private void Quoted(char quote, bool backslashes)
    {
        Put(Take());
        while (Peek() is not End and var next)
        {
            Put(Take());
            if (next == '\\' && backslashes && Peek() != End)
            {
                Put(Take());
            }
            else if (next == quote)
            {
                return;
            }
        }
    }

    // $$ … $$ and $tag$ … $tag$; a dollar sign alone is a parameter.
    private void Dollars()
    {
        var tag = new StringBuilder();
        do
        {
            tag.Append(Take());
        } while (Peek() is not End and var next && (char.IsAsciiLetterOrDigit((char)next) || next == '_') && tag.Length < 64);
        Put(tag.ToString());
        if (Peek() != '$')
        {
            return;
        }

        tag.Append('$');
        Put(Take());
        var end = tag.ToString();
        for (var matched = 0; matched < end.Length && Peek() is not End and var next; )
        {
            matched =
                next == end[matched] ? matched + 1
                : next == '$' ? 1
                : 0;
            Put(Take());
        }
    }

    // What follows "copy … from stdin;" up to a line with \. alone.
    private void Data()
    {
        Line(Put);
        Through('\n');
        while (Peek() != End && !(Peek() == '\\' && Peek(1) == '.'))
        {
            isKept = false;
            Rows++;
            Line(Put);
            Through('\n');
        }

        isKept = true;
        for (var i = 0; i < 2 && Peek() != End; i++)
        {
            Put(Take());
        }
    }

    // The rest of the line, without its end.
    private void Line(Action<char> put)
    {
        while (Peek() is not (End or '\n'))
        {
            put(Take());
        }
    }

    private void Block(Action<char> put)
    {
        put(Take());
        do
        {
            put(Take());
        } while (Peek() != End && !(Peek() == '*' && Peek(1) == '/'));
        for (var i = 0; i < 2 && Peek() != End; i++)
        {
            put(Take());
        }
    }

    private void Through(char c)
    {
        if (Peek() == c)
        {
            Put(Take());
        }
    }

    private static bool IsOfName(int c) => c == '_' || c == '$' || (c > 0 && char.IsLetterOrDigit((char)c));

    private void PutBefore()
    {
        foreach (var piece in before.GetChunks())
        {
            foreach (var c in piece.Span)
            {
                Put(c);
            }
        }
    }

    private void Put(string text)
    {
        foreach (var c in text)
        {
            Put(c);
        }
    }

    private void Put(char c)
    {
        if (!isKept)
        {
            dropped += c == '\n' ? 1 : 0;
            return;
        }

        if (dropped > 0)
        {
            gaps.Add(new(kept.Length, dropped));
            dropped = 0;
        }

        kept.Append(c);
        if (kept.Length > MostText)
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "too-large",
                $"{path} holds more than 16 million characters besides rows, and was not reviewed.",
                "A dump is reviewed without its rows; this file is large even so.",
                "Cut it into several files."
            );
        }
    }

    private char Take()
    {
        var c = (char)Peek();
        at++;
        return c != '\0'
            ? c
            : throw Failure.Because(
                ExitStatus.BadInput,
                "not-a-text",
                $"{path} is not a text: it has a zero character.",
                "Expected SQL text. An archive of pg_dump -Fc becomes one by `pg_restore --schema-only -f FILE.sql ARCHIVE`."
            );
    }

    private int Peek(int ahead = 0)
    {
        if (at + ahead >= filled)
        {
            var rest = filled - at;
            Array.Copy(buffer, at, buffer, 0, rest);
            at = 0;
            filled = rest + reader.ReadBlock(buffer, rest, buffer.Length - rest);
        }

        return at + ahead < filled ? buffer[at + ahead] : End;
    }

    /// <summary>
    /// How deep the words of a definition are in its body, in which semicolons end nothing: <c>begin … end</c> of a trigger,
    /// <c>begin atomic … end</c> of a routine.
    /// </summary>
    private struct Body
    {
        private bool isTrigger;
        private bool isBegun;
        private int open;

        /// <summary>The depth after the next word.</summary>
        public int After(string word)
        {
            var begins = Is(word, "begin") ? isTrigger : isBegun && Is(word, "atomic");
            (isTrigger, isBegun) = (isTrigger || Is(word, "trigger"), Is(word, "begin"));
            open +=
                begins || (open > 0 && Is(word, "case")) ? 1
                : open > 0 && Is(word, "end") ? -1
                : 0;
            return open;
        }

        private static bool Is(string word, string other) => word.Equals(other, StringComparison.OrdinalIgnoreCase);
    }
}
