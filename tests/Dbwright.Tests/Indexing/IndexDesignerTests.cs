using Dbwright.Engines;
using Dbwright.Indexing;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Tests.Indexing;

public sealed class IndexDesignerTests
{
    [Fact]
    public void Shop()
    {
        var requirements = Dbwright.Formats.RequirementsReader.Read(Repository.PathOf("examples", "ecommerce", "requirements.yaml"));
        var engine = PostgreSqlEngine.Create();
        var design = IndexDesigner.Complete(DraftDesign.Of(requirements, engine), engine);
        Golden.Match(DesignText.Of(design, engine), "shop.postgresql.txt");
    }
}
