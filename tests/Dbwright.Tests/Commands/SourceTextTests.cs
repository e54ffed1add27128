using System.Text;
using Dbwright.Commands;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Tests.Commands;

public sealed class SourceTextTests
{
    private const string Text = "create table straße (id int);\n";

    [Fact]
    public void Byte_order_marks_and_encodings_are_seen()
    {
        Assert.Equal(Text, SourceText.Decode(Encoding.UTF8.GetBytes(Text), "f"));
        Assert.Equal(Text, SourceText.Decode([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text)], "f"));
        Assert.Equal(Text, SourceText.Decode([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Text)], "f"));
        Assert.Equal(Text, SourceText.Decode([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Text)], "f"));
        Assert.Equal(Text, SourceText.Decode(Encoding.Unicode.GetBytes(Text), "f"));
        Assert.Equal(Text, SourceText.Decode(Encoding.Latin1.GetBytes(Text), "f"));
        Assert.Equal("", SourceText.Decode([], "f"));
    }

    [Fact]
    public void What_is_no_text_is_refused_with_the_way_out()
    {
        var failure = Assert.Throws<Failure>(() => SourceText.Decode("PGDMP\u0001\u000e\0\0\0"u8, "shop.dump"));
        Assert.Equal(ExitStatus.BadInput, failure.Status);
        Assert.Contains("pg_restore", failure.Findings[0].Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--\n-- PostgreSQL database dump\n--\n", "postgresql")]
    [InlineData("SET x = 0;\nSELECT pg_catalog.set_config('search_path', '', false);", "postgresql")]
    [InlineData("-- MySQL dump 10.13  Distrib 8.0.36\n", "mariadb")]
    [InlineData("PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n", "sqlite")]
    [InlineData("create table a (id int);", null)]
    public void A_dump_says_its_engine(string text, string? engine) => Assert.Equal(engine, SqlOrigin.Engine(text));
}
