using Dbwright.Commands;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.Sources;

/// <summary>The folder of every tool leads to the same schema as plain files do.</summary>
public sealed class FolderTests
{
    [Fact]
    public async Task Every_tool_leads_to_the_same_schema()
    {
        var folders = Directory
            .GetDirectories(Repository.PathOf("cases", "sources", "folders"))
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.True(folders.Count >= 8);
        var plain = await ReadAsync(Repository.PathOf("cases", "sources", "folders", "plain"));
        Assert.Equal(2, plain.Schema.Tables.Count);
        foreach (var folder in folders)
        {
            var other = await ReadAsync(folder);
            Assert.True(plain.Schema == other.Schema, folder);
        }
    }

    private static Task<SourceSchema> ReadAsync(string folder) =>
        SourceReader.ReadAsync(
            new SourceRequest(folder) { Engine = "postgresql", UseCache = false },
            SourceContext.Create(),
            CancellationToken.None
        );
}
