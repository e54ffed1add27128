using System.Globalization;
using Dbwright.Engines;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.PostgreSql;

/// <summary>
/// The cases in <c>cases/inspect/postgresql/tables</c>: what is read is written, and read again is the same. A case whose first line is
/// <c>-- since: 15</c> needs that major version or a later one; DBWRIGHT_TEST_POSTGRESQL says which one is run.
/// </summary>
public sealed class TableCaseTests
{
    private const string Versions = "-- since: ";

    private static readonly Engine Engine = PostgreSqlEngine.Create();

    public static TheoryData<string> Cases =>
        new(
            Directory
                .EnumerateFiles(Repository.PathOf("cases", "inspect", "postgresql", "tables"), "*.sql")
                .Select(f => Path.GetFileNameWithoutExtension(f))
                .Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task What_is_read_is_written_and_read_again(string name)
    {
        var text = await File.ReadAllTextAsync(Repository.PathOf("cases", "inspect", "postgresql", "tables", $"{name}.sql"));
        await using var first = await Servers.PostgreSqlDatabase();
        if (!first.Session.Version.AtLeast(OldestMajor(text)))
        {
            return;
        }

        await first.Session.ExecuteAsync(text, CancellationToken.None);
        var read = await ReadAsync(first.Session);
        Assert.NotEmpty(read.Tables);

        var created = Engine.Writer!.Create(read);
        await using var second = await Servers.PostgreSqlDatabase();
        foreach (var definition in created)
        {
            try
            {
                await second.Session.ExecuteAsync(definition.Sql, CancellationToken.None);
            }
            catch (EngineException e)
            {
                Assert.Fail($"{e.Message} at {e.Offset} of\n{definition.Sql}");
            }
        }

        var again = await ReadAsync(second.Session);
        Assert.Equal(Text(created), Text(Engine.Writer.Create(again)));
        Assert.Equal(read.Tables, again.Tables);
        Assert.Equal(read, again);
    }

    private static int OldestMajor(string text) =>
        text.StartsWith(Versions, StringComparison.Ordinal)
            ? int.Parse(text.AsSpan(Versions.Length, 2), NumberStyles.None, CultureInfo.InvariantCulture)
            : 13;

    private static Task<RelationalSchema> ReadAsync(ISession session) =>
        Engine.Inspector!.ReadAsync(session, CancellationToken.None);

    private static string Text(Sequence<Definition> definitions) => string.Join(";\n", definitions.Select(d => d.Sql));
}
