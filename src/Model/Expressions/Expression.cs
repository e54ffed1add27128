namespace Dbwright.Model;

/// <summary>A neutral scalar or boolean expression of the requirements; engines write it in their own SQL.</summary>
public abstract record Expression
{
    private Expression() { }

    /// <summary>An attribute, perhaps reached over references: <c>status</c>, <c>customer.email</c>.</summary>
    /// <param name="Path">The names from the entity outwards; at least one.</param>
    public sealed record Reference(Sequence<string> Path) : Expression
    {
        /// <summary>The path with dots.</summary>
        public override string ToString() => string.Join('.', Path);
    }

    /// <summary>A literal. The value is <see langword="null"/>, a <see cref="bool"/>, <see cref="decimal"/> or <see cref="string"/>.</summary>
    public sealed record Constant(object? Value) : Expression;

    /// <summary>The moment of the transaction (<c>now</c>) or its date (<c>today</c>).</summary>
    public sealed record Now(bool DateOnly) : Expression;

    /// <summary>Two operands and one operator.</summary>
    public sealed record Binary(BinaryOperator Operator, Expression Left, Expression Right) : Expression;

    /// <summary>Logical negation.</summary>
    public sealed record Not(Expression Operand) : Expression;

    /// <summary><c>x is null</c>, or <c>is not null</c>.</summary>
    public sealed record IsNull(Expression Operand, bool Negated) : Expression;

    /// <summary><c>x in (a, b)</c>.</summary>
    public sealed record In(Expression Operand, Sequence<Expression> Values) : Expression;

    /// <summary><c>x between a and b</c>, both ends included.</summary>
    public sealed record Between(Expression Operand, Expression Low, Expression High) : Expression;

    /// <summary>A function of the closed set that every engine can write: <c>length</c>, <c>lower</c>, <c>upper</c>, <c>abs</c>, <c>coalesce</c>.</summary>
    public sealed record Call(string Function, Sequence<Expression> Arguments) : Expression;
}

/// <summary>The operators of <see cref="Expression.Binary"/>.</summary>
public enum BinaryOperator
{
    /// <summary>Logical and.</summary>
    And,

    /// <summary>Logical or.</summary>
    Or,

    /// <summary>Equal.</summary>
    Equal,

    /// <summary>Not equal.</summary>
    NotEqual,

    /// <summary>Less than.</summary>
    Less,

    /// <summary>Less than or equal.</summary>
    LessOrEqual,

    /// <summary>Greater than.</summary>
    Greater,

    /// <summary>Greater than or equal.</summary>
    GreaterOrEqual,

    /// <summary>Sum.</summary>
    Add,

    /// <summary>Difference.</summary>
    Subtract,

    /// <summary>Product.</summary>
    Multiply,

    /// <summary>Quotient.</summary>
    Divide,

    /// <summary>Matches a regular expression (of the common subset: classes, anchors, counts, groups, alternatives).</summary>
    Matches,
}
