using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>What is assumed where the document says nothing, and the list of it.</summary>
internal static class Assumptions
{
    public const string Language = "english";
    public const string Isolation = "rows";
    public const string TransactionIsolation = "read committed";
    public const int SearchLimit = 20;
    public const int SimilarLimit = 10;
    public const decimal Recall = 0.95m;
    public const int TraverseDepth = 10;
    public const int DecimalPrecision = 18;
    public const int DecimalScale = 4;
    public const int Rows = 1000;

    /// <summary>One sentence for each thing left open, in the order of the document's grammar.</summary>
    public static Sequence<Assumption> Of(
        Requirements requirements,
        MapReader document,
        IReadOnlyDictionary<string, MapReader> patterns,
        EntityCatalog catalog
    )
    {
        var list = new List<Assumption>();
        void Add(string subject, FormattableString text) => list.Add(new(subject, FormattableString.Invariant(text)));
        bool Says(string key, string nested) =>
            document[key] is YamlMap map
            && map.Entries.Any(e => e.Key.Text == nested && e.Value is not YamlScalar { IsNothing: true });

        if (!document.Has("version"))
        {
            Add("version", $"The document is read as version 1 of the grammar.");
        }

        if (!document.Has("database"))
        {
            Add("database", $"The engine is not named and is selected.");
        }

        var quality = requirements.Quality;
        if (!Says("quality", "consistency"))
        {
            Add("quality.consistency", $"Reads see every committed write (strong consistency).");
        }

        if (!Says("quality", "latency"))
        {
            Add(
                "quality.latency",
                $"Queries answer within {quality.P95.TotalMilliseconds:0} ms (p95) and {quality.P99.TotalMilliseconds:0} ms (p99)."
            );
        }

        foreach (
            var (key, what) in new[]
            {
                ("availability", "availability"),
                ("throughput", "total load"),
                ("concurrent_users", "number of users at the same time"),
                ("recovery", "tolerated loss and downtime"),
            }
        )
        {
            if (!Says("quality", key))
            {
                Add($"quality.{key}", $"The {what} is open; nothing is designed for it.");
            }
        }

        if (requirements.Tenancy is { } tenancy && !Says("tenancy", "isolation"))
        {
            Add("tenancy.isolation", $"Tenants share tables and are kept apart by rows (by '{tenancy.By}').");
        }

        if (!Says("conventions", "keys"))
        {
            Add("conventions.keys", $"Surrogate keys are 64-bit identity columns.");
        }

        if (!Says("conventions", "audit"))
        {
            Add("conventions.audit", $"Every table has created_at and updated_at.");
        }

        if (
            !Says("conventions", "enums")
            && requirements.Entities.Any(e => e.Attributes.Any(a => a.Type.Kind == SemanticKind.Enum))
        )
        {
            Add("conventions.enums", $"Closed sets of values are texts with a check constraint.");
        }

        foreach (var entity in requirements.Entities)
        {
            if (entity.Volume.Rows is null && entity.Reference is null)
            {
                Add(
                    $"{entity.Name}.volume",
                    $"The number of rows of '{entity.Name}' is open; {Rows.ToString("N0", CultureInfo.InvariantCulture)} are assumed."
                );
            }

            foreach (
                var attribute in catalog
                    .Find(entity.Name)!
                    .Attributes.Where(a => a is { Type.Kind: SemanticKind.Decimal, HasDigits: false })
            )
            {
                Add(
                    attribute.Id,
                    $"The digits of '{attribute.Id}' are open; {DecimalPrecision} with {DecimalScale} after the point are assumed."
                );
            }
        }

        foreach (var relationship in requirements.Relationships)
        {
            if (relationship.IsManyToMany && relationship.Volume.Rows is null)
            {
                Add(
                    $"{relationship.Id}.volume",
                    $"The number of pairs of '{relationship.Left}' and '{relationship.Right}' is open; it is estimated from their rows."
                );
            }

            if (!relationship.OnDeleteGiven)
            {
                Add(relationship.Id, DeleteText(relationship));
            }
        }

        foreach (var pattern in requirements.Access)
        {
            Pattern(pattern, patterns[pattern.Name], Add, quality);
        }

        foreach (var transaction in requirements.Transactions.Where(t => !Isolated(document, t.Name)))
        {
            Add(
                $"transactions.{transaction.Name}",
                $"The transaction '{transaction.Name}' runs at isolation level {TransactionIsolation}."
            );
        }

        return list.ToSequence();
    }

    private static bool Isolated(MapReader document, string name) =>
        document
            .Entries("transactions")
            .Any(t => t.Key.Text == name && t.Value is YamlMap map && map.Entries.Any(e => e.Key.Text == "isolation"));

    private static FormattableString DeleteText(Relationship relationship) =>
        relationship switch
        {
            { IsManyToMany: true } =>
                $"Deleting a '{relationship.Left}' or '{relationship.Right}' deletes its pairs in '{relationship.Role}'.",
            { OnDelete: DeleteRule.Cascade } =>
                $"Deleting a '{relationship.Referenced}' deletes its '{relationship.Holder}' rows, which cannot be identified without it.",
            _ =>
                $"Deleting a '{relationship.Referenced}' that a '{relationship.Holder}' refers to as '{relationship.Role}' is refused.",
        };

    private static void Pattern(AccessPattern pattern, MapReader source, Action<string, FormattableString> add, Quality quality)
    {
        if (pattern.PerSecond is null)
        {
            add($"{pattern.Id}.rate", $"How often '{pattern.Name}' runs is open.");
        }

        if (!source.Has("target"))
        {
            add(
                $"{pattern.Id}.target",
                $"'{pattern.Name}' answers within the document's {quality.P95.TotalMilliseconds:0} ms (p95) and {quality.P99.TotalMilliseconds:0} ms (p99)."
            );
        }

        switch (pattern)
        {
            case AccessPattern.Search search:
                if (!source.Has("language"))
                {
                    add($"{pattern.Id}.language", $"The texts that '{pattern.Name}' searches are {Language}.");
                }

                Limit(search.Limit);
                break;
            case AccessPattern.Similar similar:
                if (!source.Has("metric"))
                {
                    add($"{pattern.Id}.metric", $"'{pattern.Name}' measures similarity by {similar.Metric} distance.");
                }

                if (!source.Has("recall"))
                {
                    add($"{pattern.Id}.recall", $"'{pattern.Name}' finds {similar.Recall:0.##%} of the true neighbours.");
                }

                Limit(similar.Limit);
                break;
            case AccessPattern.Near near:
                Limit(near.Limit);
                break;
            case AccessPattern.Traverse when !source.Has("depth"):
                add($"{pattern.Id}.depth", $"'{pattern.Name}' follows at most {TraverseDepth} steps.");
                break;
            case AccessPattern.Aggregate when !source.Has("freshness"):
                add($"{pattern.Id}.freshness", $"The answer of '{pattern.Name}' is current, not precomputed.");
                break;
        }

        void Limit(int limit)
        {
            if (!source.Has("limit"))
            {
                add($"{pattern.Id}.limit", $"'{pattern.Name}' returns at most {limit} rows.");
            }
        }
    }
}
