using Dbwright.Sql;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Tests.Sql;

/// <summary>The expressions of <c>cases/sql/*/expressions.txt</c>, one on a line, and what is wrong with broken ones.</summary>
public sealed class SqlExpressionTests
{
    [Theory]
    [InlineData("postgresql", SqlDialect.PostgreSql)]
    [InlineData("mariadb", SqlDialect.MariaDb)]
    [InlineData("sqlite", SqlDialect.Sqlite)]
    public void Trees(string folder, SqlDialect dialect)
    {
        var text = new System.Text.StringBuilder();
        foreach (var line in File.ReadLines(Repository.PathOf("cases", "sql", folder, "expressions.txt")))
        {
            var result = SqlParser.ParseExpression(line, dialect);
            Assert.True(result.Errors.Count == 0, $"{line}: {string.Join("; ", result.Errors)}");
            text.Append("## ").Append(line).Append('\n').Append(TreeDump.Of(result.Expression)).Append('\n');
        }

        Golden.Match(text.ToString(), $"{folder}.txt");
    }

    [Theory]
    [InlineData("a < b < c", 6, "parentheses: this operator does not chain", "\"<\"")]
    [InlineData("a + ", 3, "an expression", "the end")]
    [InlineData("f(a", 3, ")", "the end")]
    [InlineData("a b", 2, "the end of the expression", "\"b\"")]
    [InlineData("a in 1", 5, "(", "\"1\"")]
    [InlineData("'open", 0, "an expression", "\"'open\"")]
    [InlineData("select", 0, "an expression", "\"select\"")]
    public void Errors_have_their_place(string text, int at, string expected, string found)
    {
        var result = SqlParser.ParseExpression(text, SqlDialect.PostgreSql);
        var error = Assert.Single(result.Errors);
        Assert.Equal((at, expected, found), (error.Span.Start, error.Expected, error.Found));
    }

    [Fact]
    public void Deep_nesting_is_an_error_and_no_crash()
    {
        foreach (var open in new[] { "(", "not ", "- ", "case when ", "array[", "f(", "(select (" })
        {
            var text = string.Concat(Enumerable.Repeat(open, 50_000));
            Assert.NotEmpty(SqlParser.ParseExpression(text, SqlDialect.PostgreSql).Errors);
        }
    }
}
