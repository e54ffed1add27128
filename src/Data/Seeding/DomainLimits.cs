using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>What the checks leave of a column's values, known before any row.</summary>
internal static class DomainLimits
{
    /// <summary>Takes in what every way of satisfying the checks leaves: the usual values are drawn from that.</summary>
    public static void Narrow(ColumnDomain domain, IReadOnlyList<ColumnState> ways)
    {
        domain.NullShare = 0;
        var states = ways.Where(w => !w.IsNull).ToList();
        if (states.Count == 0)
        {
            return;
        }

        var value = new Expression.Reference([domain.Column.Name]);
        if (states.TrueForAll(s => s.Values is { Length: > 0 }))
        {
            var all = states.SelectMany(s => s.Values!).Distinct().ToList();
            if (
                states[0].Facts.Axis is AxisKind.None or AxisKind.Whole or AxisKind.Number
                && all.TrueForAll(v => v is decimal or string or bool)
            )
            {
                domain.Restrict(new Expression.In(value, all.Select(Expression (v) => new Expression.Constant(v)).ToSequence()));
            }
        }
        else if (states[0].Facts.Axis is AxisKind.Whole or AxisKind.Number)
        {
            var facts = states[0].Facts;
            if (states.TrueForAll(s => s.Low is not null) && states.Min(s => s.Low!.Value) is var low && low > facts.Low)
            {
                domain.Restrict(new Expression.Binary(BinaryOperator.GreaterOrEqual, value, new Expression.Constant(low)));
            }

            if (states.TrueForAll(s => s.High is not null) && states.Max(s => s.High!.Value) is var high && high < facts.High)
            {
                domain.Restrict(new Expression.Binary(BinaryOperator.LessOrEqual, value, new Expression.Constant(high)));
            }
        }
        else if (domain.Form is null)
        {
            Sized(domain, value, states);
        }
    }

    private static void Sized(ColumnDomain domain, Expression.Reference value, List<ColumnState> states)
    {
        var length = new Expression.Call("length", [value]);
        if (states.Min(s => s.Shortest) is > 0 and var shortest)
        {
            domain.Restrict(
                new Expression.Binary(BinaryOperator.GreaterOrEqual, length, new Expression.Constant((decimal)shortest))
            );
        }

        if (states.TrueForAll(s => s.Longest is not null))
        {
            domain.Restrict(
                new Expression.Binary(
                    BinaryOperator.LessOrEqual,
                    length,
                    new Expression.Constant((decimal)states.Max(s => s.Longest!.Value))
                )
            );
        }

        if (states is [{ Patterns: [var pattern] }])
        {
            domain.Restrict(new Expression.Binary(BinaryOperator.Matches, value, new Expression.Constant(pattern)));
        }
    }
}
