using Dbwright.Migrations;
using Dbwright.Model;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Dbwright.Tests;

/// <summary>Whatever stands in a file, the review ends, its places lie in the text, and its fixes can be applied.</summary>
public sealed class LintFuzzTests
{
    private static readonly string[] Texts = LintCase.All().Select(c => c.Text).Where((_, i) => i % 5 == 0).ToArray();

    private static readonly LintTarget[] Targets =
    [
        LintTarget.Parse("postgresql:16"),
        LintTarget.Parse("mariadb:10.11"),
        LintTarget.Parse("mysql:8.4"),
        LintTarget.Parse("sqlite:3.45"),
    ];

    private static readonly LintOptions Everything = new()
    {
        Rules = new(SafetyRules.All.Select(r => new RuleEntry(r.Info.Name, true)).ToSequence()),
    };

    private static readonly string[] Pieces =
    [
        "$$",
        "$a$",
        "'",
        "\"",
        "`",
        "/*",
        "*/",
        "--",
        ";",
        "(",
        ")",
        "begin",
        "end",
        "do $$ begin",
        "-- dbwright:ignore",
        "-- squawk-ignore",
        "delimiter //",
        "\0",
        "\r\n",
        "ä",
        "\ud83d",
        "alter table",
        "create index",
    ];

    private static Arbitrary<string> Cut() =>
        (
            from text in Gen.Elements(Texts)
            from start in Gen.Choose(0, text.Length)
            from length in Gen.Choose(0, text.Length - start)
            from other in Gen.Elements(Texts)
            from piece in Gen.Elements(Pieces)
            from at in Gen.Choose(0, text.Length)
            from way in Gen.Choose(0, 3)
            select way switch
            {
                0 => text.Remove(start, length),
                1 => text.Insert(at, piece),
                2 => text[..at] + other,
                _ => text.Insert(at, piece).Remove(start, Math.Min(length, 5)),
            }
        ).ToArbitrary();

    [Fact]
    public void Any_text_is_reviewed() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), Prop.ForAll(Cut(), Reviews));

    private static bool Reviews(string text)
    {
        foreach (var target in Targets)
        {
            var found = Linter.Run([new MigrationText("V0001__x.sql", text)], target, Everything).Findings;
            if (
                found.Any(f =>
                    f.Span.Start < 0
                    || f.Span.End > text.Length
                    || f.Statement.End > text.Length
                    || f.Start.Line > text.AsSpan().Count('\n') + 1
                )
            )
            {
                return false;
            }

            _ = LintFixes.Apply(text, found);
        }

        return true;
    }
}
