using Dbwright.Sql;
using Xunit;

namespace Dbwright.Tests.Sql;

public sealed class PostgreSqlScriptTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" ;; -- nothing\n /* here */ ;", "")]
    [InlineData("a; b;", "a|b")]
    [InlineData("a 'x;y' \"p;q\"; b", "a 'x;y' \"p;q\"|b")]
    [InlineData("a 'it''s;'; b", "a 'it''s;'|b")]
    [InlineData("a E'\\';'; b", "a E'\\';'|b")]
    [InlineData("a '\\'; b", "a '\\'|b")]
    [InlineData("a $$ ; $$ $x$ $$; $x$; b", "a $$ ; $$ $x$ $$; $x$|b")]
    [InlineData("a$b$ ; c$b$", "a$b$|c$b$")]
    [InlineData("a $1; b", "a $1|b")]
    [InlineData("a (b; c); d", "a (b; c)|d")]
    [InlineData("a /* ; /* ; */ ; */ b -- ;\n; c", "a /* ; /* ; */ ; */ b|c")]
    [InlineData("begin; case; end; x", "begin|case|end|x")]
    [InlineData(
        "create or replace function f() begin atomic select case when 1 then 2 end; select 3; end; x",
        "create or replace function f() begin atomic select case when 1 then 2 end; select 3; end|x"
    )]
    [InlineData("a 'unfinished; b", "a 'unfinished; b")]
    [InlineData("a $$unfinished; b", "a $$unfinished; b")]
    [InlineData("a /* unfinished; b", "a")]
    public void Semicolons_end_statements_only_where_psql_says_so(string script, string expected)
    {
        var statements = PostgreSqlScript.Split(script).ToList();
        Assert.Equal(expected, string.Join('|', statements.Select(s => s.Text)));
        Assert.All(statements, s => Assert.Equal(s.Text, script.Substring(s.Offset, s.Text.Length)));
    }
}
