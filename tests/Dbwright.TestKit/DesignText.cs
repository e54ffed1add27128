using System.Text;
using Dbwright.Model;

namespace Dbwright.TestKit;

/// <summary>The statements and indexes of a design as a text that a person can read.</summary>
public static class DesignText
{
    public static string Of(DatabaseDesign design, Engine engine)
    {
        var text = new StringBuilder();
        foreach (var trace in design.Indexes)
        {
            var table = design.Schema.Find(trace.Table)!;
            var index = table.Indexes.Single(i => i.Name == trace.Index);
            text.Append(engine.Writer!.CreateIndex(table, index).Sql).Append(";\n");
            text.Append("-- ").Append(trace.Reason).Append('\n');
            text.Append(
                $"-- for {string.Join(", ", trace.Patterns.Concat(trace.ForeignKeys))}; about {trace.EstimatedBytes} bytes\n\n"
            );
        }

        foreach (var pattern in design.Patterns)
        {
            text.Append($"-- {pattern.Pattern.Name}: {pattern.Reason}\n-- served by {string.Join(", ", pattern.ServedBy)}\n");
            Append(text, pattern.Statement);
            Append(text, pattern.NextPage);
        }

        foreach (var finding in design.Findings)
        {
            text.Append($"{finding.Severity} {finding.Rule}: {finding.Title} {finding.Detail}\n");
        }

        return text.ToString();
    }

    public static void Append(StringBuilder text, Statement? statement)
    {
        if (statement is null)
        {
            return;
        }

        text.Append(statement.Sql).Append(";\n");
        foreach (var parameter in statement.Parameters)
        {
            text.Append($"-- {parameter.Name}{(parameter.Many ? "[]" : "")}: {parameter.Type} from {parameter.Source}\n");
        }

        text.Append('\n');
    }
}
