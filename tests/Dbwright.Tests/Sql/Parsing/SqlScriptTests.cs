using System.Text;
using Dbwright.Sql;
using Dbwright.TestKit;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Dbwright.Tests.Sql;

/// <summary>The statements of <c>cases/sql</c>, one on a line, all other SQL of the cases, and texts broken on purpose.</summary>
public sealed class SqlScriptTests
{
    // What these files hold is wrong by intention, or is no SQL before psql has put in its variables.
    private static readonly string[] Broken =
    [
        "syntax-error.sql",
        "long-syntax-error.sql",
        "psql-commands.sql",
        "strings-of-old.sql",
        "rejected.sql",
    ];

    [Theory]
    [InlineData("postgresql", SqlDialect.PostgreSql)]
    [InlineData("mariadb", SqlDialect.MariaDb)]
    [InlineData("sqlite", SqlDialect.Sqlite)]
    public void Trees(string folder, SqlDialect dialect)
    {
        var text = new StringBuilder();
        foreach (var line in Lines(folder, "statements.sql"))
        {
            var script = SqlParser.Parse(line, dialect);
            Assert.True(script.Errors.Count == 0, $"{line}: {string.Join("; ", script.Errors)}");
            text.Append("## ").Append(line).Append('\n');
            foreach (var statement in script.Statements)
            {
                // Expressions have tests of their own; two levels show what a statement consists of.
                var shown = TreeDump.Of(statement).Split('\n').Where(l => !l.StartsWith("      ", StringComparison.Ordinal));
                text.AppendJoin('\n', shown);
            }

            text.Append('\n');
        }

        Golden.Match(text.ToString(), $"{folder}.txt");
    }

    [Fact]
    public void What_PostgreSql_rejects_is_an_error()
    {
        foreach (var line in Lines("postgresql", "rejected.sql"))
        {
            Assert.True(SqlParser.Parse(line, SqlDialect.PostgreSql).Errors.Count > 0, line);
        }
    }

    [Fact]
    public void All_sql_of_the_cases_parses()
    {
        var read = 0;
        foreach (var file in Directory.EnumerateFiles(Repository.PathOf("cases"), "*.sql", SearchOption.AllDirectories))
        {
            if (
                Broken.Contains(Path.GetFileName(file))
                || file.Contains("/folders/", StringComparison.Ordinal)
                || file.Contains("/not-an-sql/", StringComparison.Ordinal)
            )
            {
                continue;
            }

            var dialect =
                file.Contains("sqlite/", StringComparison.Ordinal) ? SqlDialect.Sqlite
                : file.Contains("mariadb/", StringComparison.Ordinal) ? SqlDialect.MariaDb
                : SqlDialect.PostgreSql;
            // Those of the review say themselves whose SQL they are, and some are broken; its own tests read them. Queries about values of a
            // database that is only known when it is there have marks in their place.
            if (
                file.Contains("/cases/sql/", StringComparison.Ordinal)
                || file.Contains("/cases/lint/", StringComparison.Ordinal)
                || file.EndsWith("/queries.sql", StringComparison.Ordinal)
            )
            {
                continue;
            }

            var script = SqlParser.Parse(File.ReadAllText(file), dialect);
            Assert.True(script.Errors.Count == 0, $"{file}: {string.Join("; ", script.Errors)}");
            read++;
        }

        Assert.True(read > 100);
    }

    [Fact]
    public void All_sql_of_the_changes_parses()
    {
        var read = 0;
        foreach (var folder in Directory.EnumerateDirectories(Repository.PathOf("cases", "diff")))
        {
            var dialect = Path.GetFileName(folder) switch
            {
                "sqlite" => SqlDialect.Sqlite,
                "mariadb" => SqlDialect.MariaDb,
                _ => SqlDialect.PostgreSql,
            };
            foreach (var file in Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal))
            {
                foreach (var (place, sql) in SqlOf(file))
                {
                    var script = SqlParser.Parse(sql, dialect);
                    Assert.True(script.Errors.Count == 0, $"{file}:{place}: {string.Join("; ", script.Errors)} in {sql}");
                    read++;
                }
            }
        }

        Assert.True(read > 500, $"{read} texts");
    }

    // The schemas, rows and queries of the cases that compare two schemas.
    private static IEnumerable<(int Line, string Sql)> SqlOf(string file)
    {
        var yaml = new YamlStream();
        using (var reader = new StreamReader(file))
        {
            yaml.Load(reader);
        }

        foreach (var item in ((YamlSequenceNode)yaml.Documents[0].RootNode).Cast<YamlMappingNode>())
        {
            foreach (var (key, value) in item.Children)
            {
                switch (((YamlScalarNode)key).Value)
                {
                    case "both" or "from" or "to" or "rows":
                        yield return ((int)value.Start.Line, ((YamlScalarNode)value).Value ?? "");
                        break;
                    case "expect":
                        foreach (var query in ((YamlMappingNode)value).Children.Keys.Cast<YamlScalarNode>())
                        {
                            yield return ((int)query.Start.Line, query.Value ?? "");
                        }

                        break;
                }
            }
        }
    }

    [Fact]
    public void An_error_does_not_spoil_the_next_statement()
    {
        const string text = "create table a (x int, y int nonsense here, z text); select 1 from where; create index i on a (x)";
        var script = SqlParser.Parse(text, SqlDialect.PostgreSql);
        Assert.Equal(2, script.Errors.Count);
        var table = Assert.IsType<CreateTableStatement>(script.Statements[0]);
        Assert.Equal(["x", "y", "z"], table.Columns.Select(c => c.Name.Value));
        Assert.IsType<SelectStatement>(script.Statements[1]);
        Assert.Equal("x", Assert.Single(Assert.IsType<CreateIndexStatement>(script.Statements[2]).Parts).Column);
    }

    [Fact]
    public void A_broken_action_does_not_hide_the_others()
    {
        var script = SqlParser.Parse("alter table t drop, add column a int, foo", SqlDialect.Sqlite);
        var alter = Assert.IsType<AlterStatement>(Assert.Single(script.Statements));
        Assert.Contains(alter.Actions, a => a is SqlAction.AddColumns);
        Assert.Equal(2, script.Errors.Count);
    }

    [Fact]
    public void Semicolons_in_bodies_end_no_statement()
    {
        (string Text, SqlDialect Dialect, int Count)[] cases =
        [
            (
                "create function f() returns int begin atomic select 1; select case when true then 2 end; end; select 1",
                SqlDialect.PostgreSql,
                2
            ),
            ("do $$ begin; end $$; select ';'; select 1", SqlDialect.PostgreSql, 3),
            ("create rule r as on insert to t do (select 1; select 2); select 1", SqlDialect.PostgreSql, 2),
            ("create trigger a after insert on t begin select case 1 when 2 then 3 end; end; select 1;", SqlDialect.Sqlite, 2),
            ("create procedure p() begin if 1 then select 1; end if; end; select 1", SqlDialect.MariaDb, 2),
            ("delimiter //\ncreate procedure p() begin select 1; end//\ndelimiter ;\nselect 1; select 2", SqlDialect.MariaDb, 5),
            ("copy t from stdin;\n1\t;'\n\\.\nselect 1;", SqlDialect.PostgreSql, 2),
            ("begin; insert into t values (1); end; begin", SqlDialect.MariaDb, 4),
        ];
        foreach (var (text, dialect, count) in cases)
        {
            var script = SqlParser.Parse(text, dialect);
            Assert.True(script.Errors.Count == 0, $"{text}: {string.Join("; ", script.Errors)}");
            Assert.True(script.Statements.Count == count, $"{text}: {script.Statements.Count} statements");
        }
    }

    [Fact]
    public void Bodies_are_parts_of_the_text()
    {
        const string text =
            "create function f() returns trigger language plpgsql security definer set search_path = a as $x$ begin end $x$";
        var routine = Assert.IsType<CreateRoutineStatement>(SqlParser.Parse(text, SqlDialect.PostgreSql).Statements[0]);
        Assert.Equal(" begin end ", routine.Body!.Value.Of(text).ToString());
        Assert.Equal("plpgsql", routine.Language);
        Assert.Equal(["security definer", "set search_path = a"], routine.Options.Select(o => o.Name));
    }

    [Theory]
    [InlineData("postgresql", SqlDialect.PostgreSql)]
    [InlineData("mariadb", SqlDialect.MariaDb)]
    [InlineData("sqlite", SqlDialect.Sqlite)]
    public void Any_text_is_read_and_spans_nest(string folder, SqlDialect dialect)
    {
        var lines = Lines(folder, "statements.sql").ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            for (var seed = 0; seed < 20; seed++)
            {
                var text = TreeChecks.Mutate($"{lines[i]}; {lines[(i * 7 + seed) % lines.Count]}", seed);
                var problem = TreeChecks.Problem(SqlParser.Parse(text, dialect), text);
                Assert.True(problem is null, $"{problem} in: {text}");
            }
        }
    }

    [Fact]
    public void Five_megabytes_are_read_in_time()
    {
        var line = string.Join(";\n", Lines("postgresql", "statements.sql")) + ";\n";
        var text = string.Concat(Enumerable.Repeat(line, (5_000_000 / line.Length) + 1));
        var before = TimeProvider.System.GetTimestamp();
        Assert.Empty(SqlParser.Parse(text, SqlDialect.PostgreSql).Errors);

        // A tenth of it on a machine that does nothing else; see benchmarks/sql.
        Assert.True(TimeProvider.System.GetElapsedTime(before) < TimeSpan.FromSeconds(10));
    }

    private static IEnumerable<string> Lines(string folder, string file) =>
        File.ReadLines(Repository.PathOf("cases", "sql", folder, file)).Where(l => l.Length > 0);
}
