using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Neutral expressions as SQL of SQLite. Decimals are stored as scaled integers, so both sides of every sum and comparison are brought to
/// the same number of decimal digits; a quotient is computed in floating point.
/// </summary>
internal static class SqliteExpressions
{
    /// <summary>The format of moments for SQLite's <c>strftime</c>.</summary>
    public const string Moment = "%Y-%m-%dT%H:%M:%fZ";

    // For a longer list SQLite makes a temporary index in every run of a statement, which costs an insert more than all its other checks.
    private const int LongestList = 2;

    private static readonly SqliteNames Names = new();

    // How tightly each operator binds; the order of https://www.sqlite.org/lang_expr.html, with all comparisons alike.
    private enum Binding
    {
        Or,
        And,
        Not,
        Comparison,
        Sum,
        Product,
        Operand,
    }

    /// <summary>What a number is stored as.</summary>
    private enum Form
    {
        /// <summary>No number, or of unknown kind: written as it is.</summary>
        Other,

        /// <summary>An integer, scaled by some digits.</summary>
        Scaled,

        /// <summary>A number written in the text, which takes whatever scale is wanted.</summary>
        Literal,

        /// <summary>Floating point, not scaled.</summary>
        Float,
    }

    private readonly record struct Part(string Sql, Binding Binding, Form Form = Form.Other, int Scale = 0, decimal Number = 0);

    /// <summary>Whether all of the expression can be written.</summary>
    public static bool CanWrite(Expression expression) =>
        expression switch
        {
            Expression.Binary { Operator: BinaryOperator.Matches } match => match.Right
                is Expression.Constant { Value: string pattern }
                && CanWrite(match.Left)
                && SqliteGlob.Translate(pattern, "value") is not null,
            Expression.Binary binary => CanWrite(binary.Left) && CanWrite(binary.Right),
            Expression.Not not => CanWrite(not.Operand),
            Expression.IsNull test => CanWrite(test.Operand),
            Expression.In set => CanWrite(set.Operand) && set.Values.All(CanWrite),
            Expression.Between range => CanWrite(range.Operand) && CanWrite(range.Low) && CanWrite(range.High),
            Expression.Call call => call.Arguments.All(CanWrite),
            _ => true,
        };

    /// <summary>The expression as SQL, with parentheses only where they are needed.</summary>
    /// <exception cref="Failure">It has a regular expression that GLOB cannot say.</exception>
    public static string Write(Expression expression, Func<Expression.Reference, (string Sql, int ScaleDigits)> column) =>
        Of(expression, column).Sql;

    /// <summary>A constant, or the current time, as the default of a column of that type.</summary>
    /// <exception cref="Failure">A decimal has more digits than the column keeps.</exception>
    public static string WriteDefault(Expression expression, TypeChoice type)
    {
        if (expression is Expression.Now now)
        {
            return Now(now, type);
        }

        if (expression is Expression.Constant { Value: decimal number } && type.ScaleDigits > 0)
        {
            var (_, _, _, scale, _) = Number(number);
            return scale <= type.ScaleDigits
                ? Shift(number, type.ScaleDigits).ToString("0", CultureInfo.InvariantCulture)
                : throw Failure.Because(
                    ExitStatus.BadInput,
                    "default-digits",
                    $"The default {number.ToString(CultureInfo.InvariantCulture)} has more decimal digits than the {type.ScaleDigits} that are kept."
                );
        }

        return Write(expression, _ => throw new ArgumentException("A default refers to no column.", nameof(expression)));
    }

    // Dates and times of day are told by the function that checks them; all else that has a time is a moment.
    private static string Now(Expression.Now now, TypeChoice type)
    {
        var function = type
            .Checks.OfType<Expression.Binary>()
            .Where(c => c.Left is Expression.Reference)
            .Select(c => (c.Right as Expression.Call)?.Arguments[0] as Expression.Call)
            .FirstOrDefault(c => c?.Function is "date" or "time")
            ?.Function;
        return function is not null ? $"{function}('now')"
            : now.DateOnly ? "strftime('%Y-%m-%dT00:00:00.000Z', 'now')"
            : $"strftime('{Moment}', 'now')";
    }

    private static Part Of(Expression expression, Func<Expression.Reference, (string Sql, int ScaleDigits)> column)
    {
        Part Next(Expression operand) => Of(operand, column);
        switch (expression)
        {
            case Expression.Reference reference:
                var (sql, digits) = column(reference);
                return new(sql, Binding.Operand, Form.Scaled, digits);
            case Expression.Constant constant:
                return Constant(constant.Value);
            case Expression.Now now:
                return new(now.DateOnly ? "date('now')" : $"strftime('{Moment}', 'now')", Binding.Operand);
            case Expression.Not not:
                return new($"not {Fit(Next(not.Operand), Binding.Not)}", Binding.Not);
            case Expression.IsNull test:
                return new($"{Fit(Next(test.Operand), Binding.Sum)} is {(test.Negated ? "not " : "")}null", Binding.Comparison);
            case Expression.In set:
                var members = Align([Next(set.Operand), .. set.Values.Select(Next)]);
                if (members.Length - 1 > LongestList)
                {
                    return new(
                        string.Join(
                            " or ",
                            members.Skip(1).Select(m => $"{Fit(members[0], Binding.Sum)} = {Fit(m, Binding.Sum)}")
                        ),
                        Binding.Or
                    );
                }

                return new(
                    $"{Fit(members[0], Binding.Sum)} in ({string.Join(", ", members.Skip(1).Select(m => m.Sql))})",
                    Binding.Comparison
                );
            case Expression.Between between:
                var range = Align([Next(between.Operand), Next(between.Low), Next(between.High)]);
                return new(
                    $"{Fit(range[0], Binding.Sum)} between {Fit(range[1], Binding.Sum)} and {Fit(range[2], Binding.Sum)}",
                    Binding.Comparison
                );
            case Expression.Call call:
                return Call(call, call.Arguments.Select(Next).ToArray());
            case Expression.Binary { Operator: BinaryOperator.Matches } match:
                return Matches(Next(match.Left), match.Right);
            case Expression.Binary binary:
                return Binary(binary.Operator, Next(binary.Left), Next(binary.Right));
            default:
                throw new ArgumentOutOfRangeException(nameof(expression), expression, "An expression without SQL.");
        }
    }

    private static Part Binary(BinaryOperator operation, Part left, Part right)
    {
        switch (operation)
        {
            case BinaryOperator.And:
                return new($"{Fit(left, Binding.And)} and {Fit(right, Binding.And)}", Binding.And);
            case BinaryOperator.Or:
                return new($"{Fit(left, Binding.Or)} or {Fit(right, Binding.Or)}", Binding.Or);
            case BinaryOperator.Add or BinaryOperator.Subtract:
                var sum = Align([left, right]);
                var sign = operation == BinaryOperator.Add ? "+" : "-";
                return sum[0] with
                {
                    Sql = $"{Fit(sum[0], Binding.Sum)} {sign} {Fit(sum[1], Binding.Product)}",
                    Binding = Binding.Sum,
                };
            case BinaryOperator.Multiply:
                // The digits of both factors add up: cents times hundredths are ten thousandths.
                var (a, b) = (Settled(left), Settled(right));
                return new(
                    $"{Fit(a, Binding.Product)} * {Fit(b, Binding.Operand)}",
                    Binding.Product,
                    a.Form == Form.Float || b.Form == Form.Float ? Form.Float : Form.Scaled,
                    a.Scale + b.Scale
                );
            case BinaryOperator.Divide:
                return new(
                    $"{Fit(Floating(left, always: true), Binding.Product)} / {Fit(Floating(right, always: false), Binding.Operand)}",
                    Binding.Product,
                    Form.Float
                );
            default:
                var sides = Align([left, right]);
                return new($"{Fit(sides[0], Binding.Sum)} {Sign(operation)} {Fit(sides[1], Binding.Sum)}", Binding.Comparison);
        }
    }

    private static string Sign(BinaryOperator operation) =>
        operation switch
        {
            BinaryOperator.Equal => "=",
            BinaryOperator.NotEqual => "<>",
            BinaryOperator.Less => "<",
            BinaryOperator.LessOrEqual => "<=",
            BinaryOperator.Greater => ">",
            BinaryOperator.GreaterOrEqual => ">=",
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "An operator without SQL."),
        };

    private static Part Call(Expression.Call call, Part[] arguments)
    {
        if (call.Function == "coalesce")
        {
            arguments = Align(arguments);
        }

        var sql = $"{call.Function}({string.Join(", ", arguments.Select(a => a.Sql))})";
        return call.Function switch
        {
            "abs" or "coalesce" => arguments[0] with { Sql = sql, Binding = Binding.Operand, Form = Kept(arguments[0].Form) },
            "length" => new(sql, Binding.Operand, Form.Scaled),
            _ => new(sql, Binding.Operand),
        };
    }

    private static Form Kept(Form form) => form == Form.Literal ? Form.Scaled : form;

    private static Part Matches(Part text, Expression pattern)
    {
        if (
            pattern is Expression.Constant { Value: string regex }
            && SqliteGlob.Translate(regex, Fit(text, Binding.Operand)) is { } conditions
        )
        {
            var alternatives = conditions.Select(c => string.Join(" and ", c)).ToList();
            var binding =
                alternatives.Count > 1 ? Binding.Or
                : conditions[0].Count > 1 ? Binding.And
                : Binding.Comparison;
            return new(string.Join(" or ", alternatives), binding);
        }

        throw Failure.Because(
            ExitStatus.BadInput,
            "sqlite-regex",
            $"SQLite cannot check {(pattern is Expression.Constant { Value: string told } ? $"'{told}'" : "a computed pattern")}: it has no regular expressions, "
                + "and GLOB cannot say the same.",
            "GLOB knows fixed texts, classes of characters, any text, and one run of a class.",
            "Simplify the pattern, or check it in the application."
        );
    }

    // Brings numbers to the greatest scale among them, or all to floating point when one is.
    private static Part[] Align(Part[] parts)
    {
        if (parts.Any(p => p.Form == Form.Float))
        {
            return [.. parts.Select(p => Floating(p, always: false))];
        }

        var numbers = parts.Where(p => p.Form != Form.Other).ToList();
        var scale = numbers.Count < 2 ? 0 : numbers.Max(p => p.Scale);
        return
        [
            .. parts.Select(p =>
                p.Form switch
                {
                    Form.Other => p,
                    Form.Literal when numbers.Count < 2 => p,
                    Form.Literal => LiteralAt(p, scale),
                    _ => Scaled(p, numbers.Count < 2 ? p.Scale : scale),
                }
            ),
        ];
    }

    // What is written as a literal becomes the integer of its own digits.
    private static Part Settled(Part part) => part.Form == Form.Literal ? LiteralAt(part, part.Scale) : part;

    private static Part LiteralAt(Part part, int scale) =>
        new(Shift(part.Number, scale).ToString("0", CultureInfo.InvariantCulture), Binding.Operand, Form.Scaled, scale);

    private static Part Scaled(Part part, int scale) =>
        part.Scale == scale
            ? part
            : new(
                $"{Fit(part, Binding.Product)} * {Shift(1, scale - part.Scale).ToString("0", CultureInfo.InvariantCulture)}",
                Binding.Product,
                Form.Scaled,
                scale
            );

    private static Part Floating(Part part, bool always) =>
        part.Form switch
        {
            Form.Scaled when part.Scale > 0 => new(
                $"{Fit(part, Binding.Product)} / {Shift(1, part.Scale).ToString("0.0", CultureInfo.InvariantCulture)}",
                Binding.Product,
                Form.Float
            ),
            Form.Scaled when always => new($"{Fit(part, Binding.Product)} * 1.0", Binding.Product, Form.Float),
            Form.Literal when always => new(
                part.Number.ToString("0.0###########################", CultureInfo.InvariantCulture),
                Binding.Operand,
                Form.Float
            ),
            _ => part,
        };

    private static string Fit(Part part, Binding least) => part.Binding < least ? $"({part.Sql})" : part.Sql;

    private static decimal Shift(decimal number, int digits)
    {
        for (var i = 0; i < digits; i++)
        {
            number *= 10;
        }

        return number;
    }

    private static Part Constant(object? value) =>
        value switch
        {
            null => new("null", Binding.Operand),
            bool truth => new(truth ? "1" : "0", Binding.Operand),
            decimal number => Number(number),
            string text => new(Names.Literal(text), Binding.Operand),
            _ => throw new ArgumentOutOfRangeException(nameof(value), value, "A constant of an unknown kind."),
        };

    private static Part Number(decimal number)
    {
        // 1.50 has one digit that matters.
        var text = number.ToString("0.############################", CultureInfo.InvariantCulture);
        var point = text.IndexOf('.');
        return new(text, Binding.Operand, Form.Literal, point < 0 ? 0 : text.Length - point - 1, number);
    }
}
