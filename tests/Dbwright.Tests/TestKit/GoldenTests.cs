using Dbwright.TestKit;
using Xunit;

namespace Dbwright.Tests;

public sealed class GoldenTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dbwright-golden-").FullName;

    private string GoldenFile => Path.Combine(_folder, "Golden", "SomeTests.text.txt");

    private string Rejected => Path.Combine(_folder, "rejected");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_text_equal_to_its_file_matches_whatever_the_line_ends() => Golden.Match("one\r\ntwo\n", "two-lines.txt");

    [Fact]
    public void A_missing_file_fails_and_leaves_what_was_got()
    {
        var message = Golden.Mismatch("new\n", GoldenFile, Rejected, GoldenMode.Compare);

        Assert.Contains("no golden file", message, StringComparison.Ordinal);
        Assert.Equal("new\n", File.ReadAllText(Path.Combine(Rejected, "SomeTests.text.txt")));
        Assert.False(File.Exists(GoldenFile));
    }

    [Fact]
    public void Writing_makes_the_file_and_comparing_then_holds()
    {
        Assert.Null(Golden.Mismatch("a\r\nb\r\n", GoldenFile, Rejected, GoldenMode.Write));

        Assert.Equal("a\nb\n", File.ReadAllText(GoldenFile));
        Assert.Null(Golden.Mismatch("a\nb\n", GoldenFile, Rejected, GoldenMode.Compare));
    }

    [Fact]
    public void A_difference_is_shown_with_its_surroundings()
    {
        var lines = Enumerable.Range(1, 20).Select(i => $"line {i}").ToArray();
        Golden.Mismatch(string.Join('\n', lines) + "\n", GoldenFile, Rejected, GoldenMode.Write);
        lines[9] = "changed";

        var message = Golden.Mismatch(string.Join('\n', lines) + "\n", GoldenFile, Rejected, GoldenMode.Compare);

        const string shown = """
            @@ line 7 @@
              line 7
              line 8
              line 9
            - line 10
            + changed
              line 11
              line 12
              line 13

            """;
        Assert.EndsWith(shown.ReplaceLineEndings("\n"), message, StringComparison.Ordinal);
    }

    [Fact]
    public void Moved_and_added_lines_do_not_repeat_what_stayed() =>
        Assert.Equal("@@ line 1 @@\n  a\n+ new\n  b\n- c\n  d\n", LineDifference.Show("a\nb\nc\nd\n", "a\nnew\nb\nd\n"));

    [Fact]
    public void A_missing_final_line_feed_is_seen() =>
        Assert.Equal("@@ line 1 @@\n- a\n+ a ⏎ missing at the end\n", LineDifference.Show("a\n", "a"));

    [Fact]
    public void Equal_texts_have_no_difference() => Assert.Equal("", LineDifference.Show("a\n", "a\n"));

    [Theory]
    [InlineData(null, null, GoldenMode.Compare)]
    [InlineData(null, "true", GoldenMode.Compare)]
    [InlineData("write", null, GoldenMode.Write)]
    [InlineData("write", "false", GoldenMode.Write)]
    public void The_environment_decides(string? wish, string? ci, GoldenMode expected) =>
        Assert.Equal(expected, Golden.ModeFrom(wish, ci));

    [Theory]
    [InlineData("write", "true")]
    [InlineData("wirte", null)]
    public void Rewriting_on_a_build_server_and_misspelt_wishes_are_refused(string wish, string? ci) =>
        Assert.Throws<InvalidOperationException>(() => Golden.ModeFrom(wish, ci));

    [Fact]
    public void The_repository_is_found_from_the_built_tests() =>
        Assert.True(File.Exists(Repository.PathOf("tests/Dbwright.Tests/TestKit/GoldenTests.cs")));
}
