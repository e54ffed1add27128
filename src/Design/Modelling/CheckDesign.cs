using Dbwright.Model;

namespace Dbwright.Design;

/// <summary>Turns what types do not enforce and what the document's rules say into check constraints.</summary>
internal sealed class CheckDesign(Draft draft)
{
    /// <summary>The checks of a column's type: one constraint for each kind of condition, so that an error says which one was broken.</summary>
    public void OfType(TableDraft table, string column, TypeChoice choice)
    {
        foreach (var kind in choice.Checks.GroupBy(KindOf, StringComparer.Ordinal))
        {
            var sql = draft.Writer.Write(Rewriting.All(kind), _ => (draft.Naming.Quote(column), choice.ScaleDigits));
            table.Checks.Add(new(draft.Objects.Take($"ck_{table.Name.Name}_{column}_{kind.Key}"), sql));
        }
    }

    /// <summary>The rules of an entity and of its attributes, which may compare columns.</summary>
    /// <param name="table">The table, with all of its columns.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="own">For rules of one attribute its name, which <c>value</c> then means too.</param>
    public void OfRules(TableDraft table, IEnumerable<Rule> rules, string? own = null)
    {
        foreach (var rule in rules)
        {
            var paths = rule.Condition.References().ToList();
            var columns = paths.Select(p => Resolve(table, p, own)).ToList();
            if (WhyNotEnforced(rule, reachesElsewhere: columns.Contains(null)) is { } reason)
            {
                NotEnforced(table, rule, reason);
                continue;
            }

            var names = columns.OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            var sql = draft.Writer.Write(
                rule.Condition,
                path =>
                {
                    var column = Resolve(table, path, own)!;
                    return (draft.Naming.Quote(column), table.Mapping(column).ScaleDigits);
                }
            );
            table.Checks.Add(new(draft.Objects.Take($"ck_{table.Name.Name}_{string.Join('_', names)}"), sql));
            Profile(table, rule.Condition.With(path => new Expression.Reference([Resolve(table, path, own)!])), names);
        }
    }

    private static void Profile(TableDraft table, Expression rule, List<string> columns)
    {
        var position = columns.Count == 1 ? table.Profiles.FindIndex(p => p.Column == columns[0]) : -1;
        if (position >= 0)
        {
            var profile = table.Profiles[position];
            table.Profiles[position] = profile with { Rules = [.. profile.Rules, rule] };
        }
        else
        {
            table.Rules.Add(rule);
        }
    }

    private string? WhyNotEnforced(Rule rule, bool reachesElsewhere) =>
        reachesElsewhere ? "A check constraint sees one row of one table."
        : rule.Condition.DependsOnTime() ? "A check constraint is only looked at when the row changes, not when time passes."
        : draft.Writer.CanWrite(rule.Condition) ? null
        : "The engine has no condition that says the same.";

    private void NotEnforced(TableDraft table, Rule rule, string reason) =>
        draft.Warn(
            "rule-not-enforced",
            $"No check constraint enforces '{rule.Text}' of {table.Entity}.",
            rule.Id,
            reason,
            "Check it in the application, or write it as an invariant of a transaction.",
            rule.At
        );

    private static string? Resolve(TableDraft table, Expression.Reference path, string? own)
    {
        var name = path.Path[0];
        if (path.Path.Count == 2)
        {
            // A key attribute of the referenced entity is at hand: the reference holds its value.
            return table
                .References.Where(r => r.Role == name)
                .SelectMany(r => r.Columns)
                .FirstOrDefault(c => c == $"{name}_{path.Path[1]}");
        }

        if (path.Path.Count != 1)
        {
            return null;
        }

        if (name == "value" && own is not null)
        {
            name = own;
        }

        return table.Columns.Find(c => table.Mapping(c.Name).Attribute == name)?.Name
            ?? table.References.Find(r => r.Role == name && r.Columns.Count == 1)?.Columns[0]
            ?? table.Columns.Find(c => c.Name == name && table.Mapping(c.Name).Attribute is null)?.Name;
    }

    private static string KindOf(Expression check) =>
        check switch
        {
            Expression.In => "values",
            Expression.Between { Operand: Expression.Call { Function: "length" } } => "length",
            Expression.Between => "range",
            Expression.Binary { Operator: BinaryOperator.Matches } => "form",
            Expression.Binary { Left: Expression.Call { Function: "length" } } => "length",
            Expression.Binary { Left: Expression.Call { Function: "lower" or "upper" } } => "case",
            Expression.Binary { Right: Expression.Call { Function: "lower" or "upper" } } => "case",
            Expression.Binary { Operator: BinaryOperator.And } both when KindOf(both.Left) == KindOf(both.Right) => KindOf(
                both.Left
            ),
            Expression.Binary
            {
                Operator: BinaryOperator.Less
                    or BinaryOperator.LessOrEqual
                    or BinaryOperator.Greater
                    or BinaryOperator.GreaterOrEqual
            } => "range",
            _ => "valid",
        };
}
