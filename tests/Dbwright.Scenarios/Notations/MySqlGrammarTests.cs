using System.Text.Json;
using Dbwright.Design;
using Dbwright.Engines;
using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;
using Dbwright.Sql;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Scenarios;

/// <summary>
/// No server of MySQL can be had, so that its grammar judges: the one of MySQL Workbench, by the vendor. That it is no yes-man, the
/// statements of MariaDB show that it must refuse.
/// </summary>
public sealed class MySqlGrammarTests
{
    private static readonly Engine Engine = MySqlEngine.Create();

    [Fact]
    public async Task The_grammar_takes_every_statement_that_is_written_for_the_examples()
    {
        var statements = Examples().SelectMany(Statements).Distinct(StringComparer.Ordinal).ToList();
        Assert.True(statements.Count > 1000, $"{statements.Count} statements");

        var errors = await ErrorsAsync([.. statements.Select(Known)]);

        var refused = statements.Zip(errors).Where(p => p.Second.Length > 0).Select(p => $"{p.Second}\n{p.First}").ToList();
        Assert.True(refused.Count == 0, $"{refused.Count} of {statements.Count}:\n{string.Join("\n\n", refused.Take(10))}");
    }

    [Fact]
    public async Task The_grammar_refuses_what_only_mariadb_has()
    {
        string[] others =
        [
            "insert into t (a) values (1) returning id",
            "create or replace trigger t before insert on x for each row set new.a = 1",
            "alter table t add constraint f foreign key if not exists f (a) references b (c)",
            "alter table t drop index if exists i",
            "create sequence s",
            "begin not atomic select 1; end",
            "create table t (a datetime(6) default utc_timestamp(6))",
            "create table t (a uuid)",
            "create table t (a int) with system versioning",
            "create table t (rank int)",
        ];

        Assert.All(await ErrorsAsync(others), e => Assert.NotEqual("", e));
        Assert.Equal("", Assert.Single(await ErrorsAsync([$"create table t ({MySqlEngine.Create().Names!.Quote("rank")} int)"])));
    }

    private static IEnumerable<DatabaseDesign> Examples() =>
        from file in Directory.EnumerateFiles(Repository.PathOf("examples"), "requirements.yaml", SearchOption.AllDirectories)
        let read = RequirementsReader.Read(file)
        from keys in Enum.GetValues<KeyConvention>()
        from enums in Enum.GetValues<EnumConvention>()
        select Designer.For(read with { Conventions = read.Conventions with { Keys = keys, Enums = enums } }, Engine);

    private static IEnumerable<string> Statements(DatabaseDesign design)
    {
        var writer = Engine.Writer!;
        var schema = design.Schema;
        var (before, after) = writer.AroundBulkLoad(schema);
        IEnumerable<string> patterns = design
            .Patterns.SelectMany(p => new[] { p.Statement?.Sql, p.NextPage?.Sql })
            .OfType<string>();
        return
        [
            .. writer
                .Create(schema)
                .Concat(writer.Create(schema, repeatable: true))
                .Concat(writer.Drop(schema))
                .Select(d => d.Sql),
            .. before.Concat(after).Select(d => d.Sql),
            .. schema.Tables.SelectMany(t =>
                t.Indexes.SelectMany(i => new[] { writer.CreateIndex(t, i).Sql, writer.DropIndex(t, i).Sql })
            ),
            .. InitialMigration.For(design, Engine).SelectMany(f => MariaDbScript.Split(f.Content)).Select(s => s.Text),
            .. Next(design).SelectMany(f => MariaDbScript.Split(f.Content)).Select(s => s.Text),
            .. patterns.Select(p => p.Replace("in (?)", "in (?, ?)", StringComparison.Ordinal)),
        ];
    }

    // The way to the design from what it might have been, and from its other conventions; and back.
    private static IEnumerable<Deliverable> Next(DatabaseDesign design) =>
        new[] { MySqlChanges.Earlier(design.Schema), MySqlChanges.Otherwise(design, Engine) }.SelectMany(before =>
            NextMigration.For(before, design, Engine, 2, Renames.None, allowDataLoss: true).Files
        );

    // The grammar has the clause nowhere, although the server has taken it since 8.0.16; it stands where an index goes.
    private static string Known(string sql) => sql.Replace("\n    drop check ", "\n    drop index ", StringComparison.Ordinal);

    private static async Task<List<string>> ErrorsAsync(IReadOnlyList<string> statements)
    {
        var read = await ReferenceReader.ReadAsync("mysql", [JsonSerializer.Serialize(statements)]);
        return read[0].GetProperty("errors").EnumerateArray().Select(e => e.GetString()!).ToList();
    }
}
