using Dbwright.Sql;
using Xunit;

namespace Dbwright.Tests.Sql;

/// <summary>To which table a column belongs, told from the text.</summary>
public sealed class ColumnUsesTests
{
    [Theory]
    [InlineData("select a from t", "a:t")]
    [InlineData("select x.a, t.a, b from t x", "a:t a:? b:t")]
    [InlineData("select a from s.t where s.t.b = 1", "a:s.t b:s.t")]
    [InlineData("select a from t, u where t.b = u.c", "a:? b:t c:u")]
    [InlineData("select 1 from known k join other o on id = ref", "id:known ref:other")]
    [InlineData("select 1 from t where exists (select 1 from u where u.a = t.b and c = 1)", "a:u b:t c:u")]
    [InlineData("select 1 from known where exists (select name from other)", "name:known")]
    [InlineData("with q as (select a from t) select q.a, b from q", "a:t a:? b:?")]
    [InlineData("with recursive q as (select a from t union select b from q) select c from q", "a:t b:? c:?")]
    [InlineData("with t as (select a from t) select a from t", "a:t a:?")]
    [InlineData("select d.x, y from (select a as x from t) d join u on true", "a:t x:? y:u")]
    [InlineData("select a from t union select b from u order by a", "a:t b:u a:?")]
    [InlineData("update t set a = b where c in (select d from u)", "a:t b:t d:u c:t")]
    [InlineData("update t as x set a = y.b from u y where x.c = y.d", "a:t b:u c:t d:u")]
    [InlineData("delete from t using u where t.a = u.b", "a:t b:u")]
    [InlineData("insert into t (a) select b from u", "b:u a:t")]
    [InlineData("insert into t (a) values (1) on conflict (b) do update set c = excluded.c", "a:t b:t c:t c:?")]
    [InlineData("merge into t using u on t.a = u.b when matched then update set c = 1", "a:t b:u c:t")]
    [InlineData("create view v as select a from t", "a:t")]
    [InlineData("select f.a from generate_series(1, 2) f", "a:?")]
    public void Columns_and_their_tables(string sql, string expected)
    {
        var script = SqlParser.Parse(sql, SqlDialect.PostgreSql);
        Assert.Empty(script.Errors);
        var uses = ColumnUses.Of(
            Assert.Single(script.Statements),
            t =>
                t.Name switch
                {
                    "known" => ["id", "name"],
                    "other" => ["ref"],
                    _ => null,
                }
        );
        Assert.Equal(
            expected.Split(' ').Order(StringComparer.Ordinal),
            uses.Select(u => $"{u.Column}:{u.Table?.ToString() ?? "?"}").Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Tables_of_a_statement()
    {
        const string sql =
            "with q as (select 1 from a) select 1 from q, b where x in (select y from s.c) and exists (select 1 from b)";
        var statement = SqlParser.Parse(sql, SqlDialect.PostgreSql).Statements[0];
        Assert.Equal(["a", "b", "s.c", "b"], ColumnUses.Tables(statement).Select(t => t.ToString()));
    }

    [Fact]
    public void Joins_in_an_update_of_MariaDb()
    {
        var statement = SqlParser
            .Parse("update t join u on t.id = u.id set t.a = 1 where u.b = 2", SqlDialect.MariaDb)
            .Statements[0];
        Assert.Equal(
            ["id:t", "id:u", "a:t", "b:u"],
            ColumnUses.Of(statement).Select(u => $"{u.Column}:{u.Table?.ToString() ?? "?"}")
        );
    }
}
