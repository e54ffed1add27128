using Dbwright.Documents;
using Dbwright.Formats;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Tests.Documents;

public class EntityDiagramTests
{
    [Fact]
    public void Shop_diagram_for_the_eye() => File.WriteAllText("/tmp/documents-erd.svg", EntityDiagram.Svg(DesignFixture.Shop.Schema));
}
