using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>The type names of the grammar, their arguments and their families.</summary>
internal static class SemanticTypes
{
    private const int LongestText = 10_000_000;
    private const int MostDigits = 38;
    private const int MostDimensions = 16_000;
    private const int LongestLabel = 63;

    private static readonly Dictionary<string, SemanticKind> Kinds = Enum.GetValues<SemanticKind>()
        .ToDictionary(k => k == SemanticKind.PersonName ? "person-name" : k.ToString().ToLowerInvariant());

    /// <summary>Words of other languages, so that an error can name ours.</summary>
    private static readonly Dictionary<string, string> Foreign = new(StringComparer.OrdinalIgnoreCase)
    {
        ["string"] = "text",
        ["varchar"] = "text",
        ["char"] = "text",
        ["str"] = "text",
        ["int"] = "integer",
        ["bigint"] = "integer",
        ["smallint"] = "integer",
        ["serial"] = "integer",
        ["number"] = "integer",
        ["numeric"] = "decimal",
        ["float"] = "decimal",
        ["double"] = "decimal",
        ["real"] = "decimal",
        ["bool"] = "boolean",
        ["datetime"] = "timestamp",
        ["timestamptz"] = "timestamp",
        ["interval"] = "duration",
        ["jsonb"] = "json",
        ["object"] = "json",
        ["inet"] = "ip",
        ["guid"] = "uuid",
        ["point"] = "location",
        ["geography"] = "location",
        ["embedding"] = "vector",
        ["amount"] = "money",
        ["price"] = "money",
        ["percent"] = "percentage",
        ["mail"] = "email",
        ["hash"] = "password",
        ["blob"] = "file",
        ["bytes"] = "file",
        ["image"] = "file",
        ["name"] = "person-name",
    };

    /// <summary>The names of all types in the order of the guide.</summary>
    public static IEnumerable<string> Known => Kinds.Keys;

    public static string NameOf(SemanticKind kind) =>
        kind == SemanticKind.PersonName ? "person-name" : kind.ToString().ToLowerInvariant();

    public static bool IsNumber(SemanticKind kind) =>
        kind is SemanticKind.Integer or SemanticKind.Decimal or SemanticKind.Money or SemanticKind.Percentage;

    public static bool IsMoment(SemanticKind kind) => kind is SemanticKind.Timestamp or SemanticKind.Date;

    /// <summary>Whether values are words that full text search can find.</summary>
    public static bool IsText(SemanticKind kind) =>
        kind
            is SemanticKind.Text
                or SemanticKind.Email
                or SemanticKind.Phone
                or SemanticKind.Url
                or SemanticKind.Slug
                or SemanticKind.Postcode
                or SemanticKind.PersonName
                or SemanticKind.Address
                or SemanticKind.File
                or SemanticKind.Country
                or SemanticKind.Currency
                or SemanticKind.Language
                or SemanticKind.Color;

    /// <summary>Whether values have an order that people mean when they write &lt; or sort.</summary>
    public static bool IsOrdered(SemanticKind kind) =>
        kind
            is not (
                SemanticKind.Json
                or SemanticKind.Vector
                or SemanticKind.Location
                or SemanticKind.Password
                or SemanticKind.Secret
            );

    /// <summary>The type of a name and its arguments; reports and returns none when it cannot be.</summary>
    public static SemanticType? Read(
        string name,
        IReadOnlyList<(string Text, int Offset)>? arguments,
        Func<int, Location> at,
        DocumentErrors errors
    )
    {
        if (!Kinds.TryGetValue(name, out var kind))
        {
            var foreign = Foreign.GetValueOrDefault(name);
            if (foreign is null)
            {
                errors.Unknown(
                    "unknown-type",
                    $"There is no type {DocumentErrors.Quote(name)}",
                    name,
                    at(0),
                    Known,
                    "The types are"
                );
            }
            else
            {
                errors.Add(
                    "unknown-type",
                    $"There is no type {DocumentErrors.Quote(name)}",
                    at(0),
                    $"Write '{foreign}'.",
                    $"The types are: {string.Join(", ", Known)}."
                );
            }

            return null;
        }

        var type = new SemanticType(kind);
        if (kind == SemanticKind.Percentage)
        {
            type = type with { Minimum = 0, Maximum = 100 };
        }

        return kind switch
        {
            SemanticKind.Enum => Enumeration(type, arguments, at, errors),
            SemanticKind.Vector => Vector(type, arguments, at, errors),
            SemanticKind.Decimal or SemanticKind.Money => Digits(type, arguments, at, errors),
            _ when arguments is null => type,
            SemanticKind.Text
            or SemanticKind.Email
            or SemanticKind.Url
            or SemanticKind.Slug
            or SemanticKind.Postcode
            or SemanticKind.PersonName
            or SemanticKind.Address
            or SemanticKind.File => Length(type, arguments, at, errors),
            _ => Refuse(name, type, arguments, at, errors),
        };
    }

    private static SemanticType Refuse(
        string name,
        SemanticType type,
        IReadOnlyList<(string Text, int Offset)> arguments,
        Func<int, Location> at,
        DocumentErrors errors
    )
    {
        errors.Add(
            "type-arguments",
            $"'{name}' takes nothing in parentheses",
            at(arguments.Count > 0 ? arguments[0].Offset : 0),
            $"Write '{name}'."
        );
        return type;
    }

    private static SemanticType Length(
        SemanticType type,
        IReadOnlyList<(string Text, int Offset)> arguments,
        Func<int, Location> at,
        DocumentErrors errors
    )
    {
        if (arguments.Count == 1 && Whole(arguments[0].Text) is { } length and > 0 and <= LongestText)
        {
            return type with { Length = length };
        }

        errors.Add(
            "type-arguments",
            $"'{NameOf(type.Kind)}' takes one length in characters",
            at(arguments.Count > 0 ? arguments[0].Offset : 0),
            $"Write for example '{NameOf(type.Kind)}(200)'; the greatest length is {LongestText}."
        );
        return type;
    }

    private static SemanticType Digits(
        SemanticType type,
        IReadOnlyList<(string Text, int Offset)>? arguments,
        Func<int, Location> at,
        DocumentErrors errors
    )
    {
        if (arguments is null)
        {
            return type;
        }

        var precision = arguments.Count is 1 or 2 ? Whole(arguments[0].Text) : null;
        var scale =
            arguments.Count == 2 ? Whole(arguments[1].Text)
            : type.Kind == SemanticKind.Money ? 2
            : 0;
        if (precision is > 0 and <= MostDigits && scale >= 0 && scale <= precision)
        {
            return type with { Precision = precision, Scale = scale };
        }

        errors.Add(
            "type-arguments",
            $"'{NameOf(type.Kind)}' takes its number of digits and how many of them stand after the point",
            at(arguments.Count > 0 ? arguments[0].Offset : 0),
            $"Write for example '{NameOf(type.Kind)}(12,2)'; at most {MostDigits} digits."
        );
        return type;
    }

    private static SemanticType? Vector(
        SemanticType type,
        IReadOnlyList<(string Text, int Offset)>? arguments,
        Func<int, Location> at,
        DocumentErrors errors
    )
    {
        if (arguments is [var (text, _)] && Whole(text) is { } dimensions and > 0 and <= MostDimensions)
        {
            return type with { Length = dimensions };
        }

        errors.Add(
            "vector-dimension",
            "A vector needs the number of its dimensions",
            at(arguments is [var first, ..] ? first.Offset : 0),
            $"Write for example 'vector(384)'; at most {MostDimensions}."
        );
        return null;
    }

    private static SemanticType? Enumeration(
        SemanticType type,
        IReadOnlyList<(string Text, int Offset)>? arguments,
        Func<int, Location> at,
        DocumentErrors errors
    )
    {
        if (arguments is null or [])
        {
            errors.Add(
                "type-arguments",
                "An enumeration needs its values",
                at(0),
                "Write for example 'enum(active, suspended)'."
            );
            return null;
        }

        var values = new List<string>();
        foreach (var (text, offset) in arguments)
        {
            var value = text is ['\'', .. var inner, '\''] ? inner.Replace("''", "'") : text;
            if (
                value.Length is 0 or > LongestLabel
                || (text[0] != '\'' && !text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
            )
            {
                errors.Add(
                    "enum-value",
                    $"{DocumentErrors.Quote(text)} cannot be a value of an enumeration",
                    at(offset),
                    $"Write words of letters, digits, '_' and '-', or put the value in single quotes; at most {LongestLabel} characters."
                );
            }
            else if (values.Find(v => string.Equals(v, value, StringComparison.OrdinalIgnoreCase)) is { } same)
            {
                errors.Add(
                    "enum-duplicate",
                    $"The value '{value}' is already given as '{same}'",
                    at(offset),
                    "Keep one of them."
                );
            }
            else
            {
                values.Add(value);
            }
        }

        return type with
        {
            Values = values.ToSequence(),
        };
    }

    private static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
