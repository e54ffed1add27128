using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>What triggers do, by their text.</summary>
public static partial class TriggerText
{
    /// <summary>The statements of a trigger, or those of the routine that it calls.</summary>
    public static string Of(Trigger trigger, RelationalSchema schema)
    {
        var called = schema.Routines.FirstOrDefault(r =>
            r.Returns == "trigger" && trigger.Action.StartsWith($"{r.Name}(", StringComparison.Ordinal)
        );
        return called?.Body ?? trigger.Action;
    }

    /// <summary>The tables that get rows from triggers of others: logs, histories, queues.</summary>
    public static IReadOnlySet<QualifiedName> Filled(RelationalSchema schema)
    {
        var named = schema
            .Tables.SelectMany(t => t.Triggers)
            .SelectMany(t => Insert().Matches(Of(t, schema)))
            .Select(m => m.Groups["name"].Value)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return schema.Tables.Where(t => named.Contains(t.Name.Name)).Select(t => t.Name).ToHashSet();
    }

    [GeneratedRegex(
        """\binsert\s+(?:(?:or|ignore)\s+(?:\w+\s+)?)?into\s+(?:["`]?\w+["`]?\s*\.\s*)?["`]?(?<name>\w+)""",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex Insert();
}
