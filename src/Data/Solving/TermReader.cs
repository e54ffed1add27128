using System.Globalization;
using System.Text;

namespace Dbwright.Data;

/// <summary>Thrown for a text that is no expression this reader knows.</summary>
internal sealed class TermException(string message) : Exception(message);

/// <summary>
/// Reads the conditions of checks as the engines word them. What it does not know is left to the engine; it never guesses.
/// </summary>
internal sealed class TermReader
{
    private static readonly string[] Signs =
    [
        "operator(",
        "!~~*",
        "!~~",
        "!~*",
        "~~*",
        "->>",
        "#>>",
        "<=>",
        "::",
        "<=",
        ">=",
        "<>",
        "!=",
        "||",
        "~~",
        "!~",
        "~*",
        "@>",
        "<@",
        "&&",
        "->",
        "#>",
        "?|",
        "?&",
        "<<",
        ">>",
        "-|-",
        "@@",
        "#-",
        "(",
        ")",
        "[",
        "]",
        ",",
        ".",
        ";",
        ":",
        "+",
        "-",
        "*",
        "/",
        "%",
        "^",
        "=",
        "<",
        ">",
        "~",
        "@",
        "?",
        "#",
        "&",
        "|",
        "!",
    ];

    private readonly List<(char Kind, string Text)> tokens = [];
    private readonly Func<string, int?> column;
    private int position;

    private TermReader(string text, Func<string, int?> column)
    {
        this.column = column;
        Lex(text);
    }

    /// <summary>Reads an expression.</summary>
    /// <param name="text">The SQL.</param>
    /// <param name="column">The position of a column, or none when there is no such column.</param>
    /// <exception cref="TermException">It is no expression this reader knows.</exception>
    public static Term Read(string text, Func<string, int?> column)
    {
        var reader = new TermReader(text, column);
        var term = reader.Or();
        return reader.position == reader.tokens.Count
            ? term
            : throw new TermException($"unexpected {reader.tokens[reader.position].Text}");
    }

    private void Lex(string text)
    {
        for (var i = 0; i < text.Length; )
        {
            var c = text[i];
            if (char.IsWhiteSpace(c))
            {
                i++;
            }
            else if (
                c == '\''
                || ((c is 'E' or 'e' or 'N' or 'n' or 'B' or 'b' or 'X' or 'x') && i + 1 < text.Length && text[i + 1] == '\'')
            )
            {
                i = Quoted(text, i, c != '\'');
            }
            else if (c is '"' or '`')
            {
                var end = text.IndexOf(c, i + 1);
                end = end < 0 ? throw new TermException("an open name") : end;
                tokens.Add(('n', text[(i + 1)..end]));
                i = end + 1;
            }
            else if (char.IsAsciiDigit(c) || (c == '.' && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1])))
            {
                var start = i;
                while (
                    i < text.Length
                    && (
                        char.IsAsciiLetterOrDigit(text[i])
                        || text[i] == '.'
                        || (text[i] is '+' or '-' && text[i - 1] is 'e' or 'E')
                    )
                )
                {
                    i++;
                }

                tokens.Add(('0', text[start..i]));
            }
            else if (char.IsLetter(c) || c == '_')
            {
                var start = i;
                while (i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] is '_' or '$'))
                {
                    i++;
                }

                tokens.Add(('w', text[start..i]));
            }
            else
            {
                var sign =
                    Array.Find(Signs, s => string.CompareOrdinal(text, i, s, 0, s.Length) == 0)
                    ?? throw new TermException($"{c}");
                tokens.Add(('s', sign));
                i += sign.Length;
            }
        }
    }

    private int Quoted(string text, int start, bool isPrefixed)
    {
        var prefix = isPrefixed ? char.ToLowerInvariant(text[start]) : ' ';
        var value = new StringBuilder();
        for (var i = start + (isPrefixed ? 2 : 1); i < text.Length; i++)
        {
            if (text[i] == '\'' && i + 1 < text.Length && text[i + 1] == '\'')
            {
                value.Append('\'');
                i++;
            }
            else if (text[i] == '\'')
            {
                tokens.Add((prefix is 'b' or 'x' ? prefix : '\'', value.ToString()));
                return i + 1;
            }
            else if (prefix == 'e' && text[i] == '\\' && i + 1 < text.Length)
            {
                i++;
                value.Append(
                    text[i] switch
                    {
                        'n' => '\n',
                        't' => '\t',
                        'r' => '\r',
                        _ => text[i],
                    }
                );
            }
            else
            {
                value.Append(text[i]);
            }
        }

        throw new TermException("an open text");
    }

    private Term Or()
    {
        var left = And();
        while (Take("or"))
        {
            left = new Term.Apply("or", left, And());
        }

        return left;
    }

    private Term And()
    {
        var left = Not();
        while (Take("and"))
        {
            left = new Term.Apply("and", left, Not());
        }

        return left;
    }

    private Term Not() => Take("not") ? new Term.Apply("not", Not()) : Comparison();

    private Term Comparison()
    {
        var left = Other();
        while (true)
        {
            if (Take("is"))
            {
                left = Is(left);
                continue;
            }

            if (Take("isnull"))
            {
                left = new Term.Apply("isnull", left);
                continue;
            }

            if (Take("notnull"))
            {
                left = Negated(new Term.Apply("isnull", left));
                continue;
            }

            var negated =
                IsWord("not")
                && Peek(1) is ('w', var next)
                && next.ToLowerInvariant()
                    is "in"
                        or "like"
                        or "ilike"
                        or "between"
                        or "similar"
                        or "regexp"
                        or "glob"
                        or "rlike";
            if (negated)
            {
                position++;
            }

            Term? test = null;
            if (Take("between"))
            {
                _ = Take("symmetric");
                var low = Other();
                Expect("and");
                var high = Other();
                test = new Term.Apply("and", new Term.Apply(">=", left, low), new Term.Apply("<=", left, high));
            }
            else if (Take("in"))
            {
                Sign("(");
                test = List().Select(Term (v) => new Term.Apply("=", left, v)).Aggregate((a, b) => new Term.Apply("or", a, b));
            }
            else if (Take("like") || TakeSign("~~"))
            {
                test = new Term.Apply("like", left, Other());
                test = Take("escape") ? throw new TermException("escape") : test;
            }
            else if (Take("ilike") || TakeSign("~~*"))
            {
                test = new Term.Apply("ilike", left, Other());
            }
            else if (TakeSign("!~~"))
            {
                test = Negated(new Term.Apply("like", left, Other()));
            }
            else if (TakeSign("!~~*"))
            {
                test = Negated(new Term.Apply("ilike", left, Other()));
            }
            else if (Take("similar"))
            {
                Expect("to");
                test = new Term.Apply("similar", left, Other());
            }
            else if (Take("regexp") || Take("rlike"))
            {
                test = new Term.Apply("~", left, Other());
            }
            else if (Take("glob"))
            {
                test = new Term.Apply("glob", left, Other());
            }
            else if (
                Peek(0) is
                (
                    's',
                    "="
                        or "<>"
                        or "!="
                        or "<"
                        or "<="
                        or ">"
                        or ">="
                        or "~"
                        or "~*"
                        or "!~"
                        or "!~*"
                        or "=="
                        or "<=>"
                ) operation
            )
            {
                position++;
                if (operation.Text == "=" && Peek(0) is ('s', "="))
                {
                    position++;
                }

                test = Compared(operation.Text, left);
            }

            if (test is null)
            {
                return left;
            }

            left = negated ? Negated(test) : test;
        }
    }

    private Term.Apply Compared(string operation, Term left)
    {
        var name = operation switch
        {
            "!=" => "<>",
            "==" => "=",
            _ => operation,
        };
        foreach (var quantifier in (string[])["any", "all", "some"])
        {
            if (IsWord(quantifier) && Peek(1) is ('s', "("))
            {
                position += 2;
                var array = Or();
                Sign(")");
                return new Term.Apply($"{(quantifier == "all" ? "all" : "any")}:{name}", left, array);
            }
        }

        var right = Other();
        return name switch
        {
            "!~" => Negated(new Term.Apply("~", left, right)),
            "!~*" => Negated(new Term.Apply("~*", left, right)),
            _ => new Term.Apply(name, left, right),
        };
    }

    private Term Is(Term operand)
    {
        var negated = Take("not");
        Term test;
        if (Take("null"))
        {
            test = new Term.Apply("isnull", operand);
        }
        else if (Take("true"))
        {
            test = new Term.Apply("istrue", operand);
        }
        else if (Take("false"))
        {
            test = new Term.Apply("istrue", Negated(operand));
        }
        else if (Take("unknown"))
        {
            test = new Term.Apply("isnull", operand);
        }
        else if (Take("distinct"))
        {
            Expect("from");
            test = new Term.Apply("distinct", operand, Other());
        }
        else
        {
            // SQLite: x is y.
            test = Negated(new Term.Apply("distinct", operand, Other()));
        }

        return negated ? Negated(test) : test;
    }

    private Term Other()
    {
        var left = Sum();
        while (
            Peek(0)
                is (
                    's',
                    "||"
                        or "->"
                        or "->>"
                        or "#>"
                        or "#>>"
                        or "@>"
                        or "<@"
                        or "&&"
                        or "?"
                        or "?|"
                        or "?&"
                        or "@"
                        or "&"
                        or "|"
                        or "#"
                        or "<<"
                        or ">>"
                        or "-|-"
                        or "@@"
                ) sign
        )
        {
            position++;
            if (Peek(0) is ('w', var word) && word.ToLowerInvariant() is "any" or "all")
            {
                throw new TermException(word);
            }

            left = new Term.Apply(sign.Text, left, Sum());
        }

        return left;
    }

    private Term Sum()
    {
        var left = Product();
        while (Peek(0) is ('s', "+" or "-") sign)
        {
            position++;
            left = new Term.Apply(sign.Text, left, Product());
        }

        return left;
    }

    private Term Product()
    {
        var left = Unary();
        while (Peek(0) is ('s', "*" or "/" or "%" or "^") sign)
        {
            position++;
            left = new Term.Apply(sign.Text, left, Unary());
        }

        return left;
    }

    private Term Unary()
    {
        if (TakeSign("-"))
        {
            return Unary() is var operand && operand is Term.Constant { Value: decimal number }
                ? new Term.Constant(-number)
                : new Term.Apply("-", new Term.Constant(0m), operand);
        }

        return TakeSign("+") ? Unary() : Postfix();
    }

    private Term Postfix()
    {
        var term = Primary();
        while (true)
        {
            if (TakeSign("::"))
            {
                term = Cast(term, TypeName());
            }
            else if (TakeSign("["))
            {
                var index = Or();
                if (TakeSign(":"))
                {
                    throw new TermException("a slice");
                }

                Sign("]");
                term = new Term.Apply("subscript", term, index);
            }
            else if (Peek(0) is ('s', ".") && Peek(1) is ('w' or 'n', _) field)
            {
                position += 2;
                term = new Term.Apply($"field:{field.Text}", term);
            }
            else if (Take("collate"))
            {
                position++;
                while (TakeSign("."))
                {
                    position++;
                }
            }
            else if (IsWord("at") && Peek(1) is ('w', var zone) && zone.Equals("time", StringComparison.OrdinalIgnoreCase))
            {
                position += 3;
                term = new Term.Apply("timezone", Primary(), term);
                while (TakeSign("::"))
                {
                    _ = TypeName();
                }
            }
            else
            {
                return term;
            }
        }
    }

    private Term Primary()
    {
        var (kind, text) = Peek(0);
        position++;
        switch (kind)
        {
            case '\'':
                return new Term.Constant(text);
            case 'b' or 'x':
                return new Term.Constant(text);
            case '0':
                return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    ? new Term.Constant(number)
                    : throw new TermException(text);
            case 'n':
                return Named(text);
            case 's' when text == "(":
                var inner = Or();
                if (TakeSign(","))
                {
                    var items = new List<Term> { inner, Or() };
                    while (TakeSign(","))
                    {
                        items.Add(Or());
                    }

                    inner = new Term.Apply("row", [.. items]);
                }

                Sign(")");
                return inner;
            case 'w':
                return Word(text);
            default:
                throw new TermException(text);
        }
    }

    private Term Word(string text)
    {
        var word = text.ToLowerInvariant();
        switch (word)
        {
            case "null":
                return new Term.Constant(null);
            case "true":
                return new Term.Constant(true);
            case "false":
                return new Term.Constant(false);
            case "current_date":
                return new Term.Now(true);
            case "current_timestamp" or "localtimestamp":
                return new Term.Now(false);
            case "case":
                return Case();
            case "cast" when TakeSign("("):
                var operand = Or();
                Expect("as");
                var type = TypeName();
                Sign(")");
                return Cast(operand, type);
            case "array" when TakeSign("["):
                return new Term.Apply("array", [.. List("]")]);
            case "row" when TakeSign("("):
                return new Term.Apply("row", [.. List()]);
            case "exists":
                throw new TermException("exists");
            case "extract" when TakeSign("("):
                var field = Peek(0).Text.ToLowerInvariant();
                position++;
                Expect("from");
                var of = Or();
                Sign(")");
                return new Term.Apply("date_part", new Term.Constant(field), of);
            case "interval" when Peek(0) is ('\'', var length):
                position++;
                return Cast(new Term.Constant(length), "interval");
            case "date" or "timestamp" or "timestamptz" or "time" or "numeric" when Peek(0) is ('\'', var literal):
                position++;
                return Cast(new Term.Constant(literal), word);
            case "trim"
                when Peek(0) is ('s', "(")
                    && Peek(1) is ('w', var side)
                    && side.ToLowerInvariant() is "both" or "leading" or "trailing":
                position += 2;
                _ = Take("from");
                var trimmed = Or();
                if (Take("from"))
                {
                    throw new TermException("trim");
                }

                Sign(")");
                return new Term.Apply(
                    side.ToLowerInvariant() switch
                    {
                        "leading" => "ltrim",
                        "trailing" => "rtrim",
                        _ => "trim",
                    },
                    trimmed
                );
            case "position" when TakeSign("("):
                var part = Other();
                Expect("in");
                var whole = Or();
                Sign(")");
                return new Term.Apply("strpos", whole, part);
            default:
                return Named(text);
        }
    }

    private Term Named(string text)
    {
        var name = text;
        while (Peek(0) is ('s', ".") && Peek(1) is ('w' or 'n', _))
        {
            // A column of the table itself, or a function of a schema.
            if (column(name) is not null && Peek(2) is not ('s', "("))
            {
                break;
            }

            position++;
            name = Peek(0).Text;
            position++;
        }

        if (TakeSign("("))
        {
            if (TakeSign("*"))
            {
                throw new TermException("*");
            }

            var function = name.ToLowerInvariant();
            return
                function is "now" or "transaction_timestamp" or "statement_timestamp" or "clock_timestamp" or "curdate"
                && TakeSign(")")
                ? new Term.Now(function == "curdate")
                : new Term.Apply(function, [.. List()]);
        }

        return column(name) is { } index ? new Term.Column(index) : throw new TermException(name);
    }

    private Term.Apply Case()
    {
        var subject = IsWord("when") ? null : Or();
        var parts = new List<Term>();
        while (Take("when"))
        {
            var condition = Or();
            parts.Add(subject is null ? condition : new Term.Apply("=", subject, condition));
            Expect("then");
            parts.Add(Or());
        }

        parts.Add(Take("else") ? Or() : new Term.Constant(null));
        Expect("end");
        return new Term.Apply("case", [.. parts]);
    }

    private static Term Cast(Term operand, string type) =>
        operand is Term.Constant constant && Casts.Constant(constant.Value, type, out var value)
            ? new Term.Constant(value)
            : new Term.Apply($"cast:{type}", operand);

    private string TypeName()
    {
        var name = new StringBuilder();
        if (Peek(0) is not ('w' or 'n', _))
        {
            throw new TermException("a type");
        }

        name.Append(Peek(0).Text.ToLowerInvariant());
        position++;
        while (true)
        {
            if (Peek(0) is ('s', ".") && Peek(1) is ('w' or 'n', _))
            {
                position++;
                name.Clear().Append(Peek(0).Text.ToLowerInvariant());
                position++;
            }
            else if (
                Peek(0) is ('w', var word)
                && word.ToLowerInvariant()
                    is "varying"
                        or "precision"
                        or "without"
                        or "with"
                        or "time"
                        or "zone"
                        or "unsigned"
                        or "signed"
            )
            {
                name.Append(' ').Append(word.ToLowerInvariant());
                position++;
            }
            else if (Peek(0) is ('s', "("))
            {
                position++;
                while (!TakeSign(")"))
                {
                    position++;
                }
            }
            else if (Peek(0) is ('s', "[") && Peek(1) is ('s', "]"))
            {
                position += 2;
                name.Append("[]");
            }
            else
            {
                return name.ToString();
            }
        }
    }

    private List<Term> List(string end = ")")
    {
        var items = new List<Term>();
        if (TakeSign(end))
        {
            return items;
        }

        do
        {
            items.Add(Or());
        } while (TakeSign(","));

        Sign(end);
        return items;
    }

    private static Term.Apply Negated(Term term) => new("not", term);

    private (char Kind, string Text) Peek(int ahead) =>
        position + ahead < tokens.Count ? tokens[position + ahead] : ('.', "the end");

    private bool IsWord(string word) => Peek(0) is ('w', var text) && text.Equals(word, StringComparison.OrdinalIgnoreCase);

    private bool Take(string word)
    {
        if (!IsWord(word))
        {
            return false;
        }

        position++;
        return true;
    }

    private bool TakeSign(string sign)
    {
        if (Peek(0) is not ('s', var text) || text != sign)
        {
            return false;
        }

        position++;
        return true;
    }

    private void Expect(string word)
    {
        if (!Take(word))
        {
            throw new TermException($"{Peek(0).Text} instead of {word}");
        }
    }

    private void Sign(string sign)
    {
        if (!TakeSign(sign))
        {
            throw new TermException($"{Peek(0).Text} instead of {sign}");
        }
    }
}
