using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>What is known of a column before any row: which checks it completes, which limits it has, and whether anything needs to be tried.</summary>
internal sealed partial class CheckSolver
{
    /// <summary>Learns the order in which columns are given.</summary>
    public void Arrange(IReadOnlyList<RowStep> steps)
    {
        plans = [.. branches.Select(b => Arrange(b, steps))];
        var free = steps.OfType<CellStep>().Where(IsFree).Select(s => s.Columns[0]).ToList();
        foreach (var column in free)
        {
            managed[column] = false;
        }

        Compile(c => !c.Term.Columns().All(free.Contains));
    }

    private void Compile(Func<RowCheck, bool> isNeeded) =>
        checks = [
            .. all.Where(c => !c.Strict && isNeeded(c))
                .Select(Compiled)
                .OfType<(string, Func<object?[], object?>, Func<object?[], object?>?)>(),
        ];

    // Whether the checks of a column concern it alone and all its usual values satisfy them: then nothing needs to be tried.
    private bool IsFree(CellStep step)
    {
        var column = step.Columns[0];
        if (
            branches is not [var branch]
            || !managed[column]
            || step.IsSteady
            || step.Number is not { } number
            || nulls[column] is not null
            || branch.States[column] is not { IsNull: false, Excluded.Count: 0, Patterns.Count: 0 } state
            || all.Any(c => c.Term.Columns().Contains(column) && c.Term.Columns().Any(o => o != column))
        )
        {
            return false;
        }

        var plan = plans[0][column];
        if (number.Form is ChoiceForm choice)
        {
            return state.Values is { } values && choice.Values.All(v => values.Contains(v) && IsTaken(plan, column, v));
        }

        return state is { Values: null, Facts: { Axis: AxisKind.Whole or AxisKind.Number, Unit: var unit } }
            && plan.Complete.Length == 0
            && number.Low > long.MinValue
            && number.High < long.MaxValue
            && number.Low <= number.High
            && number.Low * unit >= (state.Low ?? decimal.MinValue)
            && number.High * unit <= (state.High ?? decimal.MaxValue)
            && Array.TrueForAll(plan.Sums, s => s.Bound.Sum.Factors.Count == 1)
            && IsTaken(plan, column, number.Low * unit)
            && IsTaken(plan, column, number.High * unit);
    }

    private bool IsTaken(Plan plan, int column, object value)
    {
        var values = new object?[facts.Length];
        values[column] = value is decimal whole && facts[column].Type is DataType.Integer ? (long)whole : value;
        return Array.TrueForAll(plan.Complete, t => t.Holds is not null && Holds(t, values))
            && all.Where(c => c.Term.Columns().Contains(column))
                .All(c => Compiled(c) is var (_, near, _) && TermEvaluator.Truth(near(values)) == true);
    }

    private Plan[] Arrange(Branch branch, IReadOnlyList<RowStep> steps)
    {
        var given = new bool[facts.Length];
        var result = facts.Select(_ => new Plan()).ToArray();
        foreach (var step in steps)
        {
            var before = (bool[])given.Clone();
            foreach (var column in step.Columns)
            {
                given[column] = true;
            }

            var last = step.Columns[^1];
            var plan = result[step.Columns[0]];
            plan.Before = before;
            plan.Sums =
            [
                .. branch
                    .Sums.Where(s => s.Operator != "<>" && s.Sum.Factors.ContainsKey(step.Columns[0]))
                    .Select(s => (s, s.Sum.Factors[step.Columns[0]])),
            ];
            plan.Given = [.. branch.Isolated.Where(i => i.Column == step.Columns[0] && i.Needs.All(n => before[n]))];
            plan.Pattern = branch.States[step.Columns[0]].Patterns is [var first, ..] ? PatternText.Read(first) : null;
            plan.Shape = JsonShape.Of(facts[step.Columns[0]], branch.Literals);
            plan.Constants =
            [
                .. branch
                    .Literals.Where(l => l.Term.Columns().Contains(step.Columns[0]))
                    .SelectMany(l => ConstantsOf(l.Term, facts[step.Columns[0]]))
                    .Distinct(),
            ];
            result[last].Complete =
            [
                .. branch.Tests.Where(t =>
                    t.Columns.Any(step.Columns.Contains) && t.Columns.All(c => given[c]) && !IsSure(t, branch)
                ),
            ];
        }

        return result;
    }

    // What lists and limits hold already.
    private static bool IsSure(Test test, Branch branch) =>
        test.Columns is [var only]
        && branch.Sums.Exists(s => s.Literal == test.Literal && s.Operator != "<>" && s.Sum.Factors.Count == 1)
        && branch.States[only].Facts.Unit > 0;

    private static IEnumerable<object> ConstantsOf(Term term, ColumnFacts facts) =>
        term switch
        {
            Term.Constant { Value: string text } when facts.Type is DataType.Text or DataType.Enum => [text],
            Term.Constant { Value: object?[] array } when facts.Type is DataType.Array => [array],
            Term.Apply apply => apply.Arguments.SelectMany(a => ConstantsOf(a, facts)),
            _ => [],
        };

    private static (string, Func<object?[], object?>, Func<object?[], object?>?)? Compiled(RowCheck check)
    {
        try
        {
            return (
                check.Name,
                new TermEvaluator(TermEvaluator.Near).Compile(check.Term),
                check.Term.HasNow() ? new TermEvaluator(TermEvaluator.Far).Compile(check.Term) : null
            );
        }
        catch (NotEvaluableException)
        {
            return null;
        }
    }

    private sealed class Plan
    {
        public bool[] Before { get; set; } = [];

        public (LinearBound Bound, decimal Factor)[] Sums { get; set; } = [];

        public Isolated[] Given { get; set; } = [];

        public Test[] Complete { get; set; } = [];

        public PatternText? Pattern { get; set; }

        public object[] Constants { get; set; } = [];

        public JsonShape? Shape { get; set; }
    }
}
