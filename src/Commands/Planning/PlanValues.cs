using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Texts that become something else have the form of that in the rows that a plan is run over: others would only show that they fail.</summary>
internal static class PlanValues
{
    /// <summary>The forms.</summary>
    /// <param name="start">The schema as it is.</param>
    /// <param name="goal">The schema as it should be.</param>
    /// <param name="engine">The engine.</param>
    public static SeedRules For(RelationalSchema start, RelationalSchema goal, Engine engine) =>
        SeedRules.None with
        {
            Columns = start
                .Tables.SelectMany(t =>
                    t.Columns.Where(c => c.Type is DataType.Text && !t.ForeignKeys.Any(f => f.Columns.Contains(c.Name)))
                        .Select(c =>
                            TextForms.Rule(
                                $"{t.Name}.{c.Name}",
                                goal.Find(t.Name)?.Find(c.Name)?.Type,
                                ValueForms.Of(engine.Name)
                            )
                        )
                )
                .OfType<ColumnRule>()
                .ToSequence(),
        };
}
