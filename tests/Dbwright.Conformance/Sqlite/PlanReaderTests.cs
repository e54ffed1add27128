using Dbwright.Model;
using Xunit;

namespace Dbwright.Conformance.Sqlite;

public sealed class PlanReaderTests
{
    private const string Tables = """
        create table customers (
            id integer constraint pk_customers primary key,
            email text not null,
            code text not null,
            constraint uq_customers_email unique (email),
            constraint uq_customers_code unique (code, email)
        );
        create table orders (
            id integer constraint pk_orders primary key,
            customer_id integer not null references customers (id),
            status text not null,
            total integer not null
        );
        create index idx_orders_customer_id on orders (customer_id, status);
        create index "idx Orders total" on orders (total);
        create table lines (order_id integer, number integer, constraint pk_lines primary key (order_id, number)) without rowid;
        create virtual table orders_search using fts5 (status, content='orders', content_rowid='id');
        """;

    [Theory]
    [InlineData("select * from orders where total + 1 = 2", "TableScan orders")]
    [InlineData("select * from orders where customer_id = 1", "IndexScan orders idx_orders_customer_id")]
    [InlineData("select customer_id, status from orders as o where customer_id = 1", "IndexOnlyScan o idx_orders_customer_id")]
    [InlineData("select * from orders where total > 5", "IndexScan orders idx Orders total")]
    [InlineData("select * from orders o where o.id = 1", "IndexScan o pk_orders")]
    [InlineData("select * from customers where email = 'x'", "IndexScan customers uq_customers_email")]
    [InlineData(
        "select * from customers where code = 'x' and email = 'y'",
        "IndexOnlyScan customers uq_customers_code|IndexScan customers uq_customers_email"
    )]
    [InlineData("select * from lines where order_id = 1", "IndexScan lines pk_lines")]
    [InlineData("select rowid from orders_search where orders_search match 'x'", "IndexScan orders_search orders_search")]
    [InlineData("select * from orders where customer_id = 1 order by id + 1", "Sort; IndexScan orders idx_orders_customer_id")]
    [InlineData(
        "select total % 7, count(*) from orders group by 1",
        "Aggregate; TableScan orders|Aggregate; IndexOnlyScan orders idx Orders total"
    )]
    [InlineData(
        "select * from orders as o cross join customers as c on c.id = o.customer_id where o.total = 3",
        "Join; IndexScan o idx Orders total; IndexScan c pk_customers"
    )]
    [InlineData(
        "select * from orders where customer_id = 1 or total = 3",
        "BitmapScan orders; Other; IndexScan orders idx_orders_customer_id; Other; IndexScan orders idx Orders total"
            + "|BitmapScan orders; IndexScan orders idx_orders_customer_id; IndexScan orders idx Orders total"
    )]
    [InlineData("update orders set status = 'x' where id = 4", "Modify orders; IndexScan orders pk_orders")]
    [InlineData(
        "delete from orders where customer_id = 4",
        "Modify orders; IndexScan orders idx_orders_customer_id|Modify orders; IndexOnlyScan orders idx_orders_customer_id"
    )]
    [InlineData("insert into orders (customer_id, status, total) values (1, 'x', 2)", "Modify orders")]
    [InlineData("select value from json_each('[1]')", "Other json_each")]
    [InlineData(
        "with m as materialized (select id from orders limit 3) select * from m",
        "Other; Other; IndexOnlyScan orders idx Orders total; Other m|IndexOnlyScan orders idx Orders total"
    )]
    public async Task Plans_have_one_shape(string sql, string expected)
    {
        foreach (var bundled in (bool[])[false, true])
        {
            await using var file = await SqliteFile.OpenAsync(bundled: bundled);
            await file.RunAsync(Tables);
            var plan = await SqliteFile.Engine.PlanReader!.ReadAsync(
                file.Session,
                new(sql, []),
                [],
                run: true,
                CancellationToken.None
            );
            var shape = string.Join("; ", plan.Walk().Select(Describe));
            Assert.True(expected.Split('|').Contains(shape), $"{shape}\n{string.Join('\n', plan.Walk().Select(n => n.Label))}");
            Assert.All(plan.Walk(), n => Assert.Null(n.ActualRows));
        }
    }

    private static string Describe(PlanNode node) =>
        string.Join(' ', new[] { node.Operation.ToString(), node.Relation, node.Index }.Where(p => p is not null));
}
