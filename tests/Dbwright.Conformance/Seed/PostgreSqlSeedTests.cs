using Dbwright.Engines;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.Seed;

/// <summary>Hard schemas of PostgreSQL, filled on a real server.</summary>
public sealed class PostgreSqlSeedTests
{
    public static TheoryData<string> Cases => SeedCases.Of("postgresql");

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Every_row_is_taken(string name)
    {
        var text = await File.ReadAllTextAsync(Repository.PathOf("cases", "seed", "postgresql", $"{name}.sql"));
        await using var database = await Servers.PostgreSqlDatabase();
        await database.Session.ExecuteAsync(text, CancellationToken.None);

        await SeedCases.RunAsync(PostgreSqlEngine.Create(), database.Session, text);
    }
}
