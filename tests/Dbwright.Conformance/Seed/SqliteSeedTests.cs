using Dbwright.Conformance.Sqlite;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.Seed;

/// <summary>Hard schemas of SQLite, filled in real files.</summary>
public sealed class SqliteSeedTests
{
    public static TheoryData<string> Cases => SeedCases.Of("sqlite");

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Every_row_is_taken(string name)
    {
        var text = await File.ReadAllTextAsync(Repository.PathOf("cases", "seed", "sqlite", $"{name}.sql"));
        await using var file = await SqliteFile.OpenAsync();
        await file.RunAsync(text);

        await SeedCases.RunAsync(SqliteFile.Engine, file.Session, text);
    }
}
