using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>What the values of a column probably mean.</summary>
/// <param name="Type">The meaning.</param>
/// <param name="Why">What suggests it; none where the data type says it.</param>
internal sealed partial record TypeGuess(SemanticType Type, string? Why)
{
    private const int MostDigits = 38;
    private const int LongestText = 10_000_000;

    private const string SlugForm = "^[a-z0-9]+(-[a-z0-9]+)*$";

    private static readonly (string Pattern, SemanticKind Kind)[] TextNames =
    [
        (@"(^|_)e_?mail(_address)?$", SemanticKind.Email),
        (@"(^|_)(phone|telephone|mobile|fax)(_number)?$", SemanticKind.Phone),
        (@"(^|_)(url|uri|website|homepage|link)$", SemanticKind.Url),
        (@"(^|_)slug$", SemanticKind.Slug),
        (@"(^|_)(postcode|postal_code|zip|zip_code)$", SemanticKind.Postcode),
        (@"^((first|last|given|family|full|display|person|contact|middle)_name|surname)$", SemanticKind.PersonName),
        (@"(^|_)(street|address|address_line(_?\d)?|line_?[12])$", SemanticKind.Address),
        (@"(^|_)colou?r$", SemanticKind.Color),
        (@"(^|_)password(_hash|_digest)?$", SemanticKind.Password),
        (@"(^|_)(secret|api_key|access_token|refresh_token|private_key|token_hash)$", SemanticKind.Secret),
    ];

    private static readonly (string Pattern, SemanticKind Kind, int Length)[] CodeNames =
    [
        (@"(^|_)country(_code)?$", SemanticKind.Country, 2),
        (@"(^|_)currency(_code)?$", SemanticKind.Currency, 3),
        (@"(^|_)(language|locale)(_code|_tag)?$", SemanticKind.Language, 35),
    ];

    /// <summary>The meaning of a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="name">Its name in snake_case, with that of the entity where it says little alone.</param>
    /// <param name="facts">What checks say about it.</param>
    /// <param name="enums">The enumerations of the schema.</param>
    public static TypeGuess Of(Column column, string name, ColumnFacts facts, Sequence<EnumDefinition> enums)
    {
        var guess = Unlimited(column, name, facts, enums);
        return SemanticTypes.IsNumber(guess.Type.Kind)
            ? guess with
            {
                Type = guess.Type with
                {
                    Minimum = facts.Minimum ?? guess.Type.Minimum,
                    MinimumExclusive = facts.MinimumExclusive,
                    Maximum = facts.Maximum ?? guess.Type.Maximum,
                    MaximumExclusive = facts.MaximumExclusive,
                },
            }
            : guess;
    }

    private static TypeGuess Unlimited(Column column, string name, ColumnFacts facts, Sequence<EnumDefinition> enums)
    {
        switch (column.Type)
        {
            case DataType.Boolean:
                return Plain(SemanticKind.Boolean);
            case DataType.Integer when facts.IsZeroOrOne:
                return Guess(SemanticKind.Boolean, "only 0 and 1 are allowed");
            case DataType.Integer:
                return Plain(SemanticKind.Integer);
            case DataType.Decimal(var precision, var scale):
                return Decimal(name, precision, scale ?? 0, facts);
            case DataType.Float(var bits):
                return new(
                    new(SemanticKind.Decimal) { Precision = 18, Scale = 6 },
                    FormattableString.Invariant(
                        $"it was a floating-point number of {bits} bits; how many digits count is a guess"
                    )
                );
            case DataType.Enum(var type) when enums.FirstOrDefault(e => e.Name == type) is { } definition:
                return Enumeration(definition.Values) ?? Text(column, name, facts);
            case DataType.Date:
                return Plain(SemanticKind.Date);
            case DataType.Time:
                return Plain(SemanticKind.Time);
            case DataType.Timestamp(var withZone, _):
                return withZone
                    ? Plain(SemanticKind.Timestamp)
                    : Guess(SemanticKind.Timestamp, "it was a time without zone; a moment is assumed");
            case DataType.Interval:
                return Plain(SemanticKind.Duration);
            case DataType.Uuid:
                return Plain(SemanticKind.Uuid);
            case DataType.Json:
                return Plain(SemanticKind.Json);
            case DataType.Inet:
                return Plain(SemanticKind.Ip);
            case DataType.Point:
                return Guess(SemanticKind.Location, "it was a point of two coordinates");
            case DataType.Bytes:
                return Guess(SemanticKind.File, "it held bytes, which files outside the database do better");
            case DataType.Array:
                return Guess(
                    SemanticKind.Json,
                    $"it was a list ({TypeText.Write(column.Type)}); an entity of its own may say it better"
                );
            case DataType.Native(_, var sql) when VectorType().Match(sql) is { Success: true } vector:
                return new(new(SemanticKind.Vector) { Length = int.Parse(vector.Groups["length"].ValueSpan, null) }, null);
            case DataType.Native(_, var sql) when !sql.StartsWith("citext", StringComparison.OrdinalIgnoreCase):
                return Guess(SemanticKind.Text, $"there is no meaning for the type {sql}");
            default:
                return Text(column, name, facts);
        }
    }

    private static TypeGuess Decimal(string name, int? precision, int scale, ColumnFacts facts)
    {
        var digits = precision is null or > MostDigits or < 1 ? 18 : precision.Value;
        var after = precision is null ? 6 : Math.Clamp(scale, 0, digits);
        var type = new SemanticType(SemanticKind.Decimal) { Precision = digits, Scale = after };
        if (facts is { Minimum: 0, Maximum: 100 } && PercentName().IsMatch(name))
        {
            return Guess(SemanticKind.Percentage, "its name, and it lies between 0 and 100");
        }

        if (scale is >= 2 and <= 4 && MoneyName().IsMatch(name))
        {
            var money = type with { Kind = SemanticKind.Money };
            return new(money, "its name and its digits");
        }

        return new(type, precision is null ? "it was exact of any size; how many digits count is a guess" : null);
    }

    private static TypeGuess Text(Column column, string name, ColumnFacts facts)
    {
        if (facts.Values.Count > 0 && Enumeration(facts.Values.ToSequence()) is { } enumeration)
        {
            return enumeration;
        }

        if (facts.IsJson)
        {
            return Guess(SemanticKind.Json, "a check demands valid JSON");
        }

        var length = facts.Length ?? (column.Type as DataType.Text)?.MaxLength;
        foreach (var (pattern, kind, usual) in CodeNames)
        {
            if (Matches(name, pattern) && (length is null || length <= usual))
            {
                return Guess(kind, "its name");
            }
        }

        foreach (var (pattern, kind) in TextNames)
        {
            if (Matches(name, pattern))
            {
                var takesLength =
                    kind is not (SemanticKind.Phone or SemanticKind.Color or SemanticKind.Password or SemanticKind.Secret);
                return new(new(kind) { Length = takesLength ? Fitting(length) : null }, "its name");
            }
        }

        return
            column.Type is not DataType.Text
            || length is not null
            || !MomentName().IsMatch(name)
            || column.Default is not { } sql
            || !sql.Contains("time", StringComparison.OrdinalIgnoreCase)
            ? new(new(SemanticKind.Text) { Length = Fitting(length) }, null)
            : Guess(SemanticKind.Timestamp, "its name and its default");
    }

    /// <summary>Whether the type itself demands a form of its values.</summary>
    public bool HasForm =>
        Type.Kind
            is SemanticKind.Email
                or SemanticKind.Phone
                or SemanticKind.Url
                or SemanticKind.Slug
                or SemanticKind.Country
                or SemanticKind.Currency
                or SemanticKind.Language
                or SemanticKind.Postcode
                or SemanticKind.Color
                or SemanticKind.Uuid
                or SemanticKind.Timestamp
                or SemanticKind.Date
                or SemanticKind.Json
                or SemanticKind.Boolean
                or SemanticKind.Ip;

    private static int? Fitting(int? length) => length is > 0 and <= LongestText ? length : null;

    private static TypeGuess? Enumeration(Sequence<string> values)
    {
        var isPossible =
            values.All(v => v.Length is > 0 and <= 63 && !v.Any(char.IsControl))
            && values.Distinct(StringComparer.OrdinalIgnoreCase).Count() == values.Count;
        return isPossible && values.Count > 0 ? new(new(SemanticKind.Enum) { Values = values }, null) : null;
    }

    private static bool Matches(string name, string pattern) =>
        Regex.IsMatch(name, pattern, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private static TypeGuess Plain(SemanticKind kind) => new(new(kind), null);

    private static TypeGuess Guess(SemanticKind kind, string why) =>
        new(kind == SemanticKind.Percentage ? new(kind) { Minimum = 0, Maximum = 100 } : new(kind), why);

    [GeneratedRegex(
        @"(^|_)(price|total|subtotal|amount|cost|fee|balance|tax|discount|revenue|salary|budget|payment|paid|sum|net|gross)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex MoneyName();

    [GeneratedRegex(@"(percent|percentage|rate|share|discount)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PercentName();

    [GeneratedRegex(@"_(at|on|time)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MomentName();

    [GeneratedRegex(@"^vector\((?<length>\d{1,5})\)\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VectorType();
}
