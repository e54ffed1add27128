using Dbwright.Sql;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Dbwright.Tests.Sql;

public sealed class SqlLexerTests
{
    [Theory]
    [InlineData("a = :x", "x")]
    [InlineData("a >= :from and b < :until", "from until")]
    [InlineData("(:x, :y)", "x y")]
    [InlineData("a=:x", "x")]
    [InlineData("a::text", "")]
    [InlineData("':x'", "")]
    [InlineData("'it''s :x' || :y", "y")]
    [InlineData("e'\\' :x' || :y", "y")]
    [InlineData("\"a:x\" = :y", "y")]
    [InlineData("-- :x\n:y", "y")]
    [InlineData("/* :x /* :z */ :x */ :y", "y")]
    [InlineData("$$ :x $$ || :y", "y")]
    [InlineData("$body$ :x $$ :x $body$ || :y", "y")]
    [InlineData("a[1:n]", "")]
    [InlineData("a[i:n]", "")]
    [InlineData(":x::int", "x")]
    [InlineData("select ':open", "")]
    public void Parameters_are_found_outside_texts_comments_and_casts(string sql, string expected) =>
        Assert.Equal(
            expected,
            string.Join(' ', SqlLexer.Read(sql).Where(t => t.Kind == SqlTokenKind.Parameter).Select(t => t.Value))
        );

    [Fact]
    public void Quoted_names_lose_their_quotes_and_keep_their_case()
    {
        var token = Assert.Single(SqlLexer.Read("\"Say \"\"Hi\"\"\""));
        Assert.Equal((SqlTokenKind.QuotedName, "Say \"Hi\""), (token.Kind, token.Name));
    }

    [Fact]
    public void Any_text_is_cut_into_tokens_that_do_not_overlap() =>
        Prop.ForAll<NonNull<string>>(text =>
            {
                var tokens = SqlLexer.Read(text.Get);
                var ends = tokens.Select(t => t.End).Prepend(0);
                return tokens.Zip(ends).All(pair => pair.First.Start >= pair.Second && pair.First.End > pair.First.Start)
                    && tokens.All(t => t.End <= text.Get.Length);
            })
            .QuickCheckThrowOnFailure();
}
