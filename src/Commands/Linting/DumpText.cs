using System.Text;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>
/// Reads a large file without the rows in it: a dump is nearly all rows, and no rule looks at them one by one. Left out are the data of
/// <c>copy</c>, inserts behind the first ones, and the rest of very long ones. The memory for it is bounded, and what is left knows its lines.
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
        var isInsert =
            word.Equals("insert", StringComparison.OrdinalIgnoreCase)
            || word.Equals("replace", StringComparison.OrdinalIgnoreCase);
        isKept = !isInsert || inserts++ < MostInserts;
        Rows += isKept ? 0 : 1;
        foreach (var piece in before.GetChunks())
        {
            foreach (var c in piece.Span)
            {
                Put(c);
            }
        }

        var from = kept.Length;
        foreach (var c in word)
        {
            Put(c);
        }

        Rest(isInsert ? from + LongestInsert : int.MaxValue);
        if (
            word.Equals("copy", StringComparison.OrdinalIgnoreCase)
            && kept.ToString(from, kept.Length - from).Contains("stdin", StringComparison.OrdinalIgnoreCase)
        )
        {
            Data();
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
                while (Peek() is not (End or '\n'))
                {
                    before.Append(Take());
                }
            }
            else if (next == '/' && Peek(1) == '*')
            {
                before.Append(Take());
                do
                {
                    before.Append(Take());
                } while (Peek() != End && !(Peek() == '*' && Peek(1) == '/'));
                for (var i = 0; i < 2 && Peek() != End; i++)
                {
                    before.Append(Take());
                }
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
    private void Rest(int limit)
    {
        var wasKept = isKept;
        var depth = 0;
        var last = ' ';
        while (Peek() is not End and var next)
        {
            switch (next)
            {
                case ';':
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
                    while (Peek() is not (End or '\n'))
                    {
                        Put(Take());
                    }

                    break;
                case '/' when Peek(1) == '*':
                    Put(Take());
                    do
                    {
                        Put(Take());
                    } while (Peek() != End && !(Peek() == '*' && Peek(1) == '/'));
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
        foreach (var c in tag.ToString())
        {
            Put(c);
        }

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
        while (Peek() is not (End or '\n'))
        {
            Put(Take());
        }

        if (Peek() == '\n')
        {
            Put(Take());
        }

        while (Peek() != End && !(Peek() == '\\' && Peek(1) == '.'))
        {
            isKept = false;
            Rows++;
            while (Peek() is not (End or '\n'))
            {
                Put(Take());
            }

            if (Peek() == '\n')
            {
                Put(Take());
            }
        }

        isKept = true;
        for (var i = 0; i < 2 && Peek() != End; i++)
        {
            Put(Take());
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
}
