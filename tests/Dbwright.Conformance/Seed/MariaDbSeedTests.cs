using Dbwright.Engines;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.Seed;

/// <summary>Hard schemas of MariaDB, filled on a real server.</summary>
public sealed class MariaDbSeedTests
{
    public static TheoryData<string> Cases => SeedCases.Of("mariadb");

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Every_row_is_taken(string name)
    {
        var text = await File.ReadAllTextAsync(Repository.PathOf("cases", "seed", "mariadb", $"{name}.sql"));
        await using var database = await Servers.MariaDbDatabase();
        await database.Session.ExecuteAsync(text, CancellationToken.None);

        await SeedCases.RunAsync(MariaDbEngine.Create(), database.Session, text);
    }
}
