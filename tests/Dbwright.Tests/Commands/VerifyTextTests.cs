using Dbwright.Cli;
using Dbwright.Commands;
using Dbwright.Migrations;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Tests.Commands;

/// <summary>How a verification is shown, to people and to programs.</summary>
public sealed class VerifyTextTests
{
    [Fact]
    public void People_read_a_table_and_then_what_is_wrong() => Golden.Match(Text(Result), "result.txt");

    [Fact]
    public void Programs_read_json() => Golden.Match(VerifyJson.Write(Result), "result.json");

    [Fact]
    public void Nothing_to_verify_is_said() =>
        Assert.Equal(
            "migrations (Flyway) on PostgreSQL 15.8\nNothing to verify.\n",
            Text(Result with { Files = [], NewStatements = null })
        );

    [Fact]
    public void A_file_without_a_run_is_not_checked() =>
        Assert.Equal(VerificationOutcome.NotChecked, new FileVerification("1", "V1__a.sql", "").Outcome);

    [Fact]
    public void New_statements_that_fail_refute_the_whole() =>
        Assert.False(
            (Result with { Files = [], NewStatements = Verdict("statements.new", "They run", holds: false, "x") }).Holds
        );

    private static VerifyResult Result { get; } =
        new("migrations", "Flyway", "postgresql", "PostgreSQL 15.8", "fsync off")
        {
            At = "2026-01-31T12:00:00Z",
            Rows = 12_000,
            Seconds = 2.345,
            NewStatements = Verdict(
                "statements.new",
                "The new application's statements run after the last migration",
                holds: true,
                "3 executed, 1 prepared."
            ),
            Files =
            [
                new("1", "migrations/V1__orders.sql", "aa")
                {
                    DownChecksum = "bb",
                    Verdicts =
                    [
                        Verdict("up.empty", "It runs on empty tables", holds: true, ""),
                        Verdict("down.catalogue", "It leads back", holds: true, ""),
                    ],
                },
                new("2", "migrations/V2__total.sql", "cc")
                {
                    Verdicts =
                    [
                        Verdict("up.empty", "It runs on empty tables", holds: true, ""),
                        Verdict(
                            "down.full",
                            "Rows of full tables are the same after its way down",
                            holds: false,
                            "3 of 100 rows of orders are gone"
                        ),
                    ],
                    Losses = ["orders.note keeps 0 of its 85 values"],
                    Probe = new(120, 80, 41.2, "select note from orders where id = $1")
                    {
                        Failures = ["select note: no such column"],
                    },
                    Statements =
                    [
                        new(new("migrations/V2__total.sql", 3, 1), "alter table orders drop column note", 1.25)
                        {
                            LogBytes = 4096,
                            Measure = new()
                            {
                                Locks = [new(new(QualifiedName.Of("orders"), MeasuredKind.Table), RelationLock.AccessExclusive)],
                                Written =
                                [
                                    new(QualifiedName.Of("orders_total"), MeasuredKind.Index)
                                    {
                                        Table = QualifiedName.Of("orders"),
                                    },
                                ],
                                Scanned = [QualifiedName.Of("customers")],
                            },
                        },
                    ],
                },
                new("3", "migrations/V3__index.sql", "dd")
                {
                    Verdicts =
                    [
                        Verdict("up.empty", "It runs on empty tables", holds: true, ""),
                        new("up.full", "It runs on full tables", false, EvidenceState.Unverified, "They could not be filled."),
                    ],
                    GeneratedDown = "drop index orders_total;\n",
                },
                new("4", "migrations/V4__later.sql", "ee")
                {
                    Verdicts = [new("up.empty", "It runs on empty tables", false, EvidenceState.Unverified, "It needs rights.")],
                },
            ],
        };

    private static Verdict Verdict(string id, string claim, bool holds, string detail) =>
        new(id, claim, holds, EvidenceState.Executed, detail);

    private static string Text(VerifyResult result)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        VerifyText.Write(result, writer);
        return writer.ToString();
    }
}
