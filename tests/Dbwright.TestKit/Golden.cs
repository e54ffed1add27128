using System.Runtime.CompilerServices;
using Xunit;

namespace Dbwright.TestKit;

/// <summary>What happens to a golden file that differs from the text.</summary>
public enum GoldenMode
{
    /// <summary>The test fails and shows the difference.</summary>
    Compare,

    /// <summary>The file is rewritten (<c>DBWRIGHT_GOLDEN=write</c>).</summary>
    Write,
}

/// <summary>
/// Texts that a test expects and a person has read, kept in files beside the test: <c>Golden/&lt;test file&gt;.&lt;name&gt;</c>.
/// <c>DBWRIGHT_GOLDEN=write</c> rewrites them; what changed is then read in the commit.
/// </summary>
public static class Golden
{
    /// <summary>Fails the test when the text is not what the golden file holds; line ends are alike whatever the checkout made of them.</summary>
    /// <param name="text">What the test got.</param>
    /// <param name="name">The name of the file, with an extension that fits its content (<c>schema.sql</c>).</param>
    /// <param name="file">The test's own source file; filled in by the compiler.</param>
    public static void Match(string text, string name, [CallerFilePath] string file = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(file)!, "Golden");
        var golden = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(file)}.{name}");
        var mode = ModeFrom(Environment.GetEnvironmentVariable("DBWRIGHT_GOLDEN"), Environment.GetEnvironmentVariable("CI"));
        var mismatch = Mismatch(text, golden, Repository.PathOf("artifacts", "golden"), mode);
        if (mismatch is not null)
        {
            Assert.Fail(mismatch);
        }
    }

    /// <summary>What the environment asks for.</summary>
    /// <param name="wish">The value of <c>DBWRIGHT_GOLDEN</c>.</param>
    /// <param name="ci">The value of <c>CI</c>, which every build server sets.</param>
    /// <exception cref="InvalidOperationException">Rewriting on a build server, where nobody reads the difference.</exception>
    public static GoldenMode ModeFrom(string? wish, string? ci) =>
        wish is null or "" or "compare" ? GoldenMode.Compare
        : wish != "write"
            ? throw new InvalidOperationException($"DBWRIGHT_GOLDEN is \"{wish}\"; it may be \"write\" or \"compare\".")
        : ci is null or "" or "false" ? GoldenMode.Write
        : throw new InvalidOperationException(
            "DBWRIGHT_GOLDEN=write is refused where CI is set: nobody would read the difference."
        );

    /// <summary>Compares, or rewrites, and says what differs.</summary>
    /// <param name="text">What the test got.</param>
    /// <param name="golden">The path of the golden file.</param>
    /// <param name="rejected">The folder that receives what the test got when it differs.</param>
    /// <param name="mode">Whether to compare or to rewrite.</param>
    /// <returns>The difference as a readable text; <see langword="null"/> when there is none.</returns>
    public static string? Mismatch(string text, string golden, string rejected, GoldenMode mode)
    {
        var actual = WithLineFeeds(text);
        var expected = File.Exists(golden) ? WithLineFeeds(File.ReadAllText(golden)) : null;
        if (expected == actual)
        {
            return null;
        }

        if (mode == GoldenMode.Write)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(golden)!);
            File.WriteAllText(golden, actual);
            return null;
        }

        Directory.CreateDirectory(rejected);
        var got = Path.Combine(rejected, Path.GetFileName(golden));
        File.WriteAllText(got, actual);
        return expected is null
            ? $"There is no golden file {golden}.\nWhat the test got is in {got}; DBWRIGHT_GOLDEN=write accepts it."
            : $"The text differs from {golden} (- expected, + got).\n"
                + $"What the test got is in {got}; DBWRIGHT_GOLDEN=write accepts it.\n\n"
                + LineDifference.Show(expected, actual);
    }

    private static string WithLineFeeds(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);
}
