using Dbwright.Data;
using Dbwright.Design;
using Dbwright.Engines;
using Dbwright.Formats;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace Dbwright.Conformance.Queries;

/// <summary>Every form of access pattern on a real engine with loaded tables: the statements run, and the plans use what the design says.</summary>
public sealed class FormsTests(ITestOutputHelper output)
{
    private const long Seed = 42;
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [InlineData("postgresql")]
    [InlineData("sqlite")]
    public async Task Statements_run_and_use_their_indexes(string name)
    {
        var engine = EngineCatalog.Find(name);
        var design = Designer.For(RequirementsReader.Read(Repository.PathOf("cases", "indexing", "forms.yaml")), engine);
        await using var sandbox = await engine.Sandboxes!.StartAsync(new(SandboxMode.Scratch), output.WriteLine, Never);
        await using var database = await sandbox.CreateDatabaseAsync(Never);
        await using var session = await database.OpenAsync(SandboxUser.Owner, Never);
        await using (var administrator = await database.OpenAsync(SandboxUser.Administrator, Never))
        {
            foreach (var extension in design.Schema.Extensions)
            {
                await administrator.ExecuteAsync($"create extension if not exists {extension.Name}", Never);
            }
        }

        foreach (var definition in engine.Writer!.Create(design.Schema).Where(d => d.Kind != "extension"))
        {
            await session.ExecuteAsync(definition.Sql, Never);
        }

        var rows = RowGenerator.For(design.Schema, design.Data, Seed, 1m);
        var around = engine.Writer.AroundBulkLoad(design.Schema);
        await Run(session, around.Before);
        foreach (var table in rows.LoadOrder)
        {
            var source = rows.Source(table);
            await engine.Loader!.LoadAsync(session, source, 0, source.Rows, null, Never);
        }

        await Run(session, around.After);
        if (name == "postgresql")
        {
            await AdvanceKeys(session, design.Schema);
        }

        await engine.Statistics!.AnalyzeAsync(session, Never);

        var values = new ParameterValues(design, rows);
        var failures = new List<string>();
        foreach (var pattern in design.Patterns)
        {
            foreach (var statement in new[] { pattern.Statement, pattern.NextPage }.OfType<Statement>())
            {
                await Check(engine, session, pattern, statement, values, failures);
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    private async Task Check(
        Engine engine,
        ISession session,
        PatternDesign pattern,
        Statement statement,
        ParameterValues values,
        List<string> failures
    )
    {
        await session.BeginAsync(Never);
        try
        {
            var given = values.For(statement);
            await using (var prepared = await session.PrepareAsync(statement, Never))
            {
                var count = await prepared.RunAsync(given, Never);
                output.WriteLine($"{pattern.Pattern.Name}: {count} rows");
            }

            var plan = await engine.PlanReader!.ReadAsync(session, statement, given, run: false, Never);
            var used = plan.Walk().Select(n => n.Index).OfType<string>().Distinct().ToList();
            if (pattern.ServedBy.Count > 0 && !pattern.ServedBy.Any(used.Contains))
            {
                failures.Add(
                    $"{pattern.Pattern.Name} should use {string.Join(" or ", pattern.ServedBy)}, not {string.Join(", ", used)}:\n"
                        + $"{statement.Sql}\n{string.Join('\n', plan.Walk().Select(n => $"{n.Operation} {n.Label} {n.Relation} {n.Index}"))}"
                );
            }
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

    // Loaded rows bring their keys; the next key is then still the first one.
    private static async Task AdvanceKeys(ISession session, RelationalSchema schema)
    {
        foreach (var table in schema.Tables)
        {
            foreach (var column in table.Columns.Where(c => c.Identity is not null))
            {
                await session.ExecuteAsync(
                    $"select setval(pg_get_serial_sequence('{table.Name}', '{column.Name}'), max({column.Name})) from {table.Name}",
                    Never
                );
            }
        }
    }

    private static async Task Run(ISession session, Sequence<Definition> definitions)
    {
        foreach (var definition in definitions)
        {
            await session.ExecuteAsync(definition.Sql, Never);
        }
    }
}
