using Dbwright.Cli;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Tests;

/// <summary>Words that look like options are options or mistakes, and never files.</summary>
public sealed class UnknownOptionTests
{
    [Theory]
    [InlineData("")]
    [InlineData("init")]
    [InlineData("design")]
    [InlineData("prove")]
    [InlineData("inspect")]
    [InlineData("diff")]
    [InlineData("seed")]
    [InlineData("lint")]
    [InlineData("migrate")]
    [InlineData("migrate plan")]
    [InlineData("migrate lint")]
    [InlineData("migrate verify")]
    [InlineData("migrate apply")]
    [InlineData("migrate rollback")]
    [InlineData("migrate status")]
    [InlineData("migrate baseline")]
    [InlineData("migrate repair")]
    [InlineData("todo")]
    [InlineData("schema-of")]
    public async Task Every_verb_refuses_them(string verb)
    {
        var words = verb.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (status, error) = await RunAsync([.. words, "--frobnicate"]);

        Assert.Equal(ExitStatus.BadInput, status);
        Assert.StartsWith(
            $"error: --frobnicate is no option of dbwright{(verb.Length == 0 ? "" : " ")}{verb}.",
            error,
            StringComparison.Ordinal
        );
        Assert.EndsWith($"see: dbwright {(verb.Length == 0 ? "" : $"{verb} ")}--help\n", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--measur", "--measur is no option of dbwright migrate lint; did you mean --measure?")]
    [InlineData("--formt=json", "--formt is no option of dbwright migrate lint; did you mean --format?")]
    [InlineData("--faill-on:error", "did you mean --fail-on?")]
    [InlineData("-z", "-z is no option of dbwright migrate lint.")]
    public async Task The_nearest_option_is_named(string word, string expected)
    {
        var (status, error) = await RunAsync("migrate", "lint", word, "migrations");

        Assert.Equal(ExitStatus.BadInput, status);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rollback", "--count", "0", "--count is a whole number of 1 or more; 0 is not.")]
    [InlineData("apply", "--attempts", "-3", "--attempts is a whole number of 1 or more; -3 is not.")]
    [InlineData("apply", "--parallel", "65", "--parallel is a whole number of 1 to 64; 65 is not.")]
    [InlineData("apply", "--stop-after", "0", "--stop-after is a whole number of 1 or more; 0 is not.")]
    public async Task A_number_out_of_bounds_is_refused(string verb, string option, string number, string expected)
    {
        var (status, error) = await RunAsync("migrate", verb, "shop.db", option, number);

        Assert.Equal(ExitStatus.BadInput, status);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistyped_option_is_no_value_of_another()
    {
        var (status, error) = await RunAsync("migrate", "lint", "migrations", "-o", "--quite");

        Assert.Equal(ExitStatus.BadInput, status);
        Assert.Contains("did you mean --quiet?", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistyped_verb_is_the_first_mistake()
    {
        var (status, error) = await RunAsync("migrate", "lintt", "--measure");

        Assert.Equal(ExitStatus.BadInput, status);
        Assert.DoesNotContain("is no option", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_two_dashes_stand_files()
    {
        var (_, error) = await RunAsync("migrate", "lint", "--", "--measur");

        Assert.Contains("There is no file or folder --measur.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Known_forms_stay()
    {
        var folder = Directory.CreateTempSubdirectory("dbwright-options-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "a.sql"), "select 1;\n");

            var (status, error) = await RunAsync(
                "lint",
                folder,
                "-q",
                "--format=json",
                "--engine:postgresql:16",
                "--fail-on",
                "never"
            );

            Assert.Equal("", error);
            Assert.Equal(ExitStatus.Fine, status);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(ExitStatus Status, string Error)> RunAsync(params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter { NewLine = "\n" };
        var status = await Program.RunAsync(words, output, error, CancellationToken.None);
        return (status, error.ToString());
    }
}
