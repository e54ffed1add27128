using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>The conditions that the types of all engines leave over: lengths, ranges and forms of values.</summary>
internal static class ValueChecks
{
    /// <summary>The longest e-mail address (RFC 5321).</summary>
    public const int EmailLength = 254;

    /// <summary>What browsers and servers take for an address on the web.</summary>
    public const int UrlLength = 2048;

    /// <summary>The longest address of the internet protocol, version 6 with a version 4 tail.</summary>
    public const int IpLength = 45;

    // Lengths of a generosity that no real value exceeds.

    /// <summary>Names of persons and things.</summary>
    public const int NameLength = 200;

    /// <summary>Postal addresses.</summary>
    public const int AddressLength = 500;

    /// <summary>Hashes of passwords, with their parameters.</summary>
    public const int HashLength = 255;

    public const string EmailForm = @"^[^@\s]+@[^@\s]+\.[^@\s]+$";

    /// <summary>E.164.</summary>
    public const string PhoneForm = @"^\+[1-9][0-9]{6,14}$";

    public const string UrlForm = @"^https?://[^\s]+$";

    public const string SlugForm = "^[a-z0-9]+(-[a-z0-9]+)*$";

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public const string CountryForm = "^[A-Z]{2}$";

    /// <summary>ISO 4217.</summary>
    public const string CurrencyForm = "^[A-Z]{3}$";

    /// <summary>BCP 47.</summary>
    public const string LanguageForm = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$";

    public const string PostcodeForm = "^[A-Za-z0-9][A-Za-z0-9 -]{1,15}$";

    public const string ColorForm = "^#[0-9a-f]{6}$";

    /// <summary>The value itself.</summary>
    public static Expression.Reference Value { get; } = new(["value"]);

    /// <summary>At most so many characters.</summary>
    public static Expression.Binary AtMost(int length) =>
        new(BinaryOperator.LessOrEqual, new Expression.Call("length", [Value]), new Expression.Constant((decimal)length));

    /// <summary>One of the values of an enumeration.</summary>
    public static Expression.In OneOf(Sequence<string> values) =>
        new(Value, values.Select(v => (Expression)new Expression.Constant(v)).ToSequence());

    /// <summary>The regular expression matches.</summary>
    public static Expression.Binary Form(string pattern) => new(BinaryOperator.Matches, Value, new Expression.Constant(pattern));

    /// <summary>The range that the type of the document has, if any.</summary>
    public static Sequence<Expression> Range(SemanticType type)
    {
        if (type is { Minimum: { } low, Maximum: { } high, MinimumExclusive: false, MaximumExclusive: false })
        {
            return [new Expression.Between(Value, new Expression.Constant(low), new Expression.Constant(high))];
        }

        var checks = new List<Expression>();
        if (type.Minimum is { } minimum)
        {
            checks.Add(Compare(type.MinimumExclusive ? BinaryOperator.Greater : BinaryOperator.GreaterOrEqual, minimum));
        }

        if (type.Maximum is { } maximum)
        {
            checks.Add(Compare(type.MaximumExclusive ? BinaryOperator.Less : BinaryOperator.LessOrEqual, maximum));
        }

        return checks.ToSequence();
    }

    private static Expression.Binary Compare(BinaryOperator comparison, decimal bound) =>
        new(comparison, Value, new Expression.Constant(bound));
}
