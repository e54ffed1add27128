using Dbwright.Engines;
using Dbwright.Formats;
using Dbwright.Indexing;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Tests.Indexing;

public sealed class IndexDesignerTests
{
    [Theory]
    [InlineData("postgresql")]
    [InlineData("sqlite")]
    public void Every_form(string engine) => Golden.Match(Text(engine, "cases", "indexing", "forms.yaml"), $"forms.{engine}.sql");

    [Theory]
    [InlineData("postgresql")]
    [InlineData("sqlite")]
    public void The_shop(string engine) =>
        Golden.Match(Text(engine, "examples", "ecommerce", "requirements.yaml"), $"shop.{engine}.sql");

    private static string Text(string name, params string[] path)
    {
        var requirements = RequirementsReader.Read(Repository.PathOf(path));
        var engine = EngineCatalog.Find(name);
        return DesignText.Of(IndexDesigner.Complete(DraftDesign.Of(requirements, engine), engine), engine);
    }
}
