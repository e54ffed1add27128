using Dbwright.Engines;
using Dbwright.Formats;
using Dbwright.Indexing;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Tests.Indexing;

public sealed class IndexDesignerTests
{
    [Fact]
    public void Every_form_on_postgresql() => Golden.Match(Text("cases", "indexing", "forms.yaml"), "forms.postgresql.sql");

    [Fact]
    public void The_shop_on_postgresql() =>
        Golden.Match(Text("examples", "ecommerce", "requirements.yaml"), "shop.postgresql.sql");

    private static string Text(params string[] path)
    {
        var requirements = RequirementsReader.Read(Repository.PathOf(path));
        var engine = PostgreSqlEngine.Create();
        return DesignText.Of(IndexDesigner.Complete(DraftDesign.Of(requirements, engine), engine), engine);
    }
}
