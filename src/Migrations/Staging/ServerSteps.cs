using System.Globalization;
using System.Text;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>Steps on two servers as a numbered list of a page.</summary>
internal sealed class ServerSteps(StringBuilder text)
{
    private int number;

    /// <summary>What does not come over, and an empty line behind it.</summary>
    public void LeftOut(Sequence<string> sentences)
    {
        foreach (var left in sentences)
        {
            text.Append("- ").Append(left).Append('\n');
        }

        text.Append('\n');
    }

    /// <summary>A step in words.</summary>
    public void Write(string where, string what) =>
        text.Append(CultureInfo.InvariantCulture, $"{++number}. **{where}** {what}\n\n");

    /// <summary>Steps with their statements.</summary>
    public void Write(Sequence<ReplicationStep> steps)
    {
        foreach (var step in steps)
        {
            var ask =
                !step.IsCheck ? ""
                : step.Statements.Count == 1 ? " This must yield nothing; ask until it does."
                : " Each of these must yield nothing; ask until it does.";
            Write(step.Where, $"{step.What}{ask}".Trim());
            Block("sh", step.Commands);
            Block("sql", step.Statements.Select(s => $"{s};"));
        }
    }

    private void Block(string language, IEnumerable<string> texts)
    {
        var lines = texts.SelectMany(t => t.ReplaceLineEndings("\n").Split('\n')).ToList();
        if (lines.Count == 0)
        {
            return;
        }

        // As far in as the words of the item are.
        var margin = new string(' ', number.ToString(CultureInfo.InvariantCulture).Length + 2);
        text.Append(margin).Append("```").Append(language).Append('\n');
        foreach (var line in lines)
        {
            text.Append(margin).Append(line).Append('\n');
        }

        text.Append(margin).Append("```\n\n");
    }
}
