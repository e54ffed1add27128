using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>What values a column may have: its type, its profile and the rules on it alone, brought together.</summary>
internal sealed class ColumnDomain
{
    /// <param name="column">The physical column.</param>
    /// <param name="profile">What its values mean.</param>
    public ColumnDomain(Column column, ColumnProfile profile)
    {
        Column = column;
        Profile = profile;
        var type = profile.Type;
        Scale = ScaleOf(column, profile);
        Form = FormOf(column, profile, Scale);
        LongestAllowed = column.Type is DataType.Text { MaxLength: { } most } ? most : null;
        if (type.Kind != SemanticKind.Vector && type.Length is { } length)
        {
            LongestAllowed = Math.Min(LongestAllowed ?? length, length);
        }

        if (type.Minimum is { } minimum)
        {
            Limit(type.MinimumExclusive ? BinaryOperator.Greater : BinaryOperator.GreaterOrEqual, Scalar.Of(minimum));
        }

        if (type.Maximum is { } maximum)
        {
            Limit(type.MaximumExclusive ? BinaryOperator.Less : BinaryOperator.LessOrEqual, Scalar.Of(maximum));
        }

        NullShare = column.Nullable ? profile.NullShare : 0;
    }

    /// <summary>The physical column.</summary>
    public Column Column { get; }

    /// <summary>What its values mean.</summary>
    public ColumnProfile Profile { get; }

    /// <summary>How numbers are stored, or none for texts and the like.</summary>
    public NumberForm? Form { get; private set; }

    /// <summary>The decimal digits that numbers include.</summary>
    public int Scale { get; }

    /// <summary>The least number allowed, when there is a limit.</summary>
    public long? Low { get; set; }

    /// <summary>The greatest number allowed, when there is a limit.</summary>
    public long? High { get; set; }

    /// <summary>The only numbers allowed, or none for a range.</summary>
    public long[]? Values { get; private set; }

    /// <summary>The least number of characters.</summary>
    public int Shortest { get; private set; }

    /// <summary>The greatest number of characters, when limited.</summary>
    public int? LongestAllowed { get; private set; }

    /// <summary>A pattern that texts match, or none.</summary>
    public PatternText? Pattern { get; private set; }

    /// <summary>Whether texts must be in lower case, or in upper case; none when it does not matter.</summary>
    public string? Letters { get; private set; }

    /// <summary>The share of nulls.</summary>
    public double NullShare { get; set; }

    /// <summary>The number of different values, where it is known and values can be counted through.</summary>
    public long? Size =>
        Form is null ? null
        : Values is not null ? Values.Length
        : Low is { } low && High is { } high ? Math.Max(0, high - low + 1)
        : null;

    /// <summary>Makes texts no longer than that many characters.</summary>
    public void Shorten(int longest) => LongestAllowed = Math.Min(LongestAllowed ?? longest, Math.Max(longest, Shortest));

    /// <summary>The greatest number of characters to generate: the usual one, unless the column allows less or demands more.</summary>
    public int Longest(int usual) => Math.Max(1, Math.Min(LongestAllowed ?? int.MaxValue, Math.Max(usual, Shortest + 40)));

    /// <summary>Takes a condition on the column alone into the domain.</summary>
    /// <returns>Whether every value of the domain now satisfies it.</returns>
    public bool Restrict(Expression condition)
    {
        switch (condition)
        {
            case Expression.IsNull { Operand: Expression.Reference } isNull:
                NullShare = isNull.Negated ? 0 : 1;
                return true;
            case Expression.Binary { Operator: BinaryOperator.Or } either:
                // A null makes every comparison unknown, which a check accepts; so "x is null or C" is C.
                return either.Left is Expression.IsNull { Negated: false }
                    ? Restrict(either.Right)
                    : either.Right is Expression.IsNull { Negated: false } && Restrict(either.Left);
            case Expression.Between { Operand: Expression.Reference } between:
                return Value(between.Low) is { } low
                    && Value(between.High) is { } high
                    && Limit(BinaryOperator.GreaterOrEqual, low)
                    && Limit(BinaryOperator.LessOrEqual, high);
            case Expression.In { Operand: Expression.Reference } list:
                return OneOf([.. list.Values.Select(Value)]);
            case Expression.Binary { Operator: BinaryOperator.Matches, Left: Expression.Reference } match
                when match.Right is Expression.Constant { Value: string pattern }:
                return Matching(pattern);
            case Expression.Binary
            {
                Operator: BinaryOperator.Equal,
                Left: Expression.Reference,
                Right: Expression.Call { Function: "lower" or "upper", Arguments: [Expression.Reference] } call
            } when Form is null && Letters is null && Pattern is null:
                Letters = call.Function;
                return true;
            case Expression.Binary { Left: Expression.Reference, Operator: BinaryOperator.Equal } equal
                when Value(equal.Right) is { IsNull: false } only:
                return OneOf([only]);
            case Expression.Binary { Left: Expression.Reference } comparison when Value(comparison.Right) is { } value:
                return Limit(comparison.Operator, value);
            case Expression.Binary { Right: Expression.Reference } comparison when Value(comparison.Left) is { } value:
                return Limit(Mirrored(comparison.Operator), value);
            case Expression.Binary { Left: Expression.Call { Function: "length", Arguments: [Expression.Reference] } } length
                when Value(length.Right) is { Kind: ScalarKind.Number } number:
                return Length(length.Operator, (int)Math.Clamp(number.Number, 0, 100_000));
            case Expression.Between { Operand: Expression.Call { Function: "length", Arguments: [Expression.Reference] } } range
                when Value(range.Low) is { Kind: ScalarKind.Number } least
                    && Value(range.High) is { Kind: ScalarKind.Number } most:
                return Length(BinaryOperator.GreaterOrEqual, (int)Math.Clamp(least.Number, 0, 100_000))
                    && Length(BinaryOperator.LessOrEqual, (int)Math.Clamp(most.Number, 0, 100_000));
            default:
                return false;
        }
    }

    /// <summary>A comparison with its sides exchanged.</summary>
    public static BinaryOperator Mirrored(BinaryOperator comparison) =>
        comparison switch
        {
            BinaryOperator.Less => BinaryOperator.Greater,
            BinaryOperator.LessOrEqual => BinaryOperator.GreaterOrEqual,
            BinaryOperator.Greater => BinaryOperator.Less,
            BinaryOperator.GreaterOrEqual => BinaryOperator.LessOrEqual,
            _ => comparison,
        };

    /// <summary>A constant of a rule, or none when the expression is no constant.</summary>
    public static Scalar? Value(Expression expression) =>
        expression switch
        {
            Expression.Constant constant => RuleEvaluator.Constant(constant.Value),
            Expression.Now now => Scalar.Moment(now.DateOnly ? Timeline.End - Timeline.End % 86_400_000 : Timeline.End),
            _ => null,
        };

    private bool Limit(BinaryOperator comparison, Scalar value)
    {
        if (Form is null or ChoiceForm or BooleanForm)
        {
            return Exclude(comparison, value);
        }

        var up = comparison is BinaryOperator.Greater or BinaryOperator.GreaterOrEqual;
        if (comparison is BinaryOperator.NotEqual or BinaryOperator.Equal || Form.Number(value, up) is not { } number)
        {
            return false;
        }

        // Between two numbers the rounding has excluded the value itself already.
        var exact = Form.Number(value, !up) == number;
        switch (comparison)
        {
            case BinaryOperator.Greater or BinaryOperator.GreaterOrEqual:
                number += comparison == BinaryOperator.Greater && exact ? 1 : 0;
                Low = Math.Max(Low ?? number, number);
                break;
            case BinaryOperator.Less or BinaryOperator.LessOrEqual:
                number -= comparison == BinaryOperator.Less && exact ? 1 : 0;
                High = Math.Min(High ?? number, number);
                break;
            default:
                return false;
        }

        Values = Values?.Where(v => v >= (Low ?? v) && v <= (High ?? v)).ToArray();
        return true;
    }

    private bool Exclude(BinaryOperator comparison, Scalar value)
    {
        if (comparison == BinaryOperator.NotEqual && Form?.Number(value, false) is { } number)
        {
            Values = (Values ?? All()).Where(v => v != number).ToArray();
            return true;
        }

        return false;
    }

    private bool OneOf(Scalar?[] values)
    {
        if (values.Any(v => v is null))
        {
            return false;
        }

        if (Form is null)
        {
            if (values.Any(v => v!.Value.Kind != ScalarKind.Text))
            {
                return false;
            }

            // A short list of texts is a choice like any enumeration.
            Form = new ChoiceForm([.. values.Select(v => v!.Value.Text!).Distinct(StringComparer.Ordinal)]);
            return true;
        }

        var numbers = values
            .Select(v => Form.Number(v!.Value, false))
            .Where((n, i) => n is { } number && Form.Logical(number) == values[i]!.Value)
            .Select(n => n!.Value)
            .Where(n => n >= (Low ?? n) && n <= (High ?? n) && (Values is null || Values.Contains(n)))
            .Distinct()
            .ToArray();
        if (numbers.Length == 0)
        {
            return false;
        }

        Values = numbers;
        return true;
    }

    private long[] All() =>
        Form is ChoiceForm choice ? [.. Enumerable.Range(0, choice.Values.Length).Select(i => (long)i)] : [0, 1];

    private bool Length(BinaryOperator comparison, int length)
    {
        switch (comparison)
        {
            case BinaryOperator.Less:
                LongestAllowed = Math.Min(LongestAllowed ?? length - 1, length - 1);
                return true;
            case BinaryOperator.LessOrEqual:
                LongestAllowed = Math.Min(LongestAllowed ?? length, length);
                return true;
            case BinaryOperator.Greater:
                Shortest = Math.Max(Shortest, length + 1);
                return true;
            case BinaryOperator.GreaterOrEqual:
                Shortest = Math.Max(Shortest, length);
                return true;
            case BinaryOperator.Equal:
                Shortest = Math.Max(Shortest, length);
                LongestAllowed = Math.Min(LongestAllowed ?? length, length);
                return true;
            case BinaryOperator.NotEqual when length == 0:
                Shortest = Math.Max(Shortest, 1);
                return true;
            default:
                return false;
        }
    }

    private bool Matching(string pattern)
    {
        // Meanings with a form of their own keep their generators; the rule is then checked like any other.
        if (
            Form is not null
            || Profile.Type.Kind is not (SemanticKind.Text or SemanticKind.Postcode or SemanticKind.Slug)
            || Pattern is not null
        )
        {
            return false;
        }

        Pattern = PatternText.Read(pattern);
        return Pattern is not null;
    }

    private static int ScaleOf(Column column, ColumnProfile profile) =>
        profile.ScaleDigits > 0 ? profile.ScaleDigits
        : profile.Type.Kind is not (SemanticKind.Decimal or SemanticKind.Money or SemanticKind.Percentage) ? 0
        : column.Type is DataType.Integer ? 0
        : Math.Min(profile.Type.Scale ?? 2, column.Type is DataType.Decimal { Scale: { } scale } ? scale : 9);

    private static NumberForm? FormOf(Column column, ColumnProfile profile, int scale) =>
        profile.Type.Kind switch
        {
            SemanticKind.Integer or SemanticKind.Decimal or SemanticKind.Money or SemanticKind.Percentage => new DecimalForm(
                scale,
                column.Type switch
                {
                    DataType.Integer => DecimalStorage.Integer,
                    DataType.Decimal => DecimalStorage.Decimal,
                    DataType.Float => DecimalStorage.Float,
                    _ => DecimalStorage.Text,
                }
            ),
            SemanticKind.Boolean => new BooleanForm(column.Type),
            SemanticKind.Date => new DateForm(column.Type),
            SemanticKind.Time => new TimeForm(column.Type),
            SemanticKind.Timestamp => new MomentForm(column.Type),
            SemanticKind.Duration => new LengthForm(column.Type),
            SemanticKind.Enum => new ChoiceForm([.. profile.Type.Values]),
            SemanticKind.Country => new ChoiceForm(profile.Unique ? Place.Countries : [.. Place.All.Select(p => p.Code)]),
            SemanticKind.Currency => new ChoiceForm(profile.Unique ? Place.Currencies : [.. Place.All.Select(p => p.Currency)]),
            SemanticKind.Language => new ChoiceForm(Languages(profile)),
            _ => null,
        };

    // Two letters name the language alone, and several of those with regions have the same.
    private static string[] Languages(ColumnProfile profile)
    {
        var all = profile.Unique ? Place.Languages : [.. Place.All.Select(p => p.Language)];
        return profile.Type.Length == 2
            ? [.. profile.Unique ? all.Select(l => l[..2]).Distinct() : all.Select(l => l[..2])]
            : all;
    }

    /// <summary>The name and column, as failures give them.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Column.Name} ({Profile.Type.Kind})");
}
