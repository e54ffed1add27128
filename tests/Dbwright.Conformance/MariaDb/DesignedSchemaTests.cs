using Dbwright.Conformance.Queries;
using Dbwright.Data;
using Dbwright.Design;
using Dbwright.Engines;
using Dbwright.Formats;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace Dbwright.Conformance.MariaDb;

/// <summary>A real server takes what the designer makes of the examples, gives it back, and answers every pattern.</summary>
public sealed class DesignedSchemaTests(ITestOutputHelper output)
{
    private const long Seed = 42;
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly Engine Engine = MariaDbEngine.Create();

    [Theory]
    [InlineData("ecommerce")]
    [InlineData("blog")]
    [InlineData("saas")]
    public async Task What_is_written_is_read_back_and_goes_again(string example)
    {
        var requirements = RequirementsReader.Read(Repository.PathOf("examples", example, "requirements.yaml"));
        foreach (var keys in Enum.GetValues<KeyConvention>())
        {
            foreach (var enums in Enum.GetValues<EnumConvention>())
            {
                var conventions = requirements.Conventions with { Keys = keys, Enums = enums };
                var schema = Designer.For(requirements with { Conventions = conventions }, Engine).Schema;
                await using var database = await Servers.MariaDbDatabase();
                await ApplyAsync(database.Session, Engine.Writer!.Create(schema));
                var read = await Engine.Inspector!.ReadAsync(database.Session, Never);
                Assert.Equal(Text(SchemaStructure.Of(schema)), Text(SchemaStructure.Of(read)));

                await ApplyAsync(database.Session, Engine.Writer.Create(schema, repeatable: true));
                Assert.Equal(Text(read), Text(await Engine.Inspector.ReadAsync(database.Session, Never)));

                await ApplyAsync(database.Session, Engine.Writer.Drop(schema));
                Assert.Empty((await Engine.Inspector.ReadAsync(database.Session, Never)).Tables);
            }
        }
    }

    [Theory]
    [InlineData("examples/ecommerce/requirements.yaml", "0.01")]
    [InlineData("examples/blog/requirements.yaml", "0.01")]
    [InlineData("examples/saas/requirements.yaml", "0.01")]
    public async Task Rows_are_loaded_and_every_pattern_runs(string document, string scale)
    {
        var design = Designer.For(RequirementsReader.Read(Repository.PathOf(document.Split('/'))), Engine);
        await using var database = await Servers.MariaDbDatabase();
        var session = database.Session;
        await ApplyAsync(session, Engine.Writer!.Create(design.Schema));
        var designed = await Engine.Inspector!.ReadAsync(session, Never);

        // As prove does it: without the secondary indexes first, so that foreign keys need their own.
        foreach (var (table, index) in design.Schema.Tables.SelectMany(t => t.Indexes.Select(i => (t, i))))
        {
            await ApplyAsync(session, [Engine.Writer.DropIndex(table, index)]);
        }

        var (before, after) = Engine.Writer.AroundBulkLoad(design.Schema);
        var rows = RowGenerator.For(
            design.Schema,
            design.Data,
            Seed,
            decimal.Parse(scale, System.Globalization.CultureInfo.InvariantCulture)
        );
        await ApplyAsync(session, before);
        foreach (var table in rows.LoadOrder)
        {
            var source = rows.Source(table);
            await Engine.Loader!.LoadAsync(session, source, 0, source.Rows, null, Never);
        }

        await ApplyAsync(session, after);
        foreach (var (table, index) in design.Schema.Tables.SelectMany(t => t.Indexes.Select(i => (t, i))))
        {
            await ApplyAsync(session, [Engine.Writer.CreateIndex(table, index)]);
        }

        // InnoDB knows no difference between the two, and words a foreign key that comes later so.
        Assert.Equal(
            Text(designed).Replace(" restrict", " no action"),
            Text(await Engine.Inspector.ReadAsync(session, Never)).Replace(" restrict", " no action")
        );
        await Engine.Statistics!.AnalyzeAsync(session, Never);
        await Engine.Statistics.WarmAsync(session, Never);
        Assert.NotEmpty(await Engine.Statistics.IndexSizesAsync(session, Never));

        var values = new ParameterValues(design, rows);
        var failures = new List<string>();
        foreach (var pattern in design.Patterns)
        {
            foreach (var statement in new[] { pattern.Statement, pattern.NextPage }.OfType<Statement>())
            {
                await RunAsync(session, pattern, statement, values.For(statement), failures);
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    private async Task RunAsync(
        ISession session,
        PatternDesign pattern,
        Statement statement,
        IReadOnlyList<object?> values,
        List<string> failures
    )
    {
        await session.BeginAsync(Never);
        try
        {
            var plan = await Engine.PlanReader!.ReadAsync(session, statement, values, run: true, Never);
            await using var prepared = await session.PrepareAsync(statement, Never);
            var count = await prepared.RunAsync(values, Never);
            var used = plan.Walk().Select(n => n.Index).OfType<string>().Distinct().ToList();
            output.WriteLine(
                $"{pattern.Pattern.Name}: {count} rows, designed {pattern.ServedBy}, used {string.Join(", ", used)}"
            );
        }
        catch (EngineException error)
        {
            failures.Add($"{pattern.Pattern.Name}: {error.Message}\n{statement.Sql}");
        }
        finally
        {
            await session.RollbackAsync(Never);
        }
    }

    private static string Text(RelationalSchema schema) =>
        string.Join(";\n", Engine.Writer!.Create(schema).Select(d => d.Sql))
        + string.Concat(schema.Tables.Select(t => $"\n{t.Name} {t.PrimaryKey}"));

    private static async Task ApplyAsync(ISession session, Sequence<Definition> definitions)
    {
        foreach (var definition in definitions)
        {
            try
            {
                await session.ExecuteAsync(definition.Sql, Never);
            }
            catch (EngineException e)
            {
                Assert.Fail($"{e.Message} at {e.Offset} of\n{definition.Sql}");
            }
        }
    }
}
