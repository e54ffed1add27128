using Dbwright.Data;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Tests.Data;

public class RowGeneratorTests
{
    [Fact]
    public void Every_constraint_of_a_whole_shop_holds()
    {
        var (schema, profile) = Shop.Whole();
        var generator = RowGenerator.For(schema, profile, 1, 1);
        Assert.Equal([], Integrity.Violations(schema, generator));
    }
}
