using System.Text.RegularExpressions;
using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>What a migration says of itself, in the words that <c>diff</c>, <c>design</c> and <c>plan</c> write.</summary>
/// <param name="LosesData">That it destroys rows or values: a remark <c>-- data-loss: what</c>, or <c>DATA LOSS</c> in its header.</param>
/// <param name="DependsOnData">That it fails on rows which the schema before it permits: a remark <c>-- depends-on-data: what</c>.</param>
/// <param name="RunsTwice">
/// That a second run succeeds and changes nothing: it is repeatable, or every definition in it says <c>if not exists</c>,
/// <c>if exists</c> or <c>or replace</c>.
/// </param>
/// <param name="IsContract">That the old application does not run any more once it is done: <c>-- dbwright:contract</c>, <c>-- dbwright:after</c>, or a header
/// <c>Phase: contract</c>.</param>
public sealed partial record FileClaims(bool LosesData, bool DependsOnData, bool RunsTwice, bool IsContract)
{
    /// <summary>The same of a way down: rows that the schema after the migration permits stand in its way.</summary>
    public static bool DownDependsOnData(ScriptFile down) => Dependence().IsMatch(down.Text);

    /// <summary>The claims of a migration.</summary>
    public static FileClaims Of(FolderMigration migration, Sequence<Step> steps)
    {
        var text = migration.Up.Text;
        var definitions = steps.Where(s => Definition().IsMatch(s.Text)).ToList();
        return new(
            Loss().IsMatch(text),
            Dependence().IsMatch(text),
            migration.Kind == MigrationKind.Repeatable
                || (definitions.Count > 0 && definitions.TrueForAll(s => Careful().IsMatch(s.Text))),
            Contract().IsMatch(text)
        );
    }

    [GeneratedRegex(@"^[ \t]*--[ \t]*(data-loss:|.*\bDATA LOSS\b)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Loss();

    [GeneratedRegex(@"^[ \t]*--[ \t]*depends-on-data:", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Dependence();

    [GeneratedRegex(
        @"^[ \t]*--[ \t]*(dbwright:(contract|after)\b|phase:[ \t]*contract\b)",
        RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Contract();

    [GeneratedRegex(@"^\s*(create|drop|alter)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Definition();

    [GeneratedRegex(@"\bif\s+(not\s+)?exists\b|\bor\s+replace\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Careful();
}
