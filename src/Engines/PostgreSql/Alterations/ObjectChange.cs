using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Objects without a record of their own, where only an alterable detail differs.</summary>
internal static class PostgreSqlObjectChange
{
    private static readonly PostgreSqlNames Names = new();

    /// <summary>The statements, or none when the object must be made anew.</summary>
    public static Alteration? Alteration(SchemaObject before, SchemaObject to)
    {
        if (before.Create != to.Create)
        {
            return null;
        }

        var statements = new List<string>();
        foreach (var detail in before.Details.Concat(to.Details).Select(d => d.Name).Distinct(StringComparer.Ordinal))
        {
            var value = to.Details.FirstOrDefault(d => d.Name == detail)?.Value;
            if (value == before.Details.FirstOrDefault(d => d.Name == detail)?.Value)
            {
                continue;
            }

            var state = value switch
            {
                null or "" => "enable",
                "disabled" => "disable",
                var other => $"enable {other}",
            };
            switch (to.Id.Kind, detail)
            {
                case (ObjectKind.EventTrigger, "enabled"):
                    statements.Add($"alter event trigger {Names.Quote(to.Id.Name)} {state}");
                    break;
                case (ObjectKind.Rule, "enabled"):
                    statements.Add($"alter table {Names.Quote(to.Id.Name)} {state} rule {Names.Quote(to.Id.Part)}");
                    break;
                case (ObjectKind.Statistics, "statistics"):
                    statements.Add($"alter statistics {Names.Quote(to.Id.Name)} set statistics {value ?? "-1"}");
                    break;
                default:
                    return null;
            }
        }

        return Model.Alteration.By([.. statements]);
    }
}
