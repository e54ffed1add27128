using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>Reads what concerns the whole application: deployment, service levels, compliance, tenancy, conventions.</summary>
internal static class SettingsBinder
{
    /// <summary>Well-known regulations, for recognising a misspelt one; others are taken as they are.</summary>
    private static readonly string[] Regulations =
    [
        "gdpr",
        "pci-dss",
        "hipaa",
        "sox",
        "ccpa",
        "cpra",
        "iso27001",
        "iso-27001",
        "soc2",
        "soc-2",
        "ferpa",
        "glba",
        "coppa",
        "fedramp",
        "fisma",
        "nis2",
        "nis-2",
        "dora",
        "lgpd",
        "pipeda",
        "appi",
        "pdpa",
        "popia",
        "hds",
        "tisax",
        "bait",
        "gobd",
        "wcag",
        "eprivacy",
    ];

    public static Deployment Deployment(MapReader document)
    {
        if (document.Map("deployment", KeySet.Deployment) is not { } map)
        {
            return new();
        }

        return new()
        {
            Hosting = map.Choice("hosting", "self-managed", "managed", "serverless", "embedded"),
            Cloud = map.Text("cloud"),
            Regions = Texts(map, "regions"),
            Residency = map.Text("residency"),
            Extensions = Texts(map, "extensions"),
            Migrations = map.Text("migrations"),
            Budget = map.Choice("budget", "low", "moderate", "high"),
            Team = Texts(map, "team"),
        };
    }

    public static Quality Quality(MapReader document)
    {
        var quality = new Quality();
        if (document.Map("quality", KeySet.Quality) is not { } map)
        {
            return quality;
        }

        var (p95, p99) = Levels.Read(map, "latency", KeySet.Latency, quality.P95, quality.P99);
        var throughput = map.Map("throughput", KeySet.Throughput);
        var recovery = map.Map("recovery", KeySet.Recovery);
        return quality with
        {
            Consistency = map.Choice("consistency", "strong", "eventual") ?? quality.Consistency,
            AvailabilityPercent = map.Amount<decimal>(
                "availability",
                text => Units.Percent(text) is > 0 and <= 100 and var share ? share : null,
                "Write a share of time such as 99.9%."
            ),
            P95 = p95,
            P99 = p99,
            ReadsPerSecond = throughput?.Amount("reads", Units.PerSecond, Units.RateForm),
            WritesPerSecond = throughput?.Amount("writes", Units.PerSecond, Units.RateForm),
            ConcurrentUsers = map.Amount("concurrent_users", Units.Count, Units.CountForm),
            RecoveryPoint = recovery?.Amount("rpo", Units.Duration, Units.DurationForm),
            RecoveryTime = recovery?.Amount("rto", Units.Duration, Units.DurationForm),
        };
    }

    public static Sequence<string> Compliance(MapReader document)
    {
        var names = new List<string>();
        foreach (var scalar in document.Scalars("compliance"))
        {
            if (
                !Regulations.Contains(scalar.Text)
                && (!Names.IsKebab(scalar.Text) || NearestName.Of(scalar.Text, Regulations) is not null)
            )
            {
                document.Errors.Unknown(
                    "value",
                    $"There is no regulation {DocumentErrors.Quote(scalar.Text)}",
                    scalar.Text,
                    scalar.At,
                    Regulations,
                    "Known are"
                );
            }
            else if (names.Contains(scalar.Text))
            {
                document.Errors.Add("duplicate-name", $"'{scalar.Text}' is named twice", scalar.At, "Name it once.");
            }
            else
            {
                names.Add(scalar.Text);
            }
        }

        return names.ToSequence();
    }

    public static Tenancy? Tenancy(MapReader document, EntityCatalog catalog)
    {
        if (document.Map("tenancy", KeySet.Tenancy) is not { } map)
        {
            return null;
        }

        var by = map.Required("by", "Name the entity that is the tenant.");
        var isolation = map.Choice("isolation", "rows", "schemas", "databases") ?? Assumptions.Isolation;
        var entity = by is null ? null : catalog.Known(by.Text, by.At, "The tenancy");
        return entity is null ? null : new(entity.Name, isolation) { At = map.At };
    }

    public static Conventions Conventions(MapReader document)
    {
        if (document.Map("conventions", KeySet.Conventions) is not { } map)
        {
            return new();
        }

        return new()
        {
            Keys = map.Choice("keys", "identity", "uuid7") == "uuid7" ? KeyConvention.Uuid7 : KeyConvention.Identity,
            Audit = map.Flag("audit") ?? true,
            Enums = map.Choice("enums", "check", "native", "lookup") switch
            {
                "native" => EnumConvention.Native,
                "lookup" => EnumConvention.Lookup,
                _ => EnumConvention.Check,
            },
        };
    }

    /// <summary>The entities whose rows are marked deleted; read once the entities are known.</summary>
    public static Sequence<string> SoftDelete(MapReader document, EntityCatalog catalog)
    {
        var names = new List<string>();
        if (document["conventions"] is not YamlMap conventions)
        {
            return [];
        }

        var node = conventions.Entries.FirstOrDefault(e => e.Key.Text == "soft_delete").Value;
        foreach (var scalar in document.Scalars(node is YamlScalar { IsNothing: true } ? null : node, "'soft_delete'"))
        {
            if (catalog.Known(scalar.Text, scalar.At, "'soft_delete'") is not { } entity)
            {
                continue;
            }

            if (names.Contains(entity.Name))
            {
                document.Errors.Add("duplicate-name", $"'{scalar.Text}' is named twice", scalar.At, "Name it once.");
            }
            else
            {
                names.Add(entity.Name);
            }
        }

        return names.ToSequence();
    }

    /// <summary>Gives the entities the columns that conventions add, and reports attributes that stand in their way.</summary>
    public static void AddColumns(Conventions conventions, EntityCatalog catalog, DocumentErrors errors)
    {
        foreach (var entity in catalog.All)
        {
            if (conventions.Audit)
            {
                Add(entity, "created_at", "conventions.audit", errors);
                Add(entity, "updated_at", "conventions.audit", errors);
            }

            if (conventions.SoftDelete.Contains(entity.Name))
            {
                Add(entity, "deleted_at", "conventions.soft_delete", errors);
            }
        }
    }

    public static int Version(MapReader document)
    {
        if (document.Scalar("version") is not { } scalar)
        {
            return 1;
        }

        if (scalar.Text != "1")
        {
            document.Errors.Add(
                "version",
                $"This version of the grammar is not known: {DocumentErrors.Quote(scalar.Text)}",
                scalar.At,
                "Write 'version: 1'."
            );
        }

        return 1;
    }

    private static void Add(EntityDraft entity, string column, string convention, DocumentErrors errors)
    {
        if (entity.Find(column) is { } attribute)
        {
            errors.Add(
                "conflict",
                $"'{entity.Name}.{column}' is also brought by {convention}",
                attribute.At,
                convention == "conventions.audit"
                    ? "Leave the attribute out, or write 'conventions: { audit: false }'."
                    : "Leave the attribute out."
            );
            return;
        }

        entity.Added.Add(column);
    }

    private static Sequence<string> Texts(MapReader map, string key) => map.Scalars(key).Select(s => s.Text).ToSequence();
}
