using System.Globalization;
using System.Text;

namespace Dbwright.Commands;

/// <summary>The page that shows what became of personal values when rows were copied.</summary>
internal static class MaskReport
{
    /// <summary>Its name in the folder.</summary>
    public const string Name = "masking.md";

    /// <summary>The page.</summary>
    /// <param name="result">What was done.</param>
    public static string Of(SeedResult result)
    {
        var page = new StringBuilder("# Masking\n\n");
        page.Append("What became of the masked columns, and what was found when the result was compared with the originals.\n\n");
        page.Append("| column | mask | values | different originals | originals in the result |\n|---|---|--:|--:|--:|\n");
        foreach (var column in result.Masked)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"| {column.Column.Replace("|", "\\|", StringComparison.Ordinal)} | {column.Kind.ToString().ToLowerInvariant()} | {column.Values:N0} | {column.Different:N0} | {column.Survived:N0} |\n"
            );
        }

        foreach (var verdict in result.Verdicts)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"\n- {(verdict.Holds ? "Holds" : "**Does not hold**")}: {verdict.Claim}. {verdict.Detail}"
            );
        }

        return page.Append('\n').ToString();
    }
}
