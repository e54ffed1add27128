using System.Globalization;
using System.Text;
using System.Xml;
using Dbwright.Migrations;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>The result of a review as build servers read it: commands of GitHub's workflows, and JUnit's XML.</summary>
public static class LintMarks
{
    /// <summary>A workflow command for each finding, which GitHub shows at its line.</summary>
    public static string GitHub(LintResult result)
    {
        var text = new StringBuilder();
        foreach (var finding in result.Report.Findings)
        {
            var level = finding.Severity switch
            {
                Severity.Error => "error",
                Severity.Warning => "warning",
                _ => "notice",
            };
            var message = finding.Rewrite is { } rewrite
                ? $"{finding.Title}\n\n{rewrite}"
                : $"{finding.Title}\n\n{finding.Rule.Instead}";
            text.Append(
                CultureInfo.InvariantCulture,
                $"::{level} file={Property(finding.File.Replace('\\', '/'))},line={finding.Start.Line},col={finding.Start.Column},endLine={Math.Max(finding.Start.Line, finding.End.Line)},title={Property(finding.Rule.Name)}::{Data(message)}\n"
            );
        }

        return text.ToString();
    }

    /// <summary>JUnit's XML: a test case for each finding, or one that passed where there is none.</summary>
    public static string JUnit(LintResult result)
    {
        var settings = new XmlWriterSettings
        {
            Indent = true,
            NewLineChars = "\n",
            OmitXmlDeclaration = true,
            CheckCharacters = false,
        };
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        using (var xml = XmlWriter.Create(text, settings))
        {
            var failures = result.Report.Findings.Count(f => f.Severity != Severity.Note);
            var tests = Math.Max(1, result.Report.Findings.Count);
            xml.WriteStartElement("testsuites");
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", "dbwright migrate lint");
            xml.WriteAttributeString("tests", tests.ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("failures", failures.ToString(CultureInfo.InvariantCulture));
            foreach (var finding in result.Report.Findings)
            {
                Write(xml, finding);
            }

            if (result.Report.Findings.Count == 0)
            {
                xml.WriteStartElement("testcase");
                xml.WriteAttributeString("classname", "dbwright");
                xml.WriteAttributeString("name", "nothing found");
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return text.Append('\n').ToString();
    }

    private static void Write(XmlWriter xml, LintFinding finding)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Clean(finding.File.Replace('\\', '/')));
        xml.WriteAttributeString("name", $"{finding.Rule.Name} at {finding.Start.Line}:{finding.Start.Column}");
        xml.WriteAttributeString("file", Clean(finding.File.Replace('\\', '/')));
        xml.WriteAttributeString("line", finding.Start.Line.ToString(CultureInfo.InvariantCulture));
        if (finding.Severity == Severity.Note)
        {
            xml.WriteElementString("system-out", Clean(finding.Title));
        }
        else
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("type", finding.Severity.ToString().ToLowerInvariant());
            xml.WriteAttributeString("message", Clean(finding.Title));
            xml.WriteString(Clean($"{finding.Start}\n{finding.Rule.Why}\n{finding.Rewrite ?? finding.Rule.Instead}"));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    // Characters that XML cannot hold at all.
    private static string Clean(string text) =>
        text.AsSpan().ContainsAnyInRange('\0', '\u001f') ? new(text.Where(c => c is >= ' ' or '\n' or '\t').ToArray()) : text;

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
