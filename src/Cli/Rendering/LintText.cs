using System.Globalization;
using System.Text;
using Dbwright.Commands;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Cli;

/// <summary>The result of a review for people to read: the place, the statement with a mark, why, and what to write instead.</summary>
internal static class LintText
{
    private const int WidestExcerpt = 160;

    /// <summary>The findings and a line that counts them.</summary>
    public static void Write(LintResult result, TextWriter output)
    {
        var text = new StringBuilder();
        var explained = new HashSet<string>(StringComparer.Ordinal);
        foreach (var finding in result.Report.Findings)
        {
            var severity = finding.Severity.ToString().ToLowerInvariant();
            text.Append(CultureInfo.InvariantCulture, $"{finding.Start}: {severity}: {finding.Title} [{finding.Rule.Name}]\n");
            Excerpt(text, result, finding);
            if (finding.Locks is { } locks)
            {
                Paragraph(text, "locks", locks);
            }

            if (explained.Add(finding.Rule.Name))
            {
                Paragraph(text, "why", finding.Rule.Why);
                Paragraph(text, "instead", finding.Rule.Instead);
            }

            if (finding.Rewrite is { } rewrite)
            {
                text.Append("    write:\n");
                foreach (var line in rewrite.Split('\n'))
                {
                    text.Append("        ").Append(line).Append('\n');
                }
            }

            if (finding.Fix is { } fix)
            {
                text.Append(CultureInfo.InvariantCulture, $"    fix: {fix.Title} (--fix writes it).\n");
            }

            output.Write(text.Append('\n'));
            text.Clear();
        }

        output.Write(Summary(result));
    }

    private static string Summary(LintResult result)
    {
        var text = new StringBuilder();
        foreach (var file in result.Fixed)
        {
            text.Append(CultureInfo.InvariantCulture, $"fixed: {file.Path}\n");
            foreach (var finding in file.Applied)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"    line {finding.Start.Line}: {finding.Fix!.Title} [{finding.Rule.Name}]\n"
                );
            }
        }

        var findings = result.Report.Findings;
        var read =
            $"{Plural.Counted(result.Report.Files, "file")}, {Plural.Counted(result.Report.Statements, "statement")} for {result.Target.Title}";
        if (findings.Count == 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{read}: nothing found");
        }
        else
        {
            var kinds = findings
                .GroupBy(f => f.Severity)
                .OrderByDescending(g => g.Key)
                .Select(g => Plural.Counted(g.Count(), g.Key.ToString().ToLowerInvariant()));
            text.Append(CultureInfo.InvariantCulture, $"{read}: {string.Join(", ", kinds)}");
        }

        var fixable = findings.Count(f => f.Fix is not null);
        text.Append(fixable > 0 ? $"; --fix can rewrite {fixable.ToString(CultureInfo.InvariantCulture)}" : "");
        text.Append(
            result.Report.Suppressed > 0
                ? $"; {result.Report.Suppressed.ToString(CultureInfo.InvariantCulture)} kept silent by remarks"
                : ""
        );
        text.Append(
            result.Measured is { } measured
                ? $"; {Plural.Counted(measured.Count, "statement")} measured on {measured.Server}"
                : ""
        );
        text.Append(result.InBaseline > 0 ? $"; {result.InBaseline.ToString(CultureInfo.InvariantCulture)} in the baseline" : "");
        text.Append(".\n");
        if (result.BaselineWritten is { } baseline)
        {
            text.Append(CultureInfo.InvariantCulture, $"{baseline} holds them from now on.\n");
        }

        return text.ToString();
    }

    private static void Excerpt(StringBuilder text, LintResult result, LintFinding finding)
    {
        if (!result.Texts.TryGetValue(finding.File, out var content) || finding.Span.Start >= content.Length)
        {
            return;
        }

        var start = finding.Span.Start - (finding.Start.Column - 1);
        var end = content.IndexOf('\n', start);
        end = end < 0 ? content.Length : end;
        var line = content[start..end].TrimEnd('\r');
        var from = Math.Max(0, finding.Start.Column - 1 - WidestExcerpt + 20);
        from = line.Length <= WidestExcerpt ? 0 : from;
        var shown = line.Length - from > WidestExcerpt ? string.Concat(line.AsSpan(from, WidestExcerpt), "…") : line[from..];
        var number = finding.Start.Line.ToString(CultureInfo.InvariantCulture).PadLeft(4);
        var mark = Math.Clamp(finding.Start.Column - 1 - from, 0, shown.Length);
        var width = Math.Clamp(finding.Span.Length, 1, Math.Max(1, shown.Length - mark));
        var blank = new string(shown.AsSpan(0, mark).ToArray().Select(c => c == '\t' ? '\t' : ' ').ToArray());
        text.Append(CultureInfo.InvariantCulture, $"{number} | {shown}\n     | {blank}{new string('^', width)}\n");
    }

    private static void Paragraph(StringBuilder text, string name, string words)
    {
        const int Width = 112;
        var line = new StringBuilder($"    {name}: ");
        foreach (var word in words.Replace('\n', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length + word.Length > Width)
            {
                text.Append(line.ToString().TrimEnd()).Append('\n');
                line.Clear().Append("        ");
            }

            line.Append(word).Append(' ');
        }

        text.Append(line.ToString().TrimEnd()).Append('\n');
    }
}
