using System.Text.RegularExpressions;
using Dbwright.Design;
using Dbwright.Engines;
using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace Dbwright.Conformance.MariaDb;

/// <summary>
/// What is written for MySQL runs on MariaDB as far as the two agree. The four forms that MariaDB does not have are put into its own words
/// first, and the statements that need that are counted: of those, the run shows the rest only.
/// </summary>
public sealed partial class MySqlDesignTests(ITestOutputHelper output)
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly Engine Engine = MySqlEngine.Create();

    [Theory]
    [InlineData("ecommerce")]
    [InlineData("blog")]
    [InlineData("saas")]
    public async Task What_mariadb_has_too_runs_there(string example)
    {
        var requirements = RequirementsReader.Read(Repository.PathOf("examples", example, "requirements.yaml"));
        var (whole, translated) = (0, 0);
        foreach (var keys in Enum.GetValues<KeyConvention>())
        {
            var conventions = requirements.Conventions with { Keys = keys };
            var design = Designer.For(requirements with { Conventions = conventions }, Engine);
            var (writer, schema) = (Engine.Writer!, design.Schema);
            await using var database = await Servers.MariaDbDatabase();
            var session = database.Session;
            var (before, after) = writer.AroundBulkLoad(schema);
            var indexes = schema.Tables.SelectMany(t => t.Indexes.Select(i => (Table: t, Index: i))).ToList();
            await RunAsync(writer.Create(schema));
            await RunAsync(writer.Create(schema, repeatable: true));
            await RunAsync(before);
            await RunAsync(after);
            await RunAsync(
                indexes.SelectMany(i => new[] { writer.DropIndex(i.Table, i.Index), writer.CreateIndex(i.Table, i.Index) })
            );
            foreach (var statement in design.Patterns.SelectMany(p => new[] { p.Statement, p.NextPage }).OfType<Statement>())
            {
                await using var prepared = await session.PrepareAsync(statement with { Sql = Counted(statement.Sql) }, Never);
            }

            await RunAsync(writer.Drop(schema));
            Assert.Equal(
                0L,
                (
                    await session.QueryAsync(
                        "select count(*) from information_schema.tables where table_schema = database()",
                        [],
                        Never
                    )
                )[0][0]
            );

            async Task RunAsync(IEnumerable<Definition> definitions)
            {
                foreach (var definition in definitions)
                {
                    await session.ExecuteAsync(Counted(definition.Sql), Never);
                }
            }
        }

        output.WriteLine($"{example}: {whole} statements as they are, {translated} with forms of MySQL in MariaDB's words");
        Assert.True(whole > translated);

        string Counted(string sql)
        {
            var known = InMariaDbsWords(sql);
            whole += known == sql ? 1 : 0;
            translated += known == sql ? 0 : 1;
            return known;
        }
    }

    [Theory]
    [InlineData("ecommerce")]
    [InlineData("blog")]
    [InlineData("saas")]
    public async Task Next_migrations_lead_there_and_back_on_mariadb(string example)
    {
        var requirements = RequirementsReader.Read(Repository.PathOf("examples", example, "requirements.yaml"));
        foreach (var enums in Enum.GetValues<EnumConvention>())
        {
            var design = Designer.For(
                requirements with
                {
                    Conventions = requirements.Conventions with { Enums = enums },
                },
                Engine
            );
            foreach (var before in new[] { MySqlChanges.Earlier(design.Schema), MySqlChanges.Otherwise(design, Engine) })
            {
                var next = NextMigration.For(before, design, Engine, 2, Renames.None, allowDataLoss: true);
                Assert.DoesNotContain(next.Findings, f => f.Severity == Severity.Error);
                if (next.Files.Count == 0)
                {
                    // A convention that this engine has no other form for.
                    continue;
                }

                await using var there = await MadeAsync(design.Schema);
                await using var here = await MadeAsync(before);
                var from = await ReadAsync(here.Session);
                await here.Session.ExecuteAsync(InMariaDbsWords(next.Files[0].Content), Never);
                Assert.Empty(SchemaComparison.Differences(await ReadAsync(there.Session), await ReadAsync(here.Session)));
                await here.Session.ExecuteAsync(InMariaDbsWords(next.Files[1].Content), Never);
                Assert.Empty(SchemaComparison.Differences(from, await ReadAsync(here.Session)));
            }
        }

        static async Task<TestDatabase> MadeAsync(RelationalSchema schema)
        {
            var database = await Servers.MariaDbDatabase();
            foreach (var definition in Engine.Writer!.Create(schema))
            {
                await database.Session.ExecuteAsync(InMariaDbsWords(definition.Sql), Never);
            }

            return database;
        }

        static Task<RelationalSchema> ReadAsync(ISession session) => MariaDbEngine.Create().Inspector!.ReadAsync(session, Never);
    }

    [Fact]
    public async Task A_uuid_is_made_and_looked_at_as_it_is_written()
    {
        await using var database = await Servers.MariaDbDatabase();
        var types = (MySqlTypes)Engine.Types!;
        var type = types.Choose(new(SemanticKind.Uuid), null)!;
        var form = InMariaDbsWords(Engine.Writer!.Write(type.Checks[0], _ => ("id", 0)));
        await database.Session.ExecuteAsync(
            $"create table t (id {types.Write(type.Type)} primary key default {types.DefaultOf(KeyConvention.Uuid7, null)!.Sql}, n int, check ({form}))",
            Never
        );
        await database.Session.ExecuteAsync("insert into t (n) values (1), (2), (3)", Never);

        var made = await database.Session.QueryAsync("select id from t", [], Never);

        Assert.Equal(3, made.Count);
        Assert.All(
            made,
            r => Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", (string)r[0]!)
        );
        await Assert.ThrowsAsync<EngineException>(() =>
            database.Session.ExecuteAsync($"insert into t (id) values (upper('{made[0][0]}'))", Never)
        );
        await Assert.ThrowsAsync<EngineException>(() => database.Session.ExecuteAsync("insert into t (id) values ('x')", Never));
    }

    private static string InMariaDbsWords(string sql) =>
        RegexpLike()
            .Replace(sql, "${text} regexp concat('(?-i)', ${pattern})")
            .Replace("utf8mb4_0900_ai_ci", "utf8mb4_uca1400_ai_ci", StringComparison.Ordinal)
            .Replace("utf8mb4_0900_bin", "utf8mb4_bin", StringComparison.Ordinal)
            .Replace("drop check ", "drop constraint ", StringComparison.Ordinal);

    [GeneratedRegex(
        @"regexp_like\((?<text>[^,()]+), (?<pattern>'(?:[^'\\]|\\.|'')*'), 'c'\)",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex RegexpLike();
}
