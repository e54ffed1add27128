using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>Defaults of columns as requirements say them.</summary>
internal static class RecoveredDefault
{
    private static readonly string[] Moments =
    [
        "now",
        "current_timestamp",
        "localtimestamp",
        "transaction_timestamp",
        "statement_timestamp",
        "clock_timestamp",
        "strftime",
        "utc_timestamp",
    ];

    /// <summary>The default in the language of requirements; none where it cannot say it.</summary>
    /// <param name="sql">The default in the engine's SQL.</param>
    /// <param name="type">The meaning of the column.</param>
    public static string? Of(string sql, SemanticType type)
    {
        var tokens = SqlToken.Of(sql);
        if (tokens is [{ Kind: SqlTokenKind.Word } function, ..])
        {
            var isMoment = Array.Exists(Moments, m => function.Is(m));
            return type.Kind switch
            {
                SemanticKind.Timestamp when isMoment => "now",
                SemanticKind.Date when isMoment || function.Is("current_date") || function.Is("date") => "today",
                SemanticKind.Boolean when tokens.Count == 1 && (function.Is("true") || function.Is("false")) =>
                    function.Text.ToLowerInvariant(),
                _ => null,
            };
        }

        if (
            tokens is not [{ Kind: SqlTokenKind.Text or SqlTokenKind.Number } constant]
            || type.Kind
                is SemanticKind.Vector
                    or SemanticKind.Location
                    or SemanticKind.Password
                    or SemanticKind.Secret
                    or SemanticKind.File
        )
        {
            return null;
        }

        return Constant(constant.Text, type);
    }

    private static string? Constant(string text, SemanticType type)
    {
        if (type.Kind == SemanticKind.Boolean)
        {
            return text switch
            {
                "0" or "f" or "false" => "false",
                "1" or "t" or "true" => "true",
                _ => null,
            };
        }

        if (SemanticTypes.IsNumber(type.Kind))
        {
            return
                decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && LiteralValues.Problem(type, number) is null
                ? number.ToString(CultureInfo.InvariantCulture)
                : null;
        }

        return LiteralValues.Problem(type, text) is null && !text.Any(char.IsControl) ? $"'{text.Replace("'", "''")}'" : null;
    }
}
