using Dbwright.Sql;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Dbwright.Tests.Sql;

/// <summary>
/// Texts put together from everything that is hard to split: nothing is thrown, nothing is lost, and what lies between statements is
/// space, comments and ends of statements.
/// </summary>
public sealed class SplitterFuzzTests
{
    private static readonly string[] Pieces =
    [
        "select 1",
        ";",
        ";;",
        "\n",
        "\r\n",
        " ",
        "'",
        "''",
        "'a;b'",
        "'a\\';b'",
        "E'a\\';b'",
        "e'",
        "\"",
        "\"a;b\"",
        "`",
        "`a;b`",
        "$$",
        "$tag$",
        "$$;$$",
        "$tag$;$$;$tag$",
        "$1",
        "a$b$",
        "--",
        "-- x;\n",
        "# y;\n",
        "/*",
        "*/",
        "/* ; /* ; */ ; */",
        "/*!40101 set x */",
        "(",
        ")",
        "[",
        "]",
        "create function f() returns int begin atomic select 1; end",
        "create procedure p() begin",
        "create trigger t begin",
        "case",
        "end",
        "begin",
        "if",
        "delimiter //\n",
        "DELIMITER ;\n",
        "//",
        "\\",
        "\\;",
        "\\g",
        "\\gset",
        "\\if true\n",
        "\\endif",
        "\\.",
        "\\! ls",
        ":",
        "::",
        ":a",
        ":'a'",
        ":\"a\"",
        ":{?a}",
        "copy t from stdin;\n",
        ".read x\n",
        "é",
        "\u0000",
        "\ud83d",
    ];

    private static Arbitrary<string> Texts() => Gen.Elements(Pieces).ListOf().Select(string.Concat).ToArbitrary();

    [Fact]
    public void PostgreSql_keeps_all_text() => Check(2000, PostgreSql_keeps_all_textFor);

    private static void PostgreSql_keeps_all_textFor(string text) =>
        Keeps(text, PostgreSqlScript.Split(text), t => PostgreSqlScript.Split(t));

    [Fact]
    public void Sqlite_keeps_all_text() => Check(2000, Sqlite_keeps_all_textFor);

    private static void Sqlite_keeps_all_textFor(string text) =>
        Keeps(text, SqliteScript.Split(text), t => SqliteScript.Split(t));

    [Fact]
    public void MariaDb_keeps_the_text_of_each_statement() => Check(2000, MariaDb_keeps_the_text_of_each_statementFor);

    private static void MariaDb_keeps_the_text_of_each_statementFor(string text)
    {
        var at = 0;
        foreach (var statement in MariaDbScript.Split(text))
        {
            Assert.True(statement.Offset >= at && statement.Text.Length > 0);
            Assert.Equal(statement.Text, text.Substring(statement.Offset, statement.Text.Length));
            at = statement.Offset + statement.Text.Length;
        }

        _ = MariaDbScript.Words(text).Count();
    }

    [Fact]
    public void Psql_knows_where_every_character_comes_from() => Check(2000, Psql_knows_where_every_character_comes_fromFor);

    private static void Psql_knows_where_every_character_comes_fromFor(string text)
    {
        var script = new PsqlScript(text) { PlainBackslash = text.Length % 2 == 0 };
        var at = 0;
        while (script.Next(name => name == "a" ? "value" : null) is { } item)
        {
            if (item is PsqlItem.Command command)
            {
                Assert.True(command.Offset >= at && text[command.Offset] == '\\');
                at = command.Offset;
            }
            else if (item is PsqlItem.Statement statement)
            {
                Assert.Equal(statement.Offset, statement.InScript(0));
                foreach (
                    var (piece, next) in statement.Pieces.Zip(
                        statement.Pieces.Skip(1).Select(p => p.Text).Append(statement.Text.Length)
                    )
                )
                {
                    // A piece is either the value of a variable or a stretch of the script.
                    var shown = statement.Text[
                        Math.Min(piece.Text, statement.Text.Length)..Math.Min(next, statement.Text.Length)
                    ];
                    Assert.True(
                        shown.Trim('\'', '"') is "value" or "TRUE" or "FALSE"
                            || text.AsSpan(piece.Script).StartsWith(shown, StringComparison.Ordinal)
                    );
                }
            }
        }
    }

    [Fact]
    public void Tokens_and_arguments_never_throw() => Check(1000, Tokens_and_arguments_never_throwFor);

    private static void Tokens_and_arguments_never_throwFor(string text)
    {
        Assert.All(PostgreSqlTokens.Read(text), t => Assert.True(t.Text.Length > 0));
        Assert.NotNull(PsqlArguments.Read(text, _ => null));
    }

    private static void Check(int times, Action<string> holds) =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(times), Prop.ForAll(Texts(), holds));

    private static void Keeps(
        string text,
        IEnumerable<ScriptStatement> statements,
        Func<string, IEnumerable<ScriptStatement>> again
    )
    {
        var at = 0;
        foreach (var statement in statements)
        {
            Assert.True(statement.Offset >= at && statement.Text.Length > 0);
            Assert.Equal(statement.Text, text.Substring(statement.Offset, statement.Text.Length));
            Assert.Empty(again(text[at..statement.Offset]));
            at = statement.Offset + statement.Text.Length;
        }

        Assert.Empty(again(text[at..]));
    }
}
