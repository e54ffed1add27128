using System.Text;
using Dbwright.Commands;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Tests;

/// <summary>A large file is read without its rows, and what is left knows its lines.</summary>
public sealed class DumpTextTests
{
    private static readonly string Inserts = string.Concat(Enumerable.Repeat("insert into t values (1);\n", 1000));

    [Fact]
    public void Rows_of_copy_are_left_out()
    {
        var dump = Read("copy t (a, b) from stdin;\n1\tit's\n2\t; $$ /*\n\\.\ncreate index i on t (a);\n");

        Assert.Equal("copy t (a, b) from stdin;\n\\.\ncreate index i on t (a);\n", dump.Text);
        Assert.Equal(2, dump.Rows);
        Assert.Equal(new(dump.Text.IndexOf('\\', StringComparison.Ordinal), 2), Assert.Single(dump.Gaps));
    }

    [Theory]
    [InlineData("copy t from stdin;\n1\n2\n")]
    [InlineData("copy t from stdin;")]
    [InlineData("insert into t values ('unfinished")]
    [InlineData("/* unfinished")]
    [InlineData("create function f() returns void as $x$ begin")]
    [InlineData("select \"x")]
    [InlineData("-- nothing")]
    [InlineData("")]
    public void A_text_may_end_anywhere(string text) =>
        Assert.StartsWith(Read(text).Text.TrimEnd(), text, StringComparison.Ordinal);

    [Fact]
    public void Inserts_behind_the_first_ones_are_left_out()
    {
        var dump = Read(
            Inserts + "-- data\nINSERT INTO t VALUES ('a;\n''b', $$;$$, E'\\';');\ninsert into t values (2);\ndrop table t;\n"
        );

        Assert.Equal(Inserts.TrimEnd() + "\ndrop table t;\n", dump.Text);
        Assert.Equal(2, dump.Rows);
        Assert.Equal(3 + 1, dump.Gaps.Sum(g => g.Lines));
    }

    [Fact]
    public void Backslashes_are_read_as_the_engine_does()
    {
        const string Text = "insert into t values ('a\\'; drop table t; -- ');\n";

        Assert.Equal(Inserts.TrimEnd(), Read(Inserts + Text, hasBackslashes: true).Text.TrimEnd());
        Assert.Contains("drop table t", Read(Inserts + Text).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Inserts_in_the_body_of_a_function_stay()
    {
        const string Function = "create function f() returns void language sql as $f$\ninsert into t values (1);\n$f$;\n";

        Assert.Equal(Inserts + Function, Read(Inserts + Function).Text);
    }

    [Theory]
    [InlineData(
        "create trigger a after insert on t begin\n  insert into u values (case when new.a > 1 then 1 else 2 end);\n  delete from u;\nend;\n"
    )]
    [InlineData("create function f() returns int begin atomic\n  insert into t values (1);\n  select 1;\nend;\n")]
    [InlineData("DELIMITER ;;\ncreate procedure p() begin\n  insert into t values (1);\nend ;;\nDELIMITER ;\n", true)]
    public void Inserts_in_bodies_without_quotes_stay(string definition, bool hasBackslashes = false)
    {
        var dump = Read(Inserts + definition + "insert into t values (1);\ndrop table t;\n", hasBackslashes);

        Assert.Equal(Inserts + definition.TrimEnd() + "\ndrop table t;\n", dump.Text);
        Assert.Equal(1, dump.Rows);
    }

    [Fact]
    public void A_large_standard_input_is_read_so_too()
    {
        var rows = (int)(DumpText.Large / Inserts.Length) + 1;
        using var input = new MemoryStream(
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Inserts, rows)) + "drop table t;\n")
        );
        var reading = new LintReading(null);

        Assert.Equal(Inserts.TrimEnd() + "\ndrop table t;\n", reading.ReadInput(input));
        Assert.Equal($"- is large: {(rows - 1) * 1000} of its rows were left out of the review.", Assert.Single(reading.LeftOut));
    }

    [Fact]
    public void A_small_standard_input_is_read_as_it_is()
    {
        using var input = new MemoryStream([0xEF, 0xBB, 0xBF, (byte)';']);

        Assert.Equal(";", new LintReading(null).ReadInput(input));
    }

    [Fact]
    public void Of_a_long_insert_the_first_rows_stay()
    {
        var rows = string.Concat(Enumerable.Repeat("(1, 'a,(b'),\n", 50_000));
        var dump = Read($"insert into t values\n{rows}(2, null);\ndrop table t;\n");

        Assert.EndsWith("(1, 'a,(b');\ndrop table t;\n", dump.Text, StringComparison.Ordinal);
        Assert.InRange(dump.Text.Length, 256 << 10, (256 << 10) + 100);
        Assert.Equal(
            50_002,
            dump.Text[..dump.Text.IndexOf("drop", StringComparison.Ordinal)].Count(c => c == '\n') + dump.Gaps.Sum(g => g.Lines)
        );
    }

    [Fact]
    public void What_is_large_without_rows_is_refused()
    {
        var text = string.Concat(Enumerable.Repeat("create table t (a int);\n", 800_000));

        var failure = Assert.Throws<Failure>(() => Read(text));

        Assert.Equal("too-large", failure.Findings[0].Rule);
    }

    [Fact]
    public void An_archive_is_no_text()
    {
        var failure = Assert.Throws<Failure>(() => Read("PGDMP\0\u0001"));

        Assert.Equal("not-a-text", failure.Findings[0].Rule);
    }

    private static DumpText Read(string text, bool hasBackslashes = false) =>
        DumpText.Read("dump.sql", new StringReader(text), hasBackslashes);
}
