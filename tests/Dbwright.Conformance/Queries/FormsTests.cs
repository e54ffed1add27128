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
        await AdvanceKeys(session, design.Schema);
        await session.ExecuteAsync("vacuum analyze", Never);

        var values = new ParameterValues(design, rows);
        var failures = new List<string>();
        foreach (var pattern in design.Patterns)
        {
            foreach (var statement in new[] { pattern.Statement, pattern.NextPage }.OfType<Statement>())
            {
                await Check(session, pattern, statement, values, failures);
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    private async Task Check(
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

            var plan = string.Join('\n', (await session.QueryAsync(Inlined(statement, given), [], Never)).Select(r => r[0]));
            if (pattern.ServedBy.Count > 0 && !pattern.ServedBy.Any(plan.Contains))
            {
                failures.Add(
                    $"{pattern.Pattern.Name} should use {string.Join(" or ", pattern.ServedBy)}:\n{statement.Sql}\n{plan}"
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

    // A prepared statement planned for these very values, as the driver's is on its first executions.
    private static string Inlined(Statement statement, IReadOnlyList<object?> values)
    {
        var sql = statement.Sql;
        for (var i = values.Count; i > 0; i--)
        {
            sql = sql.Replace($"${i}", Literal(values[i - 1], statement.Parameters[i - 1]));
        }

        return $"explain {sql}";
    }

    private static string Literal(object? value, StatementParameter parameter) =>
        value switch
        {
            null => "null",
            System.Collections.IEnumerable many and not string =>
                $"array[{string.Join(", ", many.Cast<object?>().Select(v => Literal(v, parameter with { Many = false })))}]",
            (double x, double y) => FormattableString.Invariant($"point '({x},{y})'"),
            string text when parameter.Type is DataType.Point => $"'{text}'::point",
            string text => $"'{text.Replace("'", "''")}'",
            DateTime time => $"'{time:yyyy-MM-dd HH:mm:ss.ffffff}+00'::timestamptz",
            DateOnly date => $"'{date:yyyy-MM-dd}'::date",
            IFormattable other => other.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };

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
