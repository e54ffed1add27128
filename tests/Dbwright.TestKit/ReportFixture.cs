using Dbwright.Model;

namespace Dbwright.TestKit;

/// <summary>A report as <c>prove</c> writes it for <see cref="DesignFixture.Shop"/>, with figures as they are measured.</summary>
public static class ReportFixture
{
    private static readonly Dictionary<string, (double Before, double After, double Rows)> Medians = new(StringComparer.Ordinal)
    {
        ["product-page"] = (0.06, 0.06, 1),
        ["category-listing"] = (4.2, 0.09, 24),
        ["search-products"] = (48, 3.1, 19.4),
        ["sign-in"] = (11.8, 0.05, 1),
        ["recent-orders"] = (62, 0.11, 7.3),
        ["packing-queue"] = (71, 0.21, 50),
        ["find-customer-by-name"] = (52, 1.4, 12.5),
        ["place-order"] = (0.31, 0.52, 1),
        ["advance-order"] = (0.28, 0.41, 1),
        ["sales-by-day"] = (118, 21, 30),
        ["stock-by-warehouse"] = (5.2, 5.3, 8),
    };

    /// <summary>Everything holds but one target, and three levels are not verified.</summary>
    public static ProofReport Shop { get; } = Build();

    /// <summary>A report in which everything that is run holds.</summary>
    public static ProofReport AllHolds { get; } =
        Shop with
        {
            Patterns = Shop.Patterns.Select(p => p with { Holds = true, TargetP95 = 500, TargetP99 = 800 }).ToSequence(),
            Verdicts = Shop.Verdicts.Select(v => v with { Holds = v.State == EvidenceState.Executed }).ToSequence(),
            Findings = [],
        };

    private static ProofReport Build()
    {
        var design = DesignFixture.Shop;
        return new ProofReport
        {
            Application = "Online shop",
            Engine = "PostgreSQL",
            EngineVersion = "PostgreSQL 17.6 (Debian 17.6-1.pgdg12+1) on x86_64-pc-linux-gnu",
            Sandbox = "bench: fsync on, full_page_writes on, synchronous_commit on, shared_buffers 1GB, locale en-US (ICU)",
            Command = "dbwright prove examples/shop --random-seed 42",
            Program = "dbwright 0.1.0",
            MeasuredAt = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero),
            Machine = "2 processors, 7.8 GiB memory, Debian GNU/Linux 12",
            RequirementsHash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            Scale = 1,
            Seed = 42,
            Loads = design
                .Data.Tables.Select(t => new TableLoad(t.Table.Name, t.Rows, 0.004 + (t.Rows / 210_000.0)))
                .ToSequence(),
            Indexes = design
                .Indexes.Select(i => new IndexSize(
                    i.Index,
                    i.Table.Name,
                    16_384 + (i.EstimatedBytes * 11 / 10),
                    i.EstimatedBytes / 40e6
                ))
                .ToSequence(),
            Patterns = design.Patterns.Where(p => p.Statement is not null).Select(Pattern).ToSequence(),
            Verdicts = Verdicts(),
            Findings =
            [
                .. design.Findings,
                new(
                    "target-missed",
                    Severity.Error,
                    "access.search-products: p95 47 ms (target 45 ms), p99 61 ms (target 300 ms)."
                )
                {
                    Detail = "300 executions returned 19.4 rows on average.",
                    Subject = "access.search-products",
                },
            ],
            Stages =
            [
                new("design", 0.09),
                new("sandbox", 1.12),
                new("migrations", 0.84),
                new("load", 17.6),
                new("patterns before", 21.4),
                new("indexes", 3.9),
                new("patterns after", 9.7),
                new("integrity", 4.3),
            ],
        };
    }

    private static Sequence<Verdict> Verdicts() =>
        [
            Held(
                "migration.up",
                "The migrations create the designed schema",
                "1 migrations in 412 ms; 22 tables read back, equal to the design."
            ),
            Held("migration.down", "The migrations lead back to an empty database", "Nothing was left after going down."),
            Held(
                "migration.up-again",
                "Going up again gives the same schema",
                "The catalogue after up, down and up equals the one after the first time up."
            ),
            Held("integrity.orphans", "No row refers to a row that is not there", "28 foreign keys counted, 0 rows found."),
            Held(
                "integrity.duplicates",
                "No two rows share a unique key",
                "42 keys and unique constraints counted, 0 rows found."
            ),
            Held("integrity.rules", "Every row satisfies every check constraint", "5 tables with checks counted, 0 rows found."),
            new(
                "latency.targets",
                "Every access pattern meets its own targets",
                false,
                EvidenceState.Executed,
                "Missed by access.search-products."
            ),
            Held(
                "level.latency.p95",
                "The 95th percentile of every query and write is at most 100 ms",
                "Slowest of 8: access.search-products with 47 ms; reports have targets of their own."
            ),
            Held(
                "level.latency.p99",
                "The 99th percentile of every query and write is at most 300 ms",
                "Slowest of 8: access.search-products with 61 ms; reports have targets of their own."
            ),
            Held("level.index-use", "At least 80 % of the queries use an index", "99.9 % by rate; 7 of 8 patterns."),
            Held(
                "indexes.used",
                "The planner uses the index that the design names, for every pattern",
                "8 patterns name an index and use it."
            ),
            Held(
                "indexes.write-cost",
                "No write's median is more than 3 times what it is without the secondary indexes",
                "Worst: access.place-order, 1.68 times."
            ),
            Open(
                "throughput",
                "One connection was measured; throughput needs an open-loop load, which dbwright does not run yet."
            ),
            Open("availability", "A single server without replicas was run."),
            Open("recovery", "No backup was taken and restored."),
        ];

    private static Verdict Held(string id, string claim, string detail) => new(id, claim, true, EvidenceState.Executed, detail);

    private static Verdict Open(string level, string reason) =>
        new($"level.{level}", $"The {level} that the requirements ask for", false, EvidenceState.Unverified, reason);

    private static PatternEvidence Pattern(PatternDesign design)
    {
        var (before, after, rows) = Medians[design.Pattern.Name];
        var isSearch = design.Pattern is AccessPattern.Search;
        var table = design.Pattern.Entity == "product" ? "products" : "orders";
        return new PatternEvidence(design.Pattern.Id)
        {
            IsWrite = design.Pattern.IsWrite,
            IsReport = design.Pattern.IsReport,
            Sql = design.Statement!.Sql,
            TargetP95 = design.Pattern.TargetP95.TotalMilliseconds,
            TargetP99 = design.Pattern.TargetP99.TotalMilliseconds,
            Before = Latency(before, rows, 1.6),
            After = Latency(after, rows, isSearch ? 15.2 : 1.7),
            Designed = design.ServedBy,
            Used = design.ServedBy,
            PlanBefore = new(PlanOperation.Sort, "Sort")
            {
                EstimatedRows = 120,
                ActualRows = rows,
                Milliseconds = before,
                Children =
                [
                    new(PlanOperation.TableScan, $"Seq Scan on {table}")
                    {
                        Relation = table,
                        EstimatedRows = 118,
                        ActualRows = rows,
                        Loops = 1,
                        Milliseconds = before * 0.97,
                    },
                ],
            },
            PlanAfter =
                design.ServedBy.Count > 0
                    ? new(PlanOperation.Other, "Limit")
                    {
                        EstimatedRows = 24,
                        ActualRows = rows,
                        Milliseconds = after,
                        Children =
                        [
                            new(PlanOperation.IndexScan, $"Index Scan using {design.ServedBy[0]} on {table}")
                            {
                                Relation = table,
                                Index = design.ServedBy[0],
                                EstimatedRows = 31,
                                ActualRows = rows,
                                Loops = 1,
                                Milliseconds = after * 0.9,
                            },
                        ],
                    }
                    : new(PlanOperation.TableScan, $"Seq Scan on {table}") { Relation = table, EstimatedRows = 20_000 },
            Holds = !isSearch,
        };
    }

    private static Latency Latency(double median, double rows, double tail) =>
        new(300, median, median * tail, median * tail * 1.3, median * tail * 2.1, rows);
}
