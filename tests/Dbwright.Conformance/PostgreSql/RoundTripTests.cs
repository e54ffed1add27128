using Dbwright.Engines;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.PostgreSql;

public sealed class RoundTripTests
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly Engine Engine = PostgreSqlEngine.Create();
    private static readonly SchemaGenerator Generator = new(Engine, PostgreSqlSamples.All);

    [Fact]
    public async Task What_is_written_is_read_back()
    {
        for (var number = 0; number < 40; number++)
        {
            var designed = Generator.Schema(number);
            await using var first = await Servers.PostgreSqlDatabase();
            await ApplyAsync(first.Session, Engine.Writer!.Create(designed), number);
            var read = await ReadAsync(first.Session);
            AssertEqual(SchemaStructure.Of(designed), SchemaStructure.Of(read), number);

            await using var second = await Servers.PostgreSqlDatabase();
            await ApplyAsync(second.Session, Engine.Writer.Create(read), number);
            AssertEqual(read, await ReadAsync(second.Session), number);

            await ApplyAsync(first.Session, Engine.Writer.Drop(read), number);
            AssertEqual(new("postgresql") { Version = read.Version }, await ReadAsync(first.Session), number);
        }
    }

    [Fact]
    public async Task A_repeatable_script_runs_twice_without_notice_or_change()
    {
        for (var number = 100; number < 115; number++)
        {
            var designed = Generator.Schema(number);
            await using var database = await Servers.PostgreSqlDatabase();
            var script = Engine.Writer!.Create(designed, repeatable: true);
            var notices = new List<string>();
            ((PostgreSqlSession)database.Session).Connection.Notice += (_, e) => notices.Add(e.Notice.MessageText);
            await ApplyAsync(database.Session, script, number);
            var once = await ReadAsync(database.Session);
            await ApplyAsync(database.Session, script, number);
            AssertEqual(once, await ReadAsync(database.Session), number);
            Assert.Empty(notices);

            await using var plain = await Servers.PostgreSqlDatabase();
            await ApplyAsync(plain.Session, Engine.Writer.Create(designed), number);
            AssertEqual(await ReadAsync(plain.Session), once, number);
        }
    }

    [Fact]
    public async Task Keys_are_out_of_the_way_of_a_bulk_load_and_come_back()
    {
        var designed = Generator.Schema(
            Enumerable.Range(0, 100).First(n => Generator.Schema(n).Tables.Sum(t => t.ForeignKeys.Count) > 3)
        );
        await using var database = await Servers.PostgreSqlDatabase();
        await ApplyAsync(database.Session, Engine.Writer!.Create(designed), 0);
        var before = await ReadAsync(database.Session);
        var (away, back) = Engine.Writer.AroundBulkLoad(designed);
        await ApplyAsync(database.Session, away, 0);
        Assert.All((await ReadAsync(database.Session)).Tables, t => Assert.Empty(t.ForeignKeys));
        await ApplyAsync(database.Session, back, 0);
        AssertEqual(before, await ReadAsync(database.Session), 0);
    }

    [Fact]
    public void Types_survive_being_written_and_read()
    {
        foreach (var sample in PostgreSqlSamples.All)
        {
            var written = Engine.Types!.Write(sample.Type);
            var read = Engine.Types.Read(written);
            Assert.Equal(sample.Type is DataType.Decimal(10, null) ? new DataType.Decimal(10, 0) : sample.Type, read);
            Assert.Equal(read, Engine.Types.Read(Engine.Types.Write(read)));
        }
    }

    private static Task<RelationalSchema> ReadAsync(ISession session) => Engine.Inspector!.ReadAsync(session, Never);

    private static async Task ApplyAsync(ISession session, Sequence<Definition> definitions, int number)
    {
        foreach (var definition in definitions)
        {
            try
            {
                await session.ExecuteAsync(definition.Sql, Never);
            }
            catch (EngineException e)
            {
                Assert.Fail($"Schema {number}: {e.Message} at {e.Offset} of\n{definition.Sql}");
            }
        }
    }

    private static void AssertEqual(RelationalSchema expected, RelationalSchema actual, int number)
    {
        if (expected == actual)
        {
            return;
        }

        var writer = Engine.Writer!;
        var difference = LineDifference.Show(Text(expected), Text(actual));
        Assert.Fail($"Schema {number} differs:\n{(difference.Length > 0 ? difference : $"{expected}\n\n{actual}")}");

        string Text(RelationalSchema schema) => string.Join(";\n", writer.Create(schema).Select(d => d.Sql)) + "\n";
    }
}
