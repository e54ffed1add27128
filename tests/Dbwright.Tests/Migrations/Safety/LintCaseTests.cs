using Dbwright.Migrations;
using Dbwright.Model;
using Xunit;

namespace Dbwright.Tests;

public sealed class LintCaseTests
{
    public static TheoryData<string> Cases
    {
        get
        {
            var data = new TheoryData<string>();
            foreach (var path in LintCase.All().Select(c => Path.GetRelativePath(LintCase.Folder, c.Path)))
            {
                data.Add(path);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Finds_what_the_case_expects(string path)
    {
        var lint = LintCase.Read(Path.Combine(LintCase.Folder, path));
        var found = Review(lint, lint.Text).Where(f => f.Rule.Name == lint.Rule).ToList();

        var expected = lint.Expected().ToList();
        Assert.All(expected, e => Assert.Equal(lint.Rule, e.Rule));
        var missing = expected.ToList();
        var surplus = new List<LintFinding>();
        foreach (var finding in found)
        {
            var at = missing.FindIndex(e => e.Line == finding.Start.Line || (e.Line > 0 && e.Line == finding.StatementLine));
            at = at < 0 ? missing.FindIndex(e => e.Line == 0) : at;
            if (at < 0)
            {
                surplus.Add(finding);
            }
            else
            {
                missing.RemoveAt(at);
            }
        }

        Assert.True(
            missing.Count + surplus.Count == 0,
            string.Concat(missing.Select(m => $"not found: {m.Rule} at line {m.Line}\n"))
                + string.Concat(surplus.Select(s => $"not expected: {s.Rule.Name} at {s.Start}: {s.Title}\n"))
        );
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Its_fix_is_as_written_and_clean(string path)
    {
        var lint = LintCase.Read(Path.Combine(LintCase.Folder, path));
        var before = Review(lint, lint.Text);
        var (text, applied) = LintFixes.Apply(lint.Text, Rebased(lint, before.Where(f => f.Rule.Name == lint.Rule)));
        if (applied.Count == 0)
        {
            Assert.Null(lint.FixedPath);
            return;
        }

        Same(text, Path.ChangeExtension(lint.Path, ".fixed.sql"));
        var after = Review(lint, text);
        var known = before.Select(f => f.Rule.Name).ToHashSet(StringComparer.Ordinal);
        known.Remove(lint.Rule);
        known.UnionWith(lint.Allowed);
        Assert.Empty(
            after
                .Where(f =>
                    f.Rule.Name == lint.Rule ? f.Fix is not null : f.Severity != Severity.Note && !known.Contains(f.Rule.Name)
                )
                .Select(f => $"{f.Start}: {f.Title} [{f.Rule.Name}]")
        );
    }

    // About statements of one transaction, one body or one file.
    private static readonly string[] OfOneFile =
    [
        "backfill-with-schema-change",
        "contract-with-expand",
        "dynamic-sql",
        "engine-disagrees",
        "enum-value-used-too-early",
        "implicit-commit",
        "index-made-unique",
        "many-statements-in-transaction",
        "mixed-transaction",
        "nested-transaction",
        "not-allowed-in-transaction",
        "old-table-renamed-first",
        "pragma-without-effect",
        "rewrite-under-lock",
        "statements-to-merge",
        "table-recreated",
        "validated-in-same-transaction",
        "work-under-lock",
    ];

    [Fact]
    public void What_an_earlier_file_did_does_not_hide_it()
    {
        var hidden =
            from lint in LintCase.All()
            where !OfOneFile.Contains(lint.Rule)
            let cut = lint.CutBeforeFinding()
            where cut is not null
            let found = Review(lint, cut).Count(f => f.Rule.Name == lint.Rule)
            where found < lint.Expected().Count
            select $"{found} of {lint.Expected().Count} found in:\n{cut}";
        Assert.Empty(hidden);
    }

    [Fact]
    public void Every_rule_has_a_case_that_finds_it_and_one_that_does_not()
    {
        var cases = LintCase.All().ToLookup(c => c.Rule);
        if (Environment.GetEnvironmentVariable("DBWRIGHT_CASES") is { Length: > 0 })
        {
            return;
        }

        // Found while files are read, not in a text.
        var without = SafetyRules
            .All.Select(r => r.Info.Name)
            .Where(name => name != "not-a-text")
            .Where(name => !cases[name].Any(c => c.Expected().Count > 0) || cases[name].All(c => c.Expected().Count > 0));
        Assert.Empty(without);
        Assert.Empty(cases.Select(c => c.Key).Except(SafetyRules.All.Select(r => r.Info.Name), StringComparer.Ordinal));
    }

    // Spans of a file within the case begin behind blank lines that stand for what is before it.
    private static IEnumerable<LintFinding> Rebased(LintCase lint, IEnumerable<LintFinding> findings) =>
        lint.Files(lint.Text).Count == 1 ? findings : [];

    private static List<LintFinding> Review(LintCase lint, string text)
    {
        var options = lint.Options with { Rules = new([new RuleEntry(lint.Rule, true)]) };
        return Linter.Run(lint.Files(text), lint.Target, options, LintCase.FolderOf(lint.Files(text))).Findings.ToList();
    }

    private static void Same(string text, string golden)
    {
        if (Environment.GetEnvironmentVariable("DBWRIGHT_GOLDEN") == "write")
        {
            File.WriteAllText(golden, text);
            return;
        }

        Assert.True(File.Exists(golden), $"{golden} is missing; DBWRIGHT_GOLDEN=write makes it:\n{text}");
        Assert.Equal(File.ReadAllText(golden), text);
    }
}
