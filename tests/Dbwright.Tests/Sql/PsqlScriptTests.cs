using Dbwright.Sql;
using Xunit;

namespace Dbwright.Tests.Sql;

public sealed class PsqlScriptTests
{
    private static readonly Dictionary<string, string> Variables = new()
    {
        ["t"] = "orders",
        ["q"] = "it's",
        ["n"] = "my \"name\"",
    };

    [Theory]
    [InlineData("select :t;", "select orders")]
    [InlineData("select :'q', :\"n\";", "select 'it''s', \"my \"\"name\"\"\"")]
    [InlineData("select x::t, ':t', $$:t$$, a[1:t];", "select x::t, ':t', $$:t$$, a[1orders]")]
    [InlineData("select :unset, :{?t}, :{?no};", "select :unset, TRUE, FALSE")]
    [InlineData("-- :t\nselect 1 /* :t */;", "select 1 /* :t */")]
    public void Variables_have_their_values_outside_of_quotes(string script, string expected) =>
        Assert.Equal(expected, ((PsqlItem.Statement)Items(script).Single()).Text);

    [Fact]
    public void A_place_behind_a_variable_is_that_of_the_script()
    {
        const string script = "\n  select :t, wrong from :t;";
        var statement = (PsqlItem.Statement)Items(script).Single();
        var inText = statement.Text.IndexOf("wrong", StringComparison.Ordinal);
        Assert.Equal(script.IndexOf("wrong", StringComparison.Ordinal), statement.InScript(inText));
        Assert.Equal(3, statement.Offset);
    }

    [Fact]
    public void Commands_stand_between_and_within_statements()
    {
        var items = Items("\\set x 'a b' 1\nselect 1 \\gset p_\n\\i a.sql\nselect 2\n;\\echo done\n").ToList();
        Assert.Equal(
            ["set", "select 1/gset", "i", "select 2/", "echo"],
            items.Select(i => i is PsqlItem.Command c ? c.Name : $"{((PsqlItem.Statement)i).Text}/{((PsqlItem.Statement)i).End}")
        );
        Assert.Equal("p_", ((PsqlItem.Statement)items[1]).EndArguments);
        Assert.Equal(["x", "a b", "1"], PsqlArguments.Read(((PsqlItem.Command)items[0]).Arguments, _ => null));
    }

    [Fact]
    public void Rows_are_skipped_to_their_end()
    {
        var script = new PsqlScript("copy t from stdin;\n1\tit's; \\\\\n2\t$$\n\\.\nselect 3;");
        Assert.IsType<PsqlItem.Statement>(script.Next(_ => null));
        Assert.Equal((2L, true), script.SkipRows());
        Assert.Equal("select 3", ((PsqlItem.Statement)script.Next(_ => null)!).Text);
        Assert.Null(script.Next(_ => null));
    }

    [Fact]
    public void Backslashes_in_strings_follow_the_setting()
    {
        Assert.Equal(
            "select 'a\\'; b'",
            ((PsqlItem.Statement)new PsqlScript("select 'a\\'; b'; c") { PlainBackslash = false }.Next(_ => null)!).Text
        );
        Assert.Equal("select 'a\\'", ((PsqlItem.Statement)new PsqlScript("select 'a\\'; b'; c").Next(_ => null)!).Text);
    }

    [Theory]
    [InlineData("if true, a, else, b, endif, c", "a c")]
    [InlineData("if false, a, elif true, b, elif true, d, else, e, endif, c", "b c")]
    [InlineData("if false, a, if true, b, else, d, endif, else, e, endif, c", "e c")]
    [InlineData("if 0, a, else, if no, b, else, d, endif, endif", "d")]
    public void Branches_are_taken_as_psql_takes_them(string script, string expected)
    {
        var branches = new PsqlBranches();
        var taken = new List<string>();
        foreach (var word in script.Split(", "))
        {
            var (name, rest) = (word.Split(' ')[0], word.Contains(' ', StringComparison.Ordinal) ? word.Split(' ')[1] : "");
            Assert.Null(branches.Take(new(0, name, rest), PsqlArguments.Truth));
            if (branches.IsActive && name is not ("if" or "elif" or "else" or "endif"))
            {
                taken.Add(name);
            }
        }

        Assert.False(branches.IsOpen);
        Assert.Equal(expected, string.Join(' ', taken));
    }

    [Theory]
    [InlineData("else")]
    [InlineData("endif")]
    [InlineData("if maybe")]
    public void Branches_without_sense_are_named(string command) =>
        Assert.NotNull(
            new PsqlBranches().Take(
                new(0, command.Split(' ')[0], command.Contains(' ', StringComparison.Ordinal) ? "maybe" : ""),
                PsqlArguments.Truth
            )
        );

    private static IEnumerable<PsqlItem> Items(string script)
    {
        var reader = new PsqlScript(script);
        while (reader.Next(name => Variables.GetValueOrDefault(name)) is { } item)
        {
            yield return item;
        }
    }
}
