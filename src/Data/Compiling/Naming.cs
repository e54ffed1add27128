using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>What the names of columns and tables tell about their values beyond the type.</summary>
internal static class Naming
{
    /// <summary>Whether one of the name's parts between underscores is one of the words.</summary>
    public static bool Says(this string name, params ReadOnlySpan<string> words)
    {
        foreach (var part in name.Split('_'))
        {
            foreach (var word in words)
            {
                if (part == word)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether whole numbers of that name count up within a parent: line numbers, positions.</summary>
    public static bool IsOrdinal(string column) =>
        column.Says("line", "position", "number", "no", "seq", "sequence", "ordinal", "index", "rank", "step", "version", "sort");

    /// <summary>The usual range of a number of that name, in units of the value, and how it spreads.</summary>
    public static (decimal Low, decimal High, bool Small) Range(string column, SemanticKind kind) =>
        kind == SemanticKind.Percentage ? (0, 100, false)
        : kind == SemanticKind.Money ? (0, 100_000, true)
        : column.Says("quantity", "qty", "seats", "guests", "units") ? (1, 10, true)
        : column.Says("year") ? (1990, 2025, false)
        : column.Says("month") ? (1, 12, false)
        : column.Says("age") ? (18, 90, false)
        : column.Says("rating", "stars", "score") ? (1, 5, false)
        : column.Says("latitude", "lat") ? (-60, 70, false)
        : column.Says("longitude", "lng", "lon") ? (-180, 180, false)
        : column.Says("temperature") ? (-20, 45, false)
        : column.Says("humidity") ? (0, 100, false)
        : column.Says("stock", "inventory", "available") ? (0, 500, true)
        : column.Says("views", "hits", "downloads", "plays") ? (0, 1_000_000, true)
        : column.Says("position", "rank", "sort", "order", "line") ? (1, 100, true)
        : column.Says("attempts", "retries") ? (0, 5, true)
        : column.Says("weight", "grams", "width", "height", "length", "depth") ? (1, 5000, true)
        : column.Says("size", "bytes") ? (1, 10_000_000, true)
        : (0, 1000, true);
}
