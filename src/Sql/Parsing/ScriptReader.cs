namespace Dbwright.Sql;

/// <summary>
/// Cuts a script into statements while it reads them, by the rules of the engines' clients: semicolons do not count in strings and in the
/// bodies of routines, triggers and rules; lines of the clients' own are statements by themselves.
/// </summary>
internal sealed class ScriptReader
{
    private readonly string text;
    private readonly SqlDialect dialect;
    private readonly Tokenizer tokenizer;
    private readonly Cursor cursor;
    private readonly Grammar grammar;
    private readonly List<SqlSyntaxError> errors;
    private readonly OpenBlocks blocks;
    private string delimiter = ";";

    public ScriptReader(string text, SqlDialect dialect, List<SqlSyntaxError> errors)
    {
        this.text = text;
        this.dialect = dialect;
        this.errors = errors;
        tokenizer = new(text, dialect);
        cursor = new(text, dialect, errors);
        grammar = new(cursor);
        blocks = new(dialect);
    }

    /// <summary>The comments read so far.</summary>
    public IReadOnlyList<TextSpan> Comments => tokenizer.Comments;

    /// <summary>The next statement; <see langword="null"/> at the end.</summary>
    public SqlStatement? Next()
    {
        while (true)
        {
            var more = Fill();
            if (cursor.Count > 0)
            {
                return Read();
            }

            if (!more)
            {
                return null;
            }
        }
    }

    private SqlStatement Read()
    {
        grammar.Queries.Clear();
        var before = errors.Count;
        var start = cursor.Start;
        var first = cursor.Word;
        var statement = grammar.Statements.Read();
        if (!cursor.AtEnd)
        {
            cursor.Fail("the end of the statement");
        }

        if (errors.Count == before)
        {
            cursor.FailIfBad();
        }

        // A statement keeps what was read of it; its span is all that belongs to it.
        var whole = cursor.From(start);
        if (cursor.Failed && statement is OtherStatement or UnparsedStatement)
        {
            statement = new UnparsedStatement(first, whole);
        }
        else if (statement.Span != whole)
        {
            statement = statement with { Span = whole };
        }

        return statement is CopyStatement { IsFrom: true } copy ? copy with { Data = Data(copy) } : statement;
    }

    // What follows "copy … from stdin;" up to a line with \. is no SQL.
    private TextSpan? Data(CopyStatement copy)
    {
        if (!copy.Span.Of(text).Contains("stdin", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var line = text.IndexOf('\n', Math.Max(0, tokenizer.At - 1));
        if (line < 0)
        {
            return null;
        }

        var end = text.AsSpan(line).IndexOf("\n\\.");
        if (end < 0)
        {
            return null;
        }

        var data = TextSpan.Between(line + 1, line + end + 1);
        tokenizer.At = line + end + 3;
        return data;
    }

    // Whether there may be more.
    private bool Fill()
    {
        cursor.Clear();
        blocks.Clear();
        var count = 0;
        while (true)
        {
            var before = tokenizer.At;
            var token = tokenizer.Next();
            if (token.Kind == TokenKind.End)
            {
                cursor.AddEnd(token.Start);
                return false;
            }

            if (count == 0 && IsClientLine(token, before))
            {
                AddLine(token);
                return true;
            }

            if (count > 0 && dialect == SqlDialect.PostgreSql && text[token.Start] == '\\')
            {
                // \gexec and the like end a statement too.
                SkipLine(token.Start);
                cursor.AddEnd(token.Start);
                return true;
            }

            if (Delimited(ref token, out var isEmpty))
            {
                if (!isEmpty)
                {
                    cursor.Add(token);
                }

                cursor.AddEnd(token.Start);
                return true;
            }

            cursor.Add(token);
            count++;
            if (delimiter == ";")
            {
                blocks.Take(token);
            }
        }
    }

    private bool Delimited(ref Token token, out bool isEmpty)
    {
        isEmpty = true;
        if (delimiter == ";")
        {
            return token.Kind == TokenKind.Sign && text[token.Start] == ';' && blocks.AreClosed;
        }

        // Another delimiter may stand at the end of a word, as in "end$$".
        var part = text.AsSpan(token.Start);
        if (part.StartsWith(delimiter, StringComparison.Ordinal))
        {
            tokenizer.At = token.Start + delimiter.Length;
            return true;
        }

        if (
            token.Kind != TokenKind.Word
            || text.AsSpan(token.Start, token.End - token.Start).IndexOf(delimiter) is not (> 0 and var at)
        )
        {
            return false;
        }

        isEmpty = false;
        tokenizer.At = token.Start + at + delimiter.Length;
        token = new(TokenKind.Word, WordTable.Find(text.AsSpan(token.Start, at)), token.Start, token.Start + at);
        return true;
    }

    private bool IsClientLine(in Token token, int before) =>
        dialect switch
        {
            SqlDialect.PostgreSql => text[token.Start] == '\\',
            SqlDialect.Sqlite => text[token.Start] == '.' && (token.Start == 0 || text[token.Start - 1] == '\n' || before == 0),
            _ => WordTable.Text(token.Word) == "delimiter",
        };

    private void AddLine(in Token token)
    {
        var end = SkipLine(token.Start);
        if (dialect == SqlDialect.MariaDb)
        {
            var named = text.AsSpan(token.End, end - token.End).Trim();
            delimiter = named.Length > 0 ? named.ToString() : ";";
        }

        var trimmed = token.Start + text.AsSpan(token.Start, end - token.Start).TrimEnd().Length;
        cursor.Add(token with { End = Math.Max(token.End, trimmed) });
        cursor.AddEnd(trimmed);
    }

    private int SkipLine(int from)
    {
        var end = text.IndexOf('\n', from);
        end = end < 0 ? text.Length : end;
        tokenizer.At = end;
        return end;
    }
}
