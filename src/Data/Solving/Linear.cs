namespace Dbwright.Data;

/// <summary>
/// A sum of columns with factors and a constant, in numbers or in seconds. The constant is an interval where the time of the transaction is
/// in it.
/// </summary>
internal sealed record Linear(Dictionary<int, decimal> Factors, decimal Low, decimal High, bool IsTime, bool IsDay)
{
    private const decimal Day = 86_400;

    /// <summary>The sum that a term is, or none.</summary>
    /// <param name="term">The term.</param>
    /// <param name="kinds">What the columns are.</param>
    public static Linear? Of(Term term, Func<int, AxisKind> kinds)
    {
        try
        {
            return Read(term, kinds);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>A value as a number on its axis, or none where it has no place there.</summary>
    public static decimal? Place(object? value) =>
        value switch
        {
            null => null,
            DateOnly date => date.DayNumber * Day,
            DateTime moment => moment.Ticks / (decimal)TimeSpan.TicksPerSecond,
            TimeOnly time => time.Ticks / (decimal)TimeSpan.TicksPerSecond,
            TimeSpan or Span => Ordering.Length(value).Ticks / (decimal)TimeSpan.TicksPerSecond,
            bool => null,
            _ => Casts.Number(value),
        };

    private static Linear? Read(Term term, Func<int, AxisKind> kinds)
    {
        if (!term.Columns().Any())
        {
            return Constant(term);
        }

        switch (term)
        {
            case Term.Column(var index):
                return kinds(index) is var kind && kind != AxisKind.None
                    ? new(
                        new() { [index] = 1 },
                        0,
                        0,
                        kind is AxisKind.Moment or AxisKind.Day or AxisKind.Length,
                        kind == AxisKind.Day
                    )
                    : null;
            case Term.Apply { Name: "+" or "-", Arguments: [var a, var b] } sum:
                return Read(a, kinds) is { } left && Read(b, kinds) is { } right
                    ? Sum(left, right, sum.Name == "-" ? -1 : 1)
                    : null;
            case Term.Apply { Name: "*", Arguments: [var a, var b] }:
                return Read(a, kinds) is { } first && Read(b, kinds) is { } second
                    ? first.Factors.Count == 0 && first.Low == first.High && !first.IsTime
                        ? second.Times(first.Low)
                        : second.Factors.Count == 0 && second.Low == second.High && !second.IsTime
                            ? first.Times(second.Low)
                            : null
                    : null;
            case Term.Apply { Name: "/", Arguments: [var a, Term.Constant(var by)] }:
                return
                    Casts.Number(by) is { } divisor and not 0
                    && by is not long
                    && Read(a, kinds) is { } whole
                    && !IsWhole(a, kinds)
                    ? whole.Times(1 / divisor)
                    : null;
            case Term.Apply { Arguments: [var a] } cast
                when cast.Name
                    is "cast:numeric"
                        or "cast:double precision"
                        or "cast:decimal"
                        or "cast:real"
                        or "cast:bigint"
                        or "cast:timestamp without time zone"
                        or "cast:timestamp with time zone"
                        or "cast:interval"
                    || (cast.Name is "cast:integer" or "cast:int" && IsWhole(a, kinds)):
                return Read(a, kinds) is { } inner ? inner with { IsDay = false } : null;
            default:
                return null;
        }
    }

    private static bool IsWhole(Term term, Func<int, AxisKind> kinds) => term.Columns().All(c => kinds(c) == AxisKind.Whole);

    private static Linear? Constant(Term term)
    {
        try
        {
            var near = new TermEvaluator(TermEvaluator.Near).Compile(term)([]);
            var far = new TermEvaluator(TermEvaluator.Far).Compile(term)([]);
            return Place(near) is { } a && Place(far) is { } b
                ? new([], Math.Min(a, b), Math.Max(a, b), near is DateOnly or DateTime or TimeSpan or Span, near is DateOnly)
                : null;
        }
        catch (NotEvaluableException)
        {
            return null;
        }
    }

    private static Linear? Sum(Linear a, Linear b, int sign)
    {
        // A day plus a number is so many days later; the difference of two days is a number of days.
        if (a.IsDay && !b.IsTime)
        {
            b = b.Times(Day) with { IsTime = true };
        }
        else if (b.IsDay && !a.IsTime)
        {
            a = a.Times(Day) with { IsTime = true };
        }

        if (a.IsTime != b.IsTime)
        {
            return null;
        }

        var factors = new Dictionary<int, decimal>(a.Factors);
        foreach (var (column, factor) in b.Factors)
        {
            factors[column] = factors.GetValueOrDefault(column) + sign * factor;
            if (factors[column] == 0)
            {
                factors.Remove(column);
            }
        }

        var result = new Linear(
            factors,
            a.Low + (sign > 0 ? b.Low : -b.High),
            a.High + (sign > 0 ? b.High : -b.Low),
            a.IsTime,
            a.IsDay && !b.IsDay
        );
        return a.IsDay && b.IsDay && sign < 0 ? result.Times(1 / Day) with { IsTime = false, IsDay = false } : result;
    }

    /// <summary>The difference of two sides of a comparison.</summary>
    public static Linear? Difference(Linear left, Linear right) =>
        left.IsTime == right.IsTime ? Sum(left with { IsDay = false }, right with { IsDay = false }, -1) : null;

    private Linear Times(decimal by) =>
        new(
            Factors.ToDictionary(f => f.Key, f => f.Value * by),
            by >= 0 ? Low * by : High * by,
            by >= 0 ? High * by : Low * by,
            IsTime,
            IsDay
        );
}

/// <summary>On which axis the values of a column lie.</summary>
internal enum AxisKind
{
    /// <summary>On none.</summary>
    None,

    /// <summary>Whole numbers.</summary>
    Whole,

    /// <summary>Other numbers.</summary>
    Number,

    /// <summary>Days.</summary>
    Day,

    /// <summary>Moments.</summary>
    Moment,

    /// <summary>Lengths of time, times of day.</summary>
    Length,
}
