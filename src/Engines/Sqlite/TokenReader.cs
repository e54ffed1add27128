namespace Dbwright.Engines;

/// <summary>Goes through the tokens of a definition; comments are passed over and kept aside.</summary>
internal class SqliteTokenReader(string sql)
{
    private readonly List<SqliteToken> tokens = SqliteLexer.Read(sql);
    private int next;

    /// <summary>The next token that is no comment.</summary>
    public SqliteToken Current => tokens[Solid(next)];

    /// <summary>The token after <see cref="Current"/> that is no comment.</summary>
    public SqliteToken Following => tokens[Solid(Math.Min(Solid(next) + 1, tokens.Count - 1))];

    /// <summary>Where the token ends that was passed last.</summary>
    public int PassedEnd { get; private set; }

    /// <summary>Where the text ends.</summary>
    public int End => sql.Length;

    /// <summary>Whether there are no more.</summary>
    public bool AtEnd => Current.Kind == SqliteTokenKind.End;

    /// <summary>Goes on to the next token.</summary>
    /// <returns>The token passed.</returns>
    public SqliteToken Advance()
    {
        var passed = Solid(next);
        next = Math.Min(passed + 1, tokens.Count - 1);
        PassedEnd = tokens[passed].End;
        return tokens[passed];
    }

    /// <summary>Passes the keyword or symbol if it is next.</summary>
    public bool Take(string text)
    {
        var found = Current.Is(text);
        if (found)
        {
            Advance();
        }

        return found;
    }

    /// <summary>Passes the keywords if they are next, all of them.</summary>
    public bool Take(string first, string second)
    {
        var found = Current.Is(first) && Following.Is(second);
        if (found)
        {
            Advance();
            Advance();
        }

        return found;
    }

    /// <summary>Passes a name, in whatever quotes.</summary>
    public string Name()
    {
        var token = Advance();
        return token.Kind == SqliteTokenKind.Text ? token.Value[1..^1].Replace("''", "'") : token.Value;
    }

    /// <summary>Passes a parenthesis and gives what is in it, as written; none when no parenthesis is next.</summary>
    public string? Parenthesis()
    {
        if (!Current.Is("("))
        {
            return null;
        }

        var from = Advance().End;
        var depth = 1;
        while (!AtEnd)
        {
            var token = Advance();
            depth +=
                token.Is("(") ? 1
                : token.Is(")") ? -1
                : 0;
            if (depth == 0)
            {
                return sql[from..token.Start].Trim();
            }
        }

        return sql[from..].Trim();
    }

    /// <summary>Passes names in parentheses, separated by commas; empty when no parenthesis is next.</summary>
    public List<string> Names()
    {
        var names = new List<string>();
        if (!Take("("))
        {
            return names;
        }

        while (!AtEnd && !Take(")"))
        {
            names.Add(Name());
            // Orders and collations of key columns do not belong to their names.
            while (!AtEnd && !Current.Is(",") && !Current.Is(")"))
            {
                Advance();
            }

            Take(",");
        }

        return names;
    }

    /// <summary>
    /// The comment next in the text: the first on the line of what went before, or, when <paramref name="own"/> is set, on lines of its
    /// own. Comments on the lines that follow continue it.
    /// </summary>
    public string? Comment(bool own)
    {
        if (tokens[next].Kind != SqliteTokenKind.Comment || tokens[next].FollowsLine != own)
        {
            return null;
        }

        var lines = new List<string>();
        do
        {
            lines.Add(tokens[next++].Value);
        } while (tokens[next].Kind == SqliteTokenKind.Comment && tokens[next].FollowsLine);
        return string.Join('\n', lines);
    }

    /// <summary>The text between two places, without the space around it.</summary>
    public string Slice(int start, int end) => sql[start..end].Trim();

    /// <summary>The text between two places, with the space around it.</summary>
    public string Between(int start, int end) => sql[start..end];

    /// <summary>The name that the text consists of, or none when there is more or something else.</summary>
    public string? Only()
    {
        if (Current.Kind is not (SqliteTokenKind.Name or SqliteTokenKind.Word))
        {
            return null;
        }

        var name = Name();
        return AtEnd ? name : null;
    }

    /// <summary>What is said when the next token is not understood.</summary>
    public FormatException Unreadable() =>
        new(AtEnd ? "The definition ends too early." : $"dbwright does not know what `{Current.Value}` means here.");

    private int Solid(int position)
    {
        while (tokens[position].Kind == SqliteTokenKind.Comment)
        {
            position++;
        }

        return position;
    }
}
