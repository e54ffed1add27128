using System.Text;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Tests;

public class ObjectNamesTests
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("consignment_", 8)) + "id";

    [Fact]
    public void A_name_that_fits_stays() => Assert.Equal("fk_orders_customers", ObjectNames.Shorten("fk_orders_customers"));

    [Fact]
    public void A_name_that_is_too_long_is_cut_and_ends_in_a_hash_of_the_whole()
    {
        var name = ObjectNames.Shorten(Long);
        Assert.Equal(63, Encoding.UTF8.GetByteCount(name));
        Assert.StartsWith("consignment_consignment_", name);
        Assert.Matches("_[0-9a-f]{8}$", name);
        Assert.Equal(name, ObjectNames.Shorten(Long));
        Assert.NotEqual(name, ObjectNames.Shorten(Long + "s"));
    }

    [Fact]
    public void Bytes_are_counted_and_no_letter_is_cut_in_two()
    {
        var name = ObjectNames.Shorten(string.Concat(Enumerable.Repeat("größe_", 12)));
        Assert.InRange(Encoding.UTF8.GetByteCount(name), 1, 63);
        Assert.DoesNotContain('\uFFFD', name);
    }

    [Fact]
    public void No_name_is_given_twice_and_case_makes_no_difference()
    {
        var names = new ObjectNames();
        Assert.Equal("uq_a_b_c", names.Take("uq_a_b_c"));
        var second = names.Take("UQ_a_b_c");
        var third = names.Take("uq_a_b_c");
        Assert.Equal(3, new HashSet<string>(["uq_a_b_c", second, third], StringComparer.OrdinalIgnoreCase).Count);
        Assert.Matches("^uq_a_b_c_[0-9a-f]{8}$", third);

        var again = new ObjectNames();
        again.Take("uq_a_b_c");
        Assert.Equal(second, again.Take("UQ_a_b_c"));
    }

    [Fact]
    public void Everything_of_a_schema_but_its_columns_is_taken()
    {
        var schema = new RelationalSchema("postgresql")
        {
            Tables =
            [
                new Table(QualifiedName.Of("orders"))
                {
                    PrimaryKey = new("pk_orders", ["id"]),
                    Columns = [new("id", new DataType.Integer(64))],
                    Indexes = [new("idx_orders_placed_at", [IndexPart.Of("placed_at")])],
                },
            ],
        };
        var names = ObjectNames.Of(schema);
        Assert.True(names.IsTaken("orders"));
        Assert.True(names.IsTaken("pk_orders"));
        Assert.True(names.IsTaken("idx_orders_placed_at"));
        Assert.False(names.IsTaken("id"));
    }

    [Theory]
    [InlineData("OrderItem", "order_item")]
    [InlineData("order-item", "order_item")]
    [InlineData("Order item", "order_item")]
    [InlineData("HTTPServer", "http_server")]
    [InlineData("orderID", "order_id")]
    [InlineData("order_item", "order_item")]
    public void Names_are_written_in_snake_case(string name, string expected) =>
        Assert.Equal(expected, ObjectNames.SnakeCase(name));
}
