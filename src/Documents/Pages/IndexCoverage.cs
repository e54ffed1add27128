using Dbwright.Model;

namespace Dbwright.Documents;

/// <summary>How many of the queries an index serves. Inserts are not counted, as they need none; patterns not yet designed are unserved.</summary>
/// <param name="Queries">Patterns that search rows.</param>
/// <param name="Served">Those of them with an index.</param>
/// <param name="ShareByRate">The share of all executions, 0 to 1; a pattern without a rate counts as one a second.</param>
internal sealed record IndexCoverage(int Queries, int Served, double ShareByRate)
{
    /// <summary>The share of the patterns, 0 to 1.</summary>
    public double Share => Queries == 0 ? 1 : (double)Served / Queries;

    /// <summary>The coverage that a design means to have.</summary>
    public static IndexCoverage Of(DatabaseDesign design)
    {
        var queries = design.Patterns.Where(p => p.Pattern is not AccessPattern.Insert).ToList();
        var served = queries.Where(p => p.ServedBy.Count > 0).ToList();
        var all = queries.Sum(Rate);
        return new(queries.Count, served.Count, all > 0 ? (double)(served.Sum(Rate) / all) : 1);
    }

    private static decimal Rate(PatternDesign pattern) => pattern.Pattern.PerSecond ?? 1;
}
