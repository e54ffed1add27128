using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>
/// Reads the neutral expression language of rules and defaults: <c>and or not</c>, comparisons, <c>between</c>, <c>in (…)</c>,
/// <c>is [not] null</c>, <c>matches 'regex'</c>, <c>+ - * /</c>, the functions of <see cref="Functions"/>, <c>now</c>, <c>today</c>,
/// numbers, 'texts', <c>true false null</c>, bare words and dotted paths.
/// </summary>
public sealed class ExpressionParser
{
    /// <summary>The greatest nesting; deeper texts are refused rather than risking the stack.</summary>
    public const int MaximumDepth = 64;

    /// <summary>The greatest number of characters, which also bounds the depth of long chains.</summary>
    public const int MaximumLength = 4000;

    private const int MaximumTokens = 1000;

    private readonly List<ExpressionToken> tokens = [];
    private readonly List<ExpressionName> names = [];
    private readonly Func<string, bool>? isName;
    private int next;
    private int depth;

    private ExpressionParser(Func<string, bool>? isName) => this.isName = isName;

    /// <summary>The functions that every engine can write, with the least and greatest number of arguments.</summary>
    public static Sequence<(string Name, int Least, int Most)> Functions { get; } =
    [("length", 1, 1), ("lower", 1, 1), ("upper", 1, 1), ("abs", 1, 1), ("coalesce", 2, 16)];

    /// <summary>The words that mean something in an expression and so cannot name an attribute.</summary>
    public static Sequence<string> Keywords { get; } =
    ["and", "or", "not", "between", "in", "is", "null", "matches", "true", "false", "now", "today"];

    /// <summary>Reads an expression.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isName">
    /// Whether a bare word (without dot) is a name; a word that is none is the constant text of that word. Without it every word is a name.
    /// </param>
    /// <param name="at">Where the text begins, for errors.</param>
    /// <exception cref="Failure">The text is no expression (<see cref="ExitStatus.BadInput"/>), with its place.</exception>
    public static Expression Parse(string text, Func<string, bool>? isName = null, Location? at = null)
    {
        var outcome = Read(text, isName);
        if (outcome.Error is { } error)
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "expression",
                error.Title,
                fix: error.Fix,
                at: at is null ? null : at with { Column = at.Column + error.Position }
            );
        }

        return outcome.Expression!;
    }

    /// <summary>Reads an expression without throwing; the arguments are those of <see cref="Parse"/>.</summary>
    public static ExpressionOutcome Read(string text, Func<string, bool>? isName = null)
    {
        if (text.Length > MaximumLength)
        {
            return new() { Error = new(0, "The expression is too long", $"Write at most {MaximumLength} characters.") };
        }

        var parser = new ExpressionParser(isName);
        if (ExpressionLexer.Read(text, isName, parser.tokens) is { } unreadable)
        {
            return new() { Error = unreadable };
        }

        if (parser.tokens.Count > MaximumTokens)
        {
            return new() { Error = new(0, "The expression is too long", "Split it into several rules.") };
        }

        try
        {
            var expression = parser.Or();
            if (parser.Current.Kind != ExpressionTokenKind.End)
            {
                throw parser.Wrong($"{parser.Shown()} is not expected here", "Join conditions with 'and' or 'or'.");
            }

            return new() { Expression = expression, Names = parser.names.ToSequence() };
        }
        catch (SyntaxException wrong)
        {
            return new() { Error = wrong.Error };
        }
    }

    private ExpressionToken Current => tokens[next];

    private Expression Or()
    {
        var left = And();
        while (Take("or"))
        {
            left = new Expression.Binary(BinaryOperator.Or, left, And());
        }

        return left;
    }

    private Expression And()
    {
        var left = Not();
        while (Take("and"))
        {
            left = new Expression.Binary(BinaryOperator.And, left, Not());
        }

        return left;
    }

    private Expression Not() => Take("not") ? Deeper<Expression>(() => new Expression.Not(Not())) : Predicate();

    private Expression Predicate()
    {
        var left = Sum();
        var start = Current;
        var comparison = start.Kind == ExpressionTokenKind.Symbol ? Comparison(start.Text) : null;
        if (comparison is { } compare)
        {
            next++;
            var right = Sum();
            if (left is Expression.Constant { Value: null } || right is Expression.Constant { Value: null })
            {
                throw Wrong(start, "A comparison with null is never true", "Write 'is null' or 'is not null'.");
            }

            if (Current.Kind == ExpressionTokenKind.Symbol && Comparison(Current.Text) is not null)
            {
                throw Wrong("Comparisons cannot be chained", "Write 'a < b and b < c', or 'b between a and c'.");
            }

            return new Expression.Binary(compare, left, right);
        }

        if (Take("is"))
        {
            var negated = Take("not");
            Expect("null", "Write 'is null' or 'is not null'.");
            return new Expression.IsNull(left, negated);
        }

        var not = Take("not");
        Expression? predicate = null;
        if (Take("between"))
        {
            var low = Sum();
            Expect("and", "Write 'x between a and b'.");
            predicate = new Expression.Between(left, low, Sum());
        }
        else if (Take("in"))
        {
            predicate = new Expression.In(left, Arguments("Write 'x in (a, b)'."));
        }
        else if (Take("matches"))
        {
            if (Current.Kind != ExpressionTokenKind.Text)
            {
                throw Wrong("'matches' needs a regular expression in single quotes", "Write for example matches '^[A-Z]{3}$'.");
            }

            predicate = new Expression.Binary(BinaryOperator.Matches, left, new Expression.Constant(Current.Text));
            next++;
        }

        if (predicate is null)
        {
            return not
                ? throw Wrong($"{Shown()} is not expected after 'not'", "Write 'not in', 'not between' or 'not matches'.")
                : left;
        }

        return not ? new Expression.Not(predicate) : predicate;
    }

    private static BinaryOperator? Comparison(string symbol) =>
        symbol switch
        {
            "=" => BinaryOperator.Equal,
            "!=" => BinaryOperator.NotEqual,
            "<" => BinaryOperator.Less,
            "<=" => BinaryOperator.LessOrEqual,
            ">" => BinaryOperator.Greater,
            ">=" => BinaryOperator.GreaterOrEqual,
            _ => null,
        };

    private Expression Sum()
    {
        var left = Product();
        while (Current.Is("+") || Current.Is("-"))
        {
            var operation = Current.Text == "+" ? BinaryOperator.Add : BinaryOperator.Subtract;
            next++;
            left = new Expression.Binary(operation, left, Product());
        }

        return left;
    }

    private Expression Product()
    {
        var left = Signed();
        while (Current.Is("*") || Current.Is("/"))
        {
            var operation = Current.Text == "*" ? BinaryOperator.Multiply : BinaryOperator.Divide;
            next++;
            left = new Expression.Binary(operation, left, Signed());
        }

        return left;
    }

    private Expression Signed() =>
        Take("-")
            ? Deeper<Expression>(() =>
                Signed() switch
                {
                    Expression.Constant { Value: decimal number } => new Expression.Constant(-number),
                    var operand => new Expression.Binary(BinaryOperator.Subtract, new Expression.Constant(0m), operand),
                }
            )
            : Primary();

    private Expression Primary()
    {
        var token = Current;
        next += token.Kind == ExpressionTokenKind.End ? 0 : 1;
        switch (token.Kind)
        {
            case ExpressionTokenKind.Number:
                return new Expression.Constant(token.Number);
            case ExpressionTokenKind.Text:
                return new Expression.Constant(token.Text);
            case ExpressionTokenKind.Word:
                return Word(token);
            case ExpressionTokenKind.Symbol when token.Text == "(":
                return Deeper(() =>
                {
                    var inner = Or();
                    Expect(")", "Close the parenthesis.");
                    return inner;
                });
            case ExpressionTokenKind.End:
                throw Wrong(token, "The expression ends where a value is expected", "Write an attribute, a number or a 'text'.");
            default:
                throw Wrong(
                    token,
                    $"'{token.Text}' stands where a value is expected",
                    "Write an attribute, a number or a 'text'."
                );
        }
    }

    private Expression Word(ExpressionToken token)
    {
        switch (token.Text)
        {
            case "true" or "false":
                return new Expression.Constant(token.Text == "true");
            case "null":
                return new Expression.Constant(null);
            case "now" or "today":
                if (Take("("))
                {
                    Expect(")", $"Write '{token.Text}'.");
                }

                return new Expression.Now(token.Text == "today");
            case var keyword when Keywords.Contains(keyword):
                throw Wrong(token, $"'{keyword}' stands where a value is expected", "Write an attribute, a number or a 'text'.");
        }

        if (Current.Is("("))
        {
            return Function(token);
        }

        var isReference = token.Text.Contains('.') || isName is null || isName(token.Text);
        names.Add(new(token.Text, token.Position, isReference));
        return isReference ? new Expression.Reference(token.Text.Split('.').ToSequence()) : new Expression.Constant(token.Text);
    }

    private Expression.Call Function(ExpressionToken token)
    {
        var function = Functions.FirstOrDefault(f => f.Name == token.Text);
        if (function.Name is null)
        {
            var known = string.Join(", ", Functions.Select(f => f.Name));
            var nearest = NearestName.Of(token.Text, Functions.Select(f => f.Name));
            throw Wrong(
                token,
                $"There is no function '{token.Text}'",
                nearest is null ? $"The functions are {known}." : $"Did you mean '{nearest}'? The functions are {known}."
            );
        }

        var arguments = Arguments($"Write {function.Name}(…).");
        return arguments.Count >= function.Least && arguments.Count <= function.Most
            ? new Expression.Call(function.Name, arguments)
            : throw Wrong(
                token,
                $"'{function.Name}' has {arguments.Count} arguments",
                function.Least == function.Most ? $"Give it {function.Least}." : $"Give it {function.Least} to {function.Most}."
            );
    }

    private Sequence<Expression> Arguments(string fix)
    {
        Expect("(", fix);
        return Deeper(() =>
        {
            var items = new List<Expression> { Sum() };
            while (Take(","))
            {
                items.Add(Sum());
            }

            Expect(")", fix);
            return items.ToSequence();
        });
    }

    private T Deeper<T>(Func<T> read)
    {
        if (++depth > MaximumDepth)
        {
            throw Wrong("The expression is nested too deeply", $"At most {MaximumDepth} levels are read.");
        }

        var result = read();
        depth--;
        return result;
    }

    private bool Take(string text)
    {
        var found = Current.Is(text);
        next += found ? 1 : 0;
        return found;
    }

    private void Expect(string text, string fix)
    {
        if (!Take(text))
        {
            throw Wrong($"'{text}' is expected, not {Shown()}", fix);
        }
    }

    private string Shown() => Current.Kind == ExpressionTokenKind.End ? "the end" : $"'{Current.Text}'";

    private SyntaxException Wrong(string title, string fix) => Wrong(Current, title, fix);

    private static SyntaxException Wrong(ExpressionToken token, string title, string fix) => new(new(token.Position, title, fix));

    /// <summary>Leaves the recursive descent at the first error; never seen outside.</summary>
    private sealed class SyntaxException(ExpressionError error) : Exception(error.Title)
    {
        public ExpressionError Error { get; } = error;
    }
}
