namespace Dbwright.Formats;

/// <summary>Reads <c>{ p95, p99 }</c>.</summary>
internal static class Levels
{
    /// <summary>The levels; where only one is given the other keeps its default, unless that would make p99 smaller than p95.</summary>
    public static (TimeSpan P95, TimeSpan P99) Read(MapReader source, string key, KeySet keys, TimeSpan p95, TimeSpan p99)
    {
        if (source.Map(key, keys) is not { } map)
        {
            return (p95, p99);
        }

        var first = map.Duration("p95");
        var second = map.Duration("p99");
        if (second < first)
        {
            map.Errors.Add(
                "conflict",
                "p99 is smaller than p95: 99 % of the queries cannot be faster than 95 % of them",
                map.Scalar("p99")!.At,
                "Exchange them."
            );
            return (first!.Value, first.Value);
        }

        // A stricter p95 alone keeps the document's p99; a laxer one moves it, and the other way round.
        var greater = first ?? (second < p95 ? second.Value : p95);
        return (greater, second ?? (p99 < greater ? greater : p99));
    }
}
