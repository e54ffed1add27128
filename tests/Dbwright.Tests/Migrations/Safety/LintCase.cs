using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Dbwright.Formats;
using Dbwright.Migrations;
using Dbwright.Model;
using Dbwright.Sql;
using Dbwright.TestKit;

namespace Dbwright.Tests;

/// <summary>
/// A case of a rule: <c>cases/lint/RULE/NAME.sql</c>. Remarks at its head say how it is read (<c>-- engine: postgresql:15</c>,
/// <c>-- transaction: runner</c>, <c>-- rows: orders=5000000</c>, <c>-- measured: locks orders:AccessExclusive, rewrites table</c>); <c>-- expect: RULE</c> before a line says
/// what is found there, <c>-- expect-file: RULE</c> what is found of the file as a whole. <c>-- file: NAME</c> begins a further file: all
/// before the last one, <c>-- earlier</c> at their head, are read but not reported.
/// </summary>
internal sealed partial class LintCase
{
    public static string Folder => Repository.PathOf("cases", "lint");

    private LintCase(string rule, string path, string text)
    {
        Rule = rule;
        Path = path;
        Text = text;
    }

    public string Rule { get; }

    public string Path { get; }

    public string Text { get; }

    public string? FixedPath =>
        File.Exists(System.IO.Path.ChangeExtension(Path, ".fixed.sql"))
            ? System.IO.Path.ChangeExtension(Path, ".fixed.sql")
            : null;

    public LintTarget Target { get; private set; } = LintTarget.Parse("postgresql");

    public LintOptions Options { get; private set; } = new();

    public string Tool { get; private set; } = "";

    public Sequence<string> Allowed { get; private set; } = [];

    /// <summary>The cases of all rules, or those whose path holds DBWRIGHT_CASES.</summary>
    public static IEnumerable<LintCase> All()
    {
        var wanted = Environment.GetEnvironmentVariable("DBWRIGHT_CASES");
        return Directory
            .EnumerateFiles(Folder, "*.sql", SearchOption.AllDirectories)
            .Where(f => !f.EndsWith(".fixed.sql", StringComparison.Ordinal))
            .Where(f => string.IsNullOrEmpty(wanted) || f.Contains(wanted, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Read);
    }

    public static LintCase Read(string path)
    {
        var text = File.ReadAllText(path);
        var rule = System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(path)!);
        var found = new LintCase(rule, path, text);
        foreach (Match head in Head().Matches(text))
        {
            found.Take(head.Groups["name"].Value, head.Groups["value"].Value.Trim());
        }

        return found;
    }

    /// <summary>The files of the case; the edit that keeps the runner from opening a transaction is a remark at the beginning.</summary>
    public IReadOnlyList<MigrationText> Files(string text)
    {
        var marks = FileMark().Matches(text);
        var cuts =
            marks.Count == 0
                ? [(Name: "case.sql", From: 0, To: text.Length)]
                : marks
                    .Select(
                        (m, i) =>
                            (
                                Name: m.Groups["name"].Value,
                                From: m.Index,
                                To: i + 1 < marks.Count ? marks[i + 1].Index : text.Length
                            )
                    )
                    .ToArray();
        return cuts.Select(c =>
            {
                // Blank lines before it keep the places those of the case.
                var before = new string('\n', text.AsSpan(0, c.From).Count('\n'));
                var own = before + text[c.From..c.To];
                return new MigrationText(c.Name, own)
                {
                    IsOneTransaction = MigrationFolder.SaysOneTransaction(own) ?? (Options.AssumesTransaction ? true : null),
                    NoTransaction = TextEdit.Insert(before.Length, "-- dbwright:no-transaction\n"),
                    Tool = Tool,
                    Version = Version().Match(c.Name).Groups["version"].Value,
                    IsReported = !Earlier().IsMatch(own),
                };
            })
            .ToList();
    }

    /// <summary>
    /// The same statements in two files, the second from the statement on in which the first finding is expected; none when it is in the
    /// first statement, or when there are several files already.
    /// </summary>
    public string? CutBeforeFinding()
    {
        var first = Text.IndexOf("-- expect: ", StringComparison.Ordinal);
        var end = first < 0 ? -1 : Text.LastIndexOf(";\n", first, StringComparison.Ordinal);
        return end < 0 || FileMark().IsMatch(Text)
            ? null
            : $"-- file: V1__earlier.sql\n-- earlier\n{Text[..(end + 2)]}-- file: V2__case.sql\n{Text[(end + 2)..]}";
    }

    /// <summary>The files as those of a folder, when they are several.</summary>
    public static IReadOnlyList<FolderEntry>? FolderOf(IReadOnlyList<MigrationText> files) =>
        files.Count == 1 ? null : files.Select(Entry).ToList();

    private static FolderEntry Entry(MigrationText file)
    {
        var kind = Version().Match(file.Name).Groups["kind"].Value;
        return new(
            file,
            kind switch
            {
                "V" => MigrationWay.Up,
                "U" => MigrationWay.Down,
                _ => MigrationWay.Unknown,
            }
        )
        {
            History = History().Match(file.Text).Groups["what"].Value switch
            {
                "added" => FileHistory.Added,
                "edited" => FileHistory.Edited,
                "unchanged" => FileHistory.Unchanged,
                _ => FileHistory.Unknown,
            },
        };
    }

    [GeneratedRegex(@"^(?<kind>[VU])(?<version>\d+)__", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Version();

    [GeneratedRegex(@"^-- history: (?<what>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex History();

    /// <summary>What is expected: the rule and the line; line 0 for the file as a whole.</summary>
    public IReadOnlyList<(string Rule, int Line)> Expected()
    {
        var expected = new List<(string, int)>();
        var waiting = new List<string>();
        var lines = Text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (Expectation().Match(lines[i]) is { Success: true } match)
            {
                var rules = match
                    .Groups["rules"]
                    .Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                if (match.Groups["file"].Success)
                {
                    expected.AddRange(rules.Select(r => (r, 0)));
                }
                else
                {
                    waiting.AddRange(rules);
                }
            }
            else if (waiting.Count > 0 && lines[i].Trim() is { Length: > 0 } line && !IsRemark(line))
            {
                expected.AddRange(waiting.Select(r => (r, i + 1)));
                waiting.Clear();
            }
        }

        expected.AddRange(waiting.Select(r => (r, lines.Length)));
        return expected;
    }

    // A remark of another tool or of ours is what some findings are about.
    private static bool IsRemark(string line) =>
        line.StartsWith("--", StringComparison.Ordinal)
        && !line.Contains("dbwright:", StringComparison.Ordinal)
        && !line.Contains("-ignore", StringComparison.Ordinal)
        && !line.Contains("nolint", StringComparison.Ordinal)
        && !line.Contains("eugene", StringComparison.Ordinal);

    private void Take(string name, string value)
    {
        switch (name)
        {
            case "engine":
                Target = LintTarget.Parse(value);
                break;
            case "transaction":
                Options = Options with { AssumesTransaction = value == "runner" };
                break;
            case "rows":
                Options = Options with
                {
                    Rows = new(
                        Pairs(value).Select(p => KeyValuePair.Create(p.Key, long.Parse(p.Value, CultureInfo.InvariantCulture)))
                    ),
                };
                break;
            case "tool":
                Tool = value;
                break;
            case "allow":
                Allowed = value.Split(',', StringSplitOptions.TrimEntries).ToSequence();
                break;
            case "measured":
                Options = Options with { Measured = MeasureOf(value) };
                break;
            default:
                throw new InvalidOperationException($"{Path}: \"{name}\" is no remark of a case.");
        }
    }

    // Of the last statement: "refused WHY", or what is not said is nothing: "locks orders:AccessExclusive, rewrites table, scans orders,
    // algorithm copy, stops writes".
    private MeasuredMigrations MeasureOf(string value)
    {
        var last = SqlParser.Parse(Text, Target.Dialect).Statements[^1].Span;
        const string refused = "refused ";
        var measure = new StatementMeasure { Messages = ["measured"] };
        foreach (var part in value.Split(',', StringSplitOptions.TrimEntries))
        {
            var words = part.Split(' ');
            measure = words switch
            {
                ["locks", .. var locks] => measure with
                {
                    Locks = locks
                        .Select(l => l.Split(':'))
                        .Select(l => new MeasuredLock(TableOf(l[0]), Enum.Parse<RelationLock>(l[1])))
                        .ToSequence(),
                },
                ["rewrites", "table"] => measure with { Written = [TableOf("orders")] },
                ["rewrites", "indexes"] => measure with { Written = [TableOf("orders") with { Kind = MeasuredKind.Index }] },
                ["scans", var table] => measure with { Scanned = [QualifiedName.Of(table)] },
                ["algorithm", var algorithm] => measure with { Way = new(Enum.Parse<MySqlAlgorithm>(algorithm, true), false) },
                ["stops", "writes"] => measure with { Way = measure.Way! with { StopsWrites = true } },
                _ => measure,
            };
        }

        var statement = new TriedStatement(last.Start, last.Length);
        statement = value.StartsWith(refused, StringComparison.Ordinal)
            ? statement with
            {
                Refusal = value[refused.Length..],
            }
            : statement with
            {
                Measure = measure,
            };
        return new(
            Target.Title,
            new Dictionary<string, Sequence<TriedStatement>> { ["case.sql"] = [statement] }.ToFrozenDictionary(
                StringComparer.Ordinal
            )
        );

        static MeasuredObject TableOf(string name) => new(QualifiedName.Of(name), MeasuredKind.Table);
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries)
            .Select(p => p.Split('='))
            .Select(p => KeyValuePair.Create(p[0].Trim(), p[1].Trim()));

    [GeneratedRegex(
        @"^-- (?<name>engine|transaction|rows|allow|tool|measured): (?<value>.*)$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Head();

    [GeneratedRegex(@"^-- file: (?<name>\S+)\s*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FileMark();

    [GeneratedRegex(@"^-- earlier\s*$", RegexOptions.Multiline, 1000)]
    private static partial Regex Earlier();

    [GeneratedRegex(@"^\s*--\s*expect(?<file>-file)?: (?<rules>.+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Expectation();
}
