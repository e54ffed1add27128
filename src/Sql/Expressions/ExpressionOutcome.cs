using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>What became of a text that should be an expression: the expression, or the first thing wrong with it.</summary>
public sealed record ExpressionOutcome
{
    /// <summary>The expression; none when <see cref="Error"/> is set.</summary>
    public Expression? Expression { get; init; }

    /// <summary>What is wrong, or none.</summary>
    public ExpressionError? Error { get; init; }

    /// <summary>The names and bare words of the text in its order, for checks that need a place.</summary>
    public Sequence<ExpressionName> Names { get; init; } = [];
}

/// <summary>The first thing wrong with an expression's text.</summary>
/// <param name="Position">Where, in characters from 0.</param>
/// <param name="Title">What is wrong, as one line.</param>
/// <param name="Fix">What would work.</param>
public sealed record ExpressionError(int Position, string Title, string Fix);

/// <summary>A name in an expression's text.</summary>
/// <param name="Text">The name with its dots.</param>
/// <param name="Position">Where it begins, in characters from 0.</param>
/// <param name="IsReference">Whether it was taken as a reference; otherwise it is a constant word.</param>
public sealed record ExpressionName(string Text, int Position, bool IsReference);
