using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>The keys that one kind of mapping may have; the exported JSON schema is held against these.</summary>
/// <param name="Definition">The name of its definition in the JSON schema.</param>
/// <param name="What">What the mapping describes, for errors.</param>
/// <param name="Keys">The keys, in the order of the guide.</param>
internal sealed record KeySet(string Definition, string What, Sequence<string> Keys)
{
    public static readonly KeySet Document = new(
        "document",
        "the document",
        [
            "version",
            "application",
            "about",
            "database",
            "deployment",
            "quality",
            "compliance",
            "tenancy",
            "conventions",
            "entities",
            "relationships",
            "dependencies",
            "access",
            "transactions",
            "roles",
            "physical",
        ]
    );

    public static readonly KeySet Deployment = new(
        "deployment",
        "deployment",
        ["hosting", "cloud", "regions", "residency", "extensions", "migrations", "budget", "team"]
    );

    public static readonly KeySet Quality = new(
        "quality",
        "quality",
        ["consistency", "availability", "latency", "throughput", "concurrent_users", "recovery"]
    );

    public static readonly KeySet Latency = new("latency", "latency", ["p95", "p99"]);
    public static readonly KeySet Target = new("target", "target", ["p95", "p99"]);
    public static readonly KeySet Throughput = new("throughput", "throughput", ["reads", "writes"]);
    public static readonly KeySet Recovery = new("recovery", "recovery", ["rpo", "rto"]);
    public static readonly KeySet Tenancy = new("tenancy", "tenancy", ["by", "isolation"]);
    public static readonly KeySet Conventions = new("conventions", "conventions", ["keys", "audit", "enums", "soft_delete"]);

    public static readonly KeySet Entity = new(
        "entityMapping",
        "an entity",
        ["about", "volume", "attributes", "key", "unique", "rules", "reference"]
    );

    public static readonly KeySet Volume = new("volume", "volume", ["rows", "growth", "keep"]);
    public static readonly KeySet Reference = new("reference", "reference", ["file", "source"]);

    public static readonly KeySet Attribute = new(
        "attribute",
        "an attribute",
        ["type", "optional", "unique", "default", "personal", "secret", "about", "rules"]
    );

    public static readonly KeySet Relationship = new(
        "relationship",
        "a relationship",
        ["between", "about", "attributes", "volume"]
    );
    public static readonly KeySet Find = Pattern("find", "where", "sort", "limit", "return", "pages");
    public static readonly KeySet Search = Pattern("search", "in", "where", "language", "limit", "return");
    public static readonly KeySet Similar = Pattern("similar", "by", "metric", "model", "recall", "where", "limit");
    public static readonly KeySet Near = Pattern("near", "by", "within", "where", "limit", "return");
    public static readonly KeySet Traverse = Pattern("traverse", "along", "direction", "depth", "return");
    public static readonly KeySet Aggregate = Pattern("aggregate", "where", "group", "measures", "sort", "limit", "freshness");
    public static readonly KeySet Insert = Pattern("insert");
    public static readonly KeySet Update = Pattern("update", "where", "set");
    public static readonly KeySet Delete = Pattern("delete", "where");
    public static readonly KeySet Sql = Pattern("sql", "parameters", "report");

    /// <summary>The forms of an access pattern by their first key.</summary>
    public static readonly Sequence<KeySet> Patterns =
    [
        Find,
        Search,
        Similar,
        Near,
        Traverse,
        Aggregate,
        Insert,
        Update,
        Delete,
        Sql,
    ];

    public static readonly KeySet Transaction = new(
        "transaction",
        "a transaction",
        ["about", "steps", "isolation", "invariants", "as"]
    );
    public static readonly KeySet Role = new("role", "a role", ["read", "write", "mask"]);
    public static readonly KeySet Pin = new("pin", "a pin", ["pin", "on", "value", "reason"]);

    /// <summary>All of them.</summary>
    public static IEnumerable<KeySet> All =>
        [
            Document,
            Deployment,
            Quality,
            Latency,
            Target,
            Throughput,
            Recovery,
            Tenancy,
            Conventions,
            Entity,
            Volume,
            Reference,
            Attribute,
            Relationship,
            .. Patterns,
            Transaction,
            Role,
            Pin,
        ];

    private static KeySet Pattern(string form, params string[] keys) =>
        new(form, $"a '{form}' pattern", [form, .. keys, "about", "rate", "target"]);
}
