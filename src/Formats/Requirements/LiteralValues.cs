using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>Says whether a constant is a value of a type: for defaults, conditions, rules and reference data.</summary>
internal static partial class LiteralValues
{
    /// <summary>Why a constant of an expression is no value of the type, as the end of a sentence; none when it is one.</summary>
    public static string? Problem(SemanticType type, object? value)
    {
        if (value is null)
        {
            return null;
        }

        if (type.Kind == SemanticKind.Boolean)
        {
            return value is bool ? null : "is neither true nor false";
        }

        if (SemanticTypes.IsNumber(type.Kind))
        {
            return value is decimal number ? NumberProblem(type, number) : "is no number";
        }

        return value switch
        {
            string text => TextProblem(type, text),
            bool => $"is no value of type {SemanticTypes.NameOf(type.Kind)}",
            _ => $"is a number, not of type {SemanticTypes.NameOf(type.Kind)}; texts stand in single quotes",
        };
    }

    /// <summary>The constant that a field of a CSV file stands for; a text that cannot be one stays a text.</summary>
    public static object FromField(SemanticType type, string field)
    {
        if (type.Kind == SemanticKind.Boolean && field.ToLowerInvariant() is "true" or "false")
        {
            return field.Equals("true", StringComparison.OrdinalIgnoreCase);
        }

        const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        return
            SemanticTypes.IsNumber(type.Kind)
            && field.Length <= 40
            && decimal.TryParse(field, Plain, CultureInfo.InvariantCulture, out var number)
            ? number
            : field;
    }

    private static string? NumberProblem(SemanticType type, decimal number)
    {
        if (type.Kind == SemanticKind.Integer && (!decimal.IsInteger(number) || number < long.MinValue || number > long.MaxValue))
        {
            return decimal.IsInteger(number) ? "does not fit 64 bits" : "is no whole number";
        }

        if (type.Minimum is { } low && (type.MinimumExclusive ? number <= low : number < low))
        {
            return FormattableString.Invariant($"is not {(type.MinimumExclusive ? ">" : ">=")} {low}");
        }

        if (type.Maximum is { } high && (type.MaximumExclusive ? number >= high : number > high))
        {
            return FormattableString.Invariant($"is not {(type.MaximumExclusive ? "<" : "<=")} {high}");
        }

        var scale = type.Scale ?? (type.Kind == SemanticKind.Money ? 2 : null);
        if (scale is { } digits && decimal.Round(number, Math.Min(28, digits)) != number)
        {
            return $"has more than {digits} digits after the point";
        }

        if (
            type.Precision is { } precision
            && precision - (scale ?? 0) is var whole and < 28
            && decimal.Truncate(Math.Abs(number)) >= Power(whole)
        )
        {
            return $"has more than {whole} digits before the point";
        }

        return null;
    }

    private static decimal Power(int digits)
    {
        var power = 1m;
        for (var i = 0; i < digits; i++)
        {
            power *= 10;
        }

        return power;
    }

    private static string? TextProblem(SemanticType type, string text)
    {
        if (type.Length is { } most && type.Kind != SemanticKind.Vector && text.EnumerateRunes().Count() > most)
        {
            return $"is longer than {most} characters";
        }

        return type.Kind switch
        {
            SemanticKind.Enum when !type.Values.Contains(text) => $"is none of {string.Join(", ", type.Values)}",
            SemanticKind.Date when !IsDate(text) => "is no date such as 2026-01-31",
            SemanticKind.Timestamp when !IsTimestamp(text) => "is no moment such as 2026-01-31T12:00:00Z",
            SemanticKind.Time
                when !TimeOnly.TryParseExact(
                    text,
                    ["HH:mm", "HH:mm:ss"],
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out _
                ) => "is no time of day such as 12:30",
            SemanticKind.Duration when Units.Duration(text) is null => "is no length of time such as 15min or 7 days",
            SemanticKind.Uuid when !Guid.TryParseExact(text, "D", out _) => "is no UUID",
            SemanticKind.Json when !IsJson(text) => "is no JSON",
            SemanticKind.Ip when !IPAddress.TryParse(text, out _) => "is no IP address",
            SemanticKind.Email when !EmailPattern().IsMatch(text) => "is no lower-case e-mail address",
            SemanticKind.Phone when !PhonePattern().IsMatch(text) => "is no telephone number such as +4930123456",
            SemanticKind.Url when !Uri.TryCreate(text, UriKind.Absolute, out _) => "is no web address",
            SemanticKind.Slug when !SlugPattern().IsMatch(text) => "is no slug of lower-case words joined by '-'",
            SemanticKind.Country when !CountryPattern().IsMatch(text) => "is no ISO 3166-1 code of two capitals",
            SemanticKind.Currency when !CurrencyPattern().IsMatch(text) => "is no ISO 4217 code of three capitals",
            SemanticKind.Language when !LanguagePattern().IsMatch(text) => "is no language tag such as en or pt-BR",
            SemanticKind.Color when !ColorPattern().IsMatch(text) => "is no colour such as #1a2b3c",
            _ => null,
        };
    }

    private static bool IsDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsTimestamp(string text) =>
        IsDate(text)
        || DateTimeOffset.TryParseExact(
            text,
            ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out _
        );

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^[^@\sA-Z]+@[^@\sA-Z]+\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EmailPattern();

    [GeneratedRegex(@"^\+[1-9][0-9]{1,14}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PhonePattern();

    [GeneratedRegex(@"^[a-z0-9]+(?:-[a-z0-9]+)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SlugPattern();

    [GeneratedRegex(@"^[A-Z]{2}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CountryPattern();

    [GeneratedRegex(@"^[A-Z]{3}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CurrencyPattern();

    [GeneratedRegex(
        @"^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex LanguagePattern();

    [GeneratedRegex(@"^#[0-9a-fA-F]{6}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ColorPattern();
}
