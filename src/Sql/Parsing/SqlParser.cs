using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>An expression that was read, with what was wrong with it.</summary>
/// <param name="Expression">The expression; where it could not be read, what could.</param>
/// <param name="Errors">What was wrong, in the order of the text.</param>
public sealed record SqlExpressionResult(SqlExpression Expression, Sequence<SqlSyntaxError> Errors);

/// <summary>
/// Reads SQL without an engine. It takes any text: what does not follow the grammar is an error with its place, and the rest is read.
/// </summary>
public static class SqlParser
{
    /// <summary>Reads a script.</summary>
    /// <param name="text">The text.</param>
    /// <param name="dialect">Whose SQL it is.</param>
    public static SqlScript Parse(string text, SqlDialect dialect)
    {
        var errors = new List<SqlSyntaxError>();
        var reader = new ScriptReader(text, dialect, errors);
        var statements = new List<SqlStatement>();
        while (reader.Next() is { } statement)
        {
            statements.Add(statement);
        }

        return new([.. statements], [.. reader.Comments], [.. errors]);
    }

    /// <summary>Reads a script one statement at a time, for scripts too large to keep.</summary>
    /// <param name="text">The text.</param>
    /// <param name="dialect">Whose SQL it is.</param>
    /// <param name="errors">Receives what was wrong, as far as has been read.</param>
    /// <param name="comments">Receives the comments, as far as has been read; <see langword="null"/> leaves them out.</param>
    public static IEnumerable<SqlStatement> Statements(
        string text,
        SqlDialect dialect,
        ICollection<SqlSyntaxError> errors,
        ICollection<TextSpan>? comments = null
    )
    {
        var found = new List<SqlSyntaxError>();
        var reader = new ScriptReader(text, dialect, found);
        var told = 0;
        while (true)
        {
            var statement = reader.Next();
            foreach (var error in found)
            {
                errors.Add(error);
            }

            found.Clear();
            for (; comments is not null && told < reader.Comments.Count; told++)
            {
                comments.Add(reader.Comments[told]);
            }

            if (statement is null)
            {
                yield break;
            }

            yield return statement;
        }
    }

    /// <summary>Reads a text that holds one expression.</summary>
    /// <param name="text">The text.</param>
    /// <param name="dialect">Whose SQL it is.</param>
    public static SqlExpressionResult ParseExpression(string text, SqlDialect dialect)
    {
        var errors = new List<SqlSyntaxError>();
        var cursor = new Cursor(text, dialect, errors);
        var tokenizer = new Tokenizer(text, dialect);
        while (tokenizer.Next() is { Kind: not TokenKind.End } token)
        {
            cursor.Add(token);
        }

        cursor.AddEnd(text.Length);

        var expression = new Grammar(cursor).Expressions.Read();
        if (!cursor.AtEnd)
        {
            cursor.Fail("the end of the expression");
        }

        return new(expression, [.. errors]);
    }
}
