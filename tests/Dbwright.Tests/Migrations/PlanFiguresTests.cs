using Dbwright.Migrations;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Tests.Migrations;

public sealed class PlanFiguresTests
{
    private static readonly QualifiedName Orders = QualifiedName.Of("orders");
    private static readonly MigrationStep OnOrders = new("", new(ObjectKind.Table, Orders));

    private static readonly PlanFigures Figures = new("test", new Dictionary<QualifiedName, long> { [Orders] = 1000 }, [])
    {
        Production = new("a file", new([KeyValuePair.Create("orders", 1_000_000L)])),
    };

    [Fact]
    public void What_reads_or_writes_a_table_grows_with_its_rows()
    {
        Assert.Equal(new(3002, false), Figures.InProduction(Statement(new() { Scanned = [Orders] }), null));
        Assert.Equal(
            new(3002, false),
            Figures.InProduction(Statement(new() { Written = [new(Orders, MeasuredKind.Table)] }), null)
        );
    }

    [Fact]
    public void An_index_grows_with_the_rows_of_its_table() =>
        Assert.Equal(
            new(3002, false),
            Figures.InProduction(
                Statement(new() { Written = [new(QualifiedName.Of("i"), MeasuredKind.Index) { Table = Orders }] }),
                null
            )
        );

    [Fact]
    public void What_rows_add_in_less_time_than_can_be_measured_is_a_limit() =>
        Assert.Equal(
            new(502, true),
            Figures.InProduction(Statement(new() { Scanned = [Orders] }) with { Alone = new(2, 2.1) }, null)
        );

    [Fact]
    public void Nothing_is_taken_off_for_what_did_not_run_again() =>
        Assert.Equal(new(7000, false), Figures.InProduction(Statement(new() { Scanned = [Orders] }) with { Alone = null }, null));

    [Fact]
    public void A_catalogue_change_takes_as_long_there() =>
        Assert.Null(
            Figures.InProduction(
                Statement(new() { Locks = [new(new(Orders, MeasuredKind.Table), RelationLock.AccessExclusive)] }),
                OnOrders
            )
        );

    [Fact]
    public void What_was_not_measured_may_grow_with_its_table()
    {
        Assert.Equal(new(3002, false), Figures.InProduction(Statement(null), OnOrders));
        Assert.Null(Figures.InProduction(Statement(null), null));
    }

    [Fact]
    public void What_did_not_run_over_rows_gives_no_figure()
    {
        var statement = Statement(new() { Scanned = [Orders] }) with { HadRows = false };

        Assert.Null(Figures.InProduction(statement, null));
        Assert.True(Figures.Grows(statement, null));
    }

    [Fact]
    public void Where_the_engine_shows_nothing_the_times_tell()
    {
        // MariaDB does not say what a statement with clauses of its own does, SQLite nothing at all.
        Assert.Equal(new(3002, false), Figures.InProduction(Statement(new()), OnOrders));
        Assert.Null(Figures.InProduction(Statement(new()) with { Alone = new(2, 2.1) }, OnOrders));
        Assert.Equal(
            new(3002, false),
            Figures.InProduction(Statement(null), new("", new(ObjectKind.Index, QualifiedName.Of("i"))))
        );
    }

    [Fact]
    public void Nothing_gets_faster_where_there_are_fewer_rows()
    {
        var small = Figures with { Production = new("a file", new([KeyValuePair.Create("orders", 10L)])) };

        Assert.Equal(new(5, false), small.InProduction(Statement(new() { Scanned = [Orders] }), null));
    }

    [Fact]
    public void Unknown_rows_give_no_figure() =>
        Assert.Null((Figures with { Production = null }).InProduction(Statement(new() { Scanned = [Orders] }), null));

    private static MeasuredStatement Statement(StatementMeasure? measure) =>
        new(new("V0001.sql", 1, 1), "alter table orders …", 7)
        {
            Measure = measure,
            HadRows = true,
            Alone = new(2, 5),
        };
}
