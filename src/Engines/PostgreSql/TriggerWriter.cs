using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Triggers as the statements that make them.</summary>
internal static class PostgreSqlTriggerWriter
{
    private static readonly PostgreSqlNames Names = new();

    /// <summary>The statements: the trigger, and its state when that is not the usual one.</summary>
    public static IEnumerable<Definition> Write(QualifiedName relation, Trigger trigger, bool repeatable)
    {
        var name = new QualifiedName(relation.Schema, $"{relation.Name}.{trigger.Name}");
        var create = Create(relation, trigger);
        var test =
            $"select from pg_trigger where tgrelid = {Names.Literal(Names.Quote(relation))}::regclass and tgname = {Names.Literal(trigger.Name)}";
        yield return new(repeatable ? PostgreSqlText.Unless(test, create) : create, name, "trigger");
        if (Value(trigger, "enabled") is { } state)
        {
            var verb = state == "disabled" ? "disable" : $"enable {state}";
            yield return new($"alter table {Names.Quote(relation)} {verb} trigger {Names.Quote(trigger.Name)}", name, "trigger");
        }
    }

    private static string Create(QualifiedName relation, Trigger trigger)
    {
        var events = trigger.Events.Select(e =>
            e == "update" && trigger.Columns.Count > 0 ? $"update of {string.Join(", ", trigger.Columns.Select(Names.Quote))}" : e
        );
        return $"create {(Value(trigger, "constraint") is null ? "" : "constraint ")}trigger {Names.Quote(trigger.Name)}\n"
            + $"    {trigger.Timing} {string.Join(" or ", events)} on {Names.Quote(relation)}\n"
            + (Value(trigger, "from") is { } from ? $"    from {from}\n" : "")
            + (Value(trigger, "deferrable") is null ? "" : "    deferrable")
            + (Value(trigger, "initially deferred") is null ? "" : " initially deferred")
            + (Value(trigger, "deferrable") is null ? "" : "\n")
            + Transitions(trigger)
            + $"    for each {(trigger.ForStatement ? "statement" : "row")}{(trigger.When is { } condition ? $"\n    when ({condition})" : "")}"
            + $" execute function {trigger.Action}";
    }

    private static string Transitions(Trigger trigger)
    {
        var tables =
            (Value(trigger, "old table") is { } old ? $" old table as {old}" : "")
            + (Value(trigger, "new table") is { } now ? $" new table as {now}" : "");
        return tables.Length > 0 ? $"    referencing{tables}\n" : "";
    }

    private static string? Value(Trigger trigger, string detail) => trigger.Details.FirstOrDefault(d => d.Name == detail)?.Value;
}
