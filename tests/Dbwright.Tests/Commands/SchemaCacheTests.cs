using Dbwright.Commands;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Tests.Commands;

public sealed class SchemaCacheTests
{
    [Fact]
    public async Task An_entry_comes_back_equal_until_the_server_or_the_key_is_another()
    {
        var folder = Directory.CreateTempSubdirectory("dbwright-cache-").FullName;
        try
        {
            var cache = new SchemaCache(folder, TimeProvider.System);
            var schema = new RelationalSchema("postgresql") { Version = new(16, 1) };
            var finding = new Finding("rule", Severity.Warning, "title") { Location = new("a.sql", 3, 4), Detail = "why" };
            cache.Put("key", new(schema, [finding], "16.1", new Dictionary<string, string>()));
            Assert.Equal(schema, (await FindAsync(cache, "key", "16.1"))!.Schema);
            Assert.Equal(finding, (await FindAsync(cache, "key", null))!.Findings.Single());
            Assert.Null(await FindAsync(cache, "key", "17.0"));
            Assert.Null(await FindAsync(cache, "other", "16.1"));
            var small = new SchemaCache(folder, TimeProvider.System, greatestSize: 1);
            small.Put("another", new(schema, [], null, new Dictionary<string, string>()));
            Assert.Empty(Directory.GetFiles(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task An_entry_is_stale_when_what_it_includes_has_changed()
    {
        var folder = Directory.CreateTempSubdirectory("dbwright-cache-").FullName;
        try
        {
            var included = Path.Combine(folder, "included.sql");
            File.WriteAllText(included, "create table a (id int);");
            var hashes = new Dictionary<string, string> { [included] = SchemaCache.Hash(File.ReadAllText(included)) };
            var cache = new SchemaCache(Path.Combine(folder, "cache"), TimeProvider.System);
            cache.Put("key", new(new RelationalSchema("postgresql"), [], null, hashes));
            Assert.NotNull(await FindAsync(cache, "key", null));
            File.AppendAllText(included, "create table b (id int);");
            Assert.Null(await FindAsync(cache, "key", null));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_broken_entry_is_none()
    {
        var folder = Directory.CreateTempSubdirectory("dbwright-cache-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "key.schema"), "{\"server\":1");
            Assert.Null(await FindAsync(new(folder, TimeProvider.System), "key", null));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<CachedSchema?> FindAsync(SchemaCache cache, string key, string? server) =>
        cache.FindAsync(key, Task.FromResult(server));
}
