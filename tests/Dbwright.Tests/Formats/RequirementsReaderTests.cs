using Dbwright.Formats;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Tests.Formats;

public sealed class RequirementsReaderTests
{
    private const string Shop = """
        application: Online shop
        database: postgresql
        deployment: { hosting: self-managed, budget: moderate, team: [sql, c#] }
        quality:
          consistency: strong
          availability: 99.9%
          latency: { p95: 100ms, p99: 300ms }
          throughput: { reads: 1000/s, writes: 100/s }
          concurrent_users: 10000
          recovery: { rpo: 5min, rto: 1h }
        compliance: [gdpr, pci-dss]
        conventions: { keys: identity, audit: true, soft_delete: [customer] }

        entities:
          customer:
            about: A person who buys.
            volume: { rows: 100k, growth: 20%/month }
            attributes:
              email: { type: email, unique: true, personal: true }
              name: text(200)
              phone: phone?                  # ? = optional
              status: enum(active, suspended) = active
          order:
            volume: { rows: 600k, growth: 50k/month, keep: 7 years }
            attributes:
              total: money >= 0
              placed_at: timestamp = now
              status: enum(open, paid, in-transit) = open
          product:
            attributes:
              name: text(100) unique
              rating: integer 1..5
              starts_on: date?
              ends_on: date?
            rules: [ends_on > starts_on, "rating in (1, 2, 3) or length(name) > 2"]
          category:
            attributes: { name: text(80) }
          order_item:
            attributes:
              line_number: integer > 0
              quantity: integer >= 1 <= 100 = 1
            key: [order, line_number]
            unique: [[order, product]]
          address:
            attributes: { postcode: postcode, city: text(80) }
        relationships:
          - customer 1..* order              # an order has one customer; a customer any number of orders
          - product *..* category
          - order 1..+ order_item
          - product 1..* order_item on delete restrict
          - category ?..* category as parent on delete set null
        dependencies:                        # functional dependencies the designer knows; keys are found from them
          address: [postcode -> city]

        access:
          recent-orders:
            about: A customer's latest orders.
            find: order
            where: [customer =, status in]
            sort: [placed_at desc]
            limit: 20
            return: [id, total, status, placed_at, customer.name]
            rate: 200/s
            target: { p95: 20ms }
          in-transit:
            find: order
            where: [status = in-transit, placed_at within 7 days]
          find-products:
            search: product
            in: [name]
          sales-by-day:
            sql: select count(*) from orders where placed_at > :since
            parameters: { since: order.placed_at }
            rate: 1/min
          sales:
            aggregate: order
            group: [day(placed_at), customer.status]
            measures: [count, sum(total), count distinct customer]
            sort: [sum(total) desc, placed_at_day]
          tree:
            traverse: category
            along: parent
          place-order: { insert: order }
          pay: { update: order, where: [id =], set: [status] }
        transactions:
          checkout: { steps: [place-order, pay] }
        """;

    private static Requirements Parse(string text) => RequirementsReader.Parse(text, "shop.yaml", _ => null);

    [Fact]
    public void The_documents_example_is_read_completely()
    {
        var shop = Parse(Shop);
        Assert.Equal("Online shop", shop.Application);
        Assert.Equal(6, shop.Entities.Count);
        Assert.Equal(5, shop.Relationships.Count);
        Assert.Equal(8, shop.Access.Count);
        Assert.Equal(DeleteRule.Cascade, shop.Relationships.Single(r => r.Id == "order-order_item").OnDelete);
        Assert.Equal(99.9m, shop.Quality.AvailabilityPercent);
        Assert.Equal(20, shop.Access[0].TargetP95.TotalMilliseconds);
        Assert.Equal(300, shop.Access[0].TargetP99.TotalMilliseconds);
        Assert.Equal(
            new SemanticType(SemanticKind.Integer) { Minimum = 1, Maximum = 5 },
            shop.Find("product")!.Find("rating")!.Type
        );
        Assert.Equal(new Expression.Constant(1m), shop.Find("order_item")!.Find("quantity")!.Default);
    }
}
