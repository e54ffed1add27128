namespace Dbwright.Sql;

/// <summary>
/// The tokens of one statement and the place that has been read so far. After an error it stands at the end, so that every rule ends by
/// itself; whoever reads a list sets it behind the broken item and goes on.
/// </summary>
internal sealed class Cursor(string source, SqlDialect dialect, List<SqlSyntaxError> errors)
{
    // Deep enough for what people write, and shallow enough for the stack of those who read the tree.
    private const int Deepest = 500;
    private readonly WordTable words = WordTable.Of(dialect);
    private readonly StringPool pool = new(source.Length);
    private Token[] tokens = new Token[64];
    private int count;
    private int at;
    private int depth;
    private int failedAt;
    private int bad = -1;

    /// <summary>The whole text.</summary>
    public string Source => source;

    /// <summary>Whose SQL it is.</summary>
    public SqlDialect Dialect => dialect;

    /// <summary>Whether it is PostgreSQL.</summary>
    public bool IsPostgreSql => dialect == SqlDialect.PostgreSql;

    /// <summary>Whether it is MariaDB.</summary>
    public bool IsMariaDb => dialect == SqlDialect.MariaDb;

    /// <summary>Whether it is SQLite.</summary>
    public bool IsSqlite => dialect == SqlDialect.Sqlite;

    /// <summary>Strings of this text, each made once.</summary>
    public StringPool Pool => pool;

    /// <summary>Whether there was an error that nobody has recovered from.</summary>
    public bool Failed { get; private set; }

    /// <summary>The number of the token that is next; settable, to go back.</summary>
    public int Position
    {
        get => at;
        set => at = value;
    }

    /// <summary>How many tokens there are, the end not counted.</summary>
    public int Count => count - 1;

    /// <summary>The token that is next.</summary>
    public Token Current => tokens[at];

    /// <summary>What it is.</summary>
    public TokenKind Kind => tokens[at].Kind;

    /// <summary>The word, operator or sign that is next, in lower case; empty when it is no known one.</summary>
    public string Word => WordTable.Text(tokens[at].Word);

    /// <summary>Where the next token begins.</summary>
    public int Start => tokens[at].Start;

    /// <summary>Where the token before ended.</summary>
    public int End => at == 0 ? tokens[0].Start : tokens[at - 1].End;

    /// <summary>Whether all has been read.</summary>
    public bool AtEnd => tokens[at].Kind == TokenKind.End;

    /// <summary>Forgets all tokens.</summary>
    public void Clear()
    {
        count = at = depth = 0;
        bad = -1;
        Failed = false;
    }

    /// <summary>Adds a token; the last one must be an end.</summary>
    public void Add(in Token token)
    {
        if (count == tokens.Length)
        {
            Array.Resize(ref tokens, tokens.Length * 2);
        }

        if (token.Kind == TokenKind.Bad && bad < 0)
        {
            bad = count;
        }

        tokens[count++] = token;
    }

    /// <summary>Adds the end, behind the last token.</summary>
    /// <param name="place">Where it is when there is no token.</param>
    public void AddEnd(int place)
    {
        place = count == 0 ? place : tokens[count - 1].End;
        Add(new(TokenKind.End, 0, place, place));
    }

    /// <summary>The token some places on; the end when there is none.</summary>
    public Token Ahead(int distance) => tokens[Math.Clamp(at + distance, 0, count - 1)];

    /// <summary>The word some places on.</summary>
    public string WordAhead(int distance) => WordTable.Text(Ahead(distance).Word);

    /// <summary>What else the next word may be.</summary>
    public WordUse Use(in Token token) => token.Word == 0 ? WordUse.Free : words.Use(token.Word);

    /// <summary>The text of a token.</summary>
    public ReadOnlySpan<char> TextOf(in Token token) => source.AsSpan(token.Start, token.End - token.Start);

    /// <summary>From a place in the text to the end of what has been read.</summary>
    public TextSpan From(int start) => TextSpan.Between(start, End);

    /// <summary>Whether this word or sign is next.</summary>
    public bool At(string word) => Word == word;

    /// <summary>Whether these two are next.</summary>
    public bool At(string first, string second) => Word == first && WordAhead(1) == second;

    /// <summary>Whether these three are next.</summary>
    public bool At(string first, string second, string third) => At(first, second) && WordAhead(2) == third;

    /// <summary>Reads a token, whatever it is.</summary>
    public void Skip()
    {
        if (at < count - 1)
        {
            at++;
        }
    }

    /// <summary>Reads the word or sign when it is next.</summary>
    public bool Accept(string word)
    {
        if (Word != word)
        {
            return false;
        }

        at++;
        return true;
    }

    /// <summary>Reads two words when they are next.</summary>
    public bool Accept(string first, string second)
    {
        if (!At(first, second))
        {
            return false;
        }

        at += 2;
        return true;
    }

    /// <summary>Reads three words when they are next.</summary>
    public bool Accept(string first, string second, string third)
    {
        if (!At(first, second, third))
        {
            return false;
        }

        at += 3;
        return true;
    }

    /// <summary>Reads the word or sign; anything else is an error.</summary>
    public bool Expect(string word)
    {
        if (Accept(word))
        {
            return true;
        }

        Fail(word);
        return false;
    }

    /// <summary>Notes what was expected here and goes to the end.</summary>
    public void Fail(string expected)
    {
        if (Failed)
        {
            return;
        }

        var token = tokens[at];
        var found = token.Kind == TokenKind.End ? "the end" : Short(TextOf(token));
        errors.Add(new(TextSpan.Between(token.Start, token.End), expected, found));
        Failed = true;
        failedAt = at;
        at = count - 1;
    }

    /// <summary>Notes what the tokenizer could not make sense of, where no rule has looked at it.</summary>
    public void FailIfBad()
    {
        if (bad >= 0 && !Failed)
        {
            at = bad;
            Fail("a string that is closed, or a sign of the language");
        }
    }

    /// <summary>Goes on behind an error: at the first token from the error on that is one of the two at this depth of parentheses.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Recover(string separator, string end)
    {
        var open = 0;
        for (var i = failedAt; i < count - 1; i++)
        {
            var word = WordTable.Text(tokens[i].Word);
            if (open == 0 && (word == separator || word == end))
            {
                at = i;
                Failed = false;
                return true;
            }

            open +=
                word == "(" ? 1
                : word == ")" ? -1
                : 0;
            if (open < 0)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Reads in one way; when that fails, forgets it and goes back.</summary>
    public bool Try<T>(Func<T> read, out T result, Func<bool>? isRight = null)
    {
        var (from, known) = (at, errors.Count);
        result = read();
        if (!Failed && (isRight is null || isRight()))
        {
            return true;
        }

        if (errors.Count > known)
        {
            errors.RemoveRange(known, errors.Count - known);
        }

        Failed = false;
        at = from;
        return false;
    }

    /// <summary>Goes a level down; an error when it is too deep.</summary>
    public bool Enter()
    {
        if (depth < Deepest)
        {
            depth++;
            return true;
        }

        Fail($"no more than {Deepest} levels of nesting");
        return false;
    }

    /// <summary>Comes a level up.</summary>
    public void Leave() => depth--;

    /// <summary>What stands from a token to before another, its white space as one space each, in lower case but for quoted parts.</summary>
    public string Plain(int from, int to)
    {
        var text = new System.Text.StringBuilder();
        for (var i = from; i < to; i++)
        {
            if (i > from && tokens[i].Start > tokens[i - 1].End)
            {
                text.Append(' ');
            }

            var token = tokens[i];
            text.Append(token.Kind == TokenKind.Word ? TextOf(token).ToString().ToLowerInvariant() : TextOf(token));
        }

        return pool.Of(text.ToString());
    }

    private static string Short(ReadOnlySpan<char> text) => text.Length <= 40 ? $"\"{text}\"" : $"\"{text[..37]}...\"";
}
