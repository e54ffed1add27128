using Dbwright.Engines;
using Dbwright.Model;
using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Conformance.PostgreSql;

public sealed class NamesTests
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly INames Names = PostgreSqlEngine.Create().Names!;

    [Fact]
    public async Task Every_word_that_the_server_reserves_is_known()
    {
        await using var database = await Servers.PostgreSqlDatabase();
        var words = await database.Session.QueryAsync(
            "select word::text, catcode::text, quote_ident(word) from pg_get_keywords()",
            [],
            Never
        );
        Assert.True(words.Count > 400);
        foreach (var row in words)
        {
            var word = (string)row[0]!;
            if ((string)row[1]! is "R" or "T")
            {
                Assert.True(Names.IsReserved(word), word);
            }

            if ((string)row[2]! != word)
            {
                Assert.Equal((string)row[2]!, Names.Quote(word));
            }
        }
    }

    [Theory]
    [InlineData("plain_1")]
    [InlineData("Mixed")]
    [InlineData("1st")]
    [InlineData("we\"ird; drop table x")]
    [InlineData("größe")]
    [InlineData("select")]
    public async Task A_quoted_name_is_that_name(string name)
    {
        await using var database = await Servers.PostgreSqlDatabase();
        await database.Session.ExecuteAsync($"create table {Names.Quote(name)} (a int)", Never);
        Assert.Equal(
            [
                [name],
            ],
            await database.Session.QueryAsync(
                "select relname::text from pg_class where relnamespace = 'public'::regnamespace",
                [],
                Never
            )
        );
    }

    [Theory]
    [InlineData("it's")]
    [InlineData("\\' or 1=1 --")]
    [InlineData("$$ $1 :x ä")]
    public async Task A_literal_is_that_text(string text)
    {
        await using var database = await Servers.PostgreSqlDatabase();
        Assert.Equal(
            [
                [text],
            ],
            await database.Session.QueryAsync($"select {Names.Literal(text)}", [], Never)
        );
    }
}
