using System.Globalization;
using Dbwright.Data;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.Seed;

/// <summary>
/// The cases in <c>cases/seed</c>. Each is a schema that is hard to fill; <c>-- seed:</c> has options, <c>-- expect-unsatisfiable:</c> what
/// the refusal names. The engine takes every row, and counts afterwards what must not be there.
/// </summary>
internal static class SeedCases
{
    private const string Options = "-- seed: ";
    private const string Refused = "-- expect-unsatisfiable: ";

    /// <summary>The cases of an engine; with <c>DBWRIGHT_CASES</c> those whose name has it.</summary>
    public static TheoryData<string> Of(string engine) => new(Names(engine));

    /// <summary>The names of the cases of an engine.</summary>
    public static IEnumerable<string> Names(string engine) =>
        Directory
            .EnumerateFiles(Repository.PathOf("cases", "seed", engine), "*.sql")
            .Select(f => Path.GetFileNameWithoutExtension(f))
            .Where(f => f.Contains(Environment.GetEnvironmentVariable("DBWRIGHT_CASES") ?? "", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    /// <summary>The text of a case.</summary>
    public static Task<string> TextAsync(string engine, string name) =>
        File.ReadAllTextAsync(Repository.PathOf("cases", "seed", engine, $"{name}.sql"));

    /// <summary>Fills a schema that was created, or sees the refusal.</summary>
    public static async Task RunAsync(Engine engine, ISession session, string text)
    {
        var schema = await engine.Require<IInspector>().ReadAsync(session, CancellationToken.None);
        var asked = Asked(text, schema);
        var profile = ProfileInference.For(schema, SeedSize.Minimal, asked, 1);
        if (Line(text, Refused) is { } refused)
        {
            var failure = Assert.Throws<Failure>(() => SchemaRows.For(schema, profile, SeedRules.None, 1));
            Assert.Equal("unsatisfiable", failure.Findings[0].Rule);
            foreach (var name in refused.Split(", "))
            {
                Assert.Contains(name, failure.Findings[0].Title, StringComparison.Ordinal);
            }

            return;
        }

        var rows = SchemaRows.For(schema, profile, SeedRules.None, 1, asked.ContainsKey);
        var filled = schema with { Tables = schema.Tables.Where(t => rows.LoadOrder.Contains(t.Name)).ToSequence() };
        var (before, after) = engine.Require<IWriter>().AroundBulkLoad(filled);
        await ExecuteAsync(session, before);
        foreach (var table in rows.LoadOrder)
        {
            var source = rows.Source(table);
            await engine.Require<ILoader>().LoadAsync(session, source, 0, source.Rows, null, CancellationToken.None);
        }

        await ExecuteAsync(session, after);
        await CountAsync(engine, session, schema, filled, asked);
    }

    private static async Task CountAsync(
        Engine engine,
        ISession session,
        RelationalSchema schema,
        RelationalSchema filled,
        Dictionary<QualifiedName, long> asked
    )
    {
        var names = engine.Require<INames>();
        foreach (var table in filled.Tables)
        {
            var only = schema.Tables.Any(t => t.Inherits.Contains(table.Name)) ? "only " : "";
            var from = $"from {only}{names.Quote(table.Name)}";
            var rows = await AskAsync(session, $"select count(*) {from}");
            Assert.Equal(asked.GetValueOrDefault(table.Name, rows), rows);
            foreach (var check in table.Checks)
            {
                Assert.Equal(0, await AskAsync(session, $"select count(*) {from} where not ({check.Sql})"));
            }

            foreach (var key in table.ForeignKeys)
            {
                var given = string.Join(" and ", key.Columns.Select(c => $"c.{names.Quote(c)} is not null"));
                var same = string.Join(
                    " and ",
                    key.Columns.Select((c, i) => $"p.{names.Quote(key.ReferencedColumns[i])} = c.{names.Quote(c)}")
                );
                Assert.Equal(
                    0,
                    await AskAsync(
                        session,
                        $"select count(*) from {names.Quote(table.Name)} c where {given} and not exists (select 1 from {names.Quote(key.ReferencedTable)} p where {same})"
                    )
                );
            }
        }

        // The constraints themselves are all back.
        var again = await engine.Require<IInspector>().ReadAsync(session, CancellationToken.None);
        Assert.Equal(schema.Tables.Sum(t => t.ForeignKeys.Count), again.Tables.Sum(t => t.ForeignKeys.Count));
    }

    private static Dictionary<QualifiedName, long> Asked(string text, RelationalSchema schema) =>
        (Line(text, Options) ?? "")
            .Split("--rows ", StringSplitOptions.RemoveEmptyEntries)
            .Select(o => o.Trim().Split('='))
            .Where(o => o.Length == 2)
            .ToDictionary(
                o => schema.Tables.First(t => t.Name.Name == o[0]).Name,
                o => long.Parse(o[1], CultureInfo.InvariantCulture)
            );

    private static string? Line(string text, string start) =>
        text.Split('\n').FirstOrDefault(l => l.StartsWith(start, StringComparison.Ordinal))?[start.Length..].Trim();

    private static async Task<long> AskAsync(ISession session, string sql) =>
        Convert.ToInt64((await session.QueryAsync(sql, [], CancellationToken.None))[0][0], CultureInfo.InvariantCulture);

    private static async Task ExecuteAsync(ISession session, Sequence<Definition> definitions)
    {
        foreach (var definition in definitions)
        {
            await session.ExecuteAsync(definition.Sql, CancellationToken.None);
        }
    }
}
