using Dbwright.Documents;
using Dbwright.Engines;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Tests;

/// <summary>The support matrix says what the engines have, no more and no less.</summary>
public sealed class EngineMatrixTests
{
    [Fact]
    public void Page_is_what_the_engines_have()
    {
        var page = Repository.PathOf("docs", "engines.md");
        var text = EnginePage.Write(EngineCatalog.All.ToSequence());
        if (Environment.GetEnvironmentVariable("DBWRIGHT_GOLDEN") == "write")
        {
            File.WriteAllText(page, text);
        }

        Assert.Equal(text, File.ReadAllText(page));
    }
}
