namespace Dbwright.Data;

/// <summary>What the literals together leave of the columns.</summary>
internal sealed partial class Branch
{
    // What lists hold against the literals on their column alone.
    private bool Filter(ColumnState state)
    {
        if (state.Values is not { } values || state.IsNull)
        {
            return false;
        }

        var own = Tests.Where(t => t.Holds is not null && t.Columns is [var only] && only == state.Facts.Index).ToList();
        var row = new object?[facts.Length];
        var kept = values
            .Where(v => (state.Facts.Axis == AxisKind.None || InRange(state, v)) && own.TrueForAll(Holds(v)))
            .ToArray();
        if (kept.Length == values.Length)
        {
            return false;
        }

        state.Values = kept;
        return true;

        Predicate<Test> Holds(object value) =>
            test =>
            {
                row[state.Facts.Index] = value;
                try
                {
                    return state.Facts.Axis is not (AxisKind.None or AxisKind.Whole or AxisKind.Number) || test.Holds!(row);
                }
                catch (NotEvaluableException)
                {
                    return true;
                }
            };
    }

    private static bool InRange(ColumnState state, object value) =>
        value is not decimal place
        || ((state.Low ?? place) <= place && (state.High ?? place) >= place && !state.Excluded.Contains(place));

    private bool Narrow(LinearBound bound)
    {
        var factors = bound.Sum.Factors;
        var isSure = bound.Literal.Strict || factors.Keys.All(c => !States[c].MayBeNull) || factors.Count == 1;
        if (!isSure || factors.Keys.Any(c => States[c].IsNull) || bound.Operator == "<>" || factors.Count == 0)
        {
            return factors.Count == 0 && !Constant(bound);
        }

        var changed = AtMost(factors, bound.Sum.High, bound.Operator == "<");
        if (bound.Operator == "=")
        {
            changed |= AtMost(factors.ToDictionary(f => f.Key, f => -f.Value), -bound.Sum.Low, strict: false);
        }

        return changed;
    }

    // 1 <= 0 with no column at all: no row satisfies it.
    private bool Constant(LinearBound bound)
    {
        var held = bound.Operator switch
        {
            "<=" => bound.Sum.High <= 0,
            "<" => bound.Sum.High < 0,
            "=" => bound.Sum.Low == 0 && bound.Sum.High == 0,
            _ => bound.Sum.Low != 0 || bound.Sum.High != 0,
        };
        if (!held)
        {
            foreach (var state in bound.Literal.Term.Columns().Select(c => States[c]).Where(s => !s.IsNull))
            {
                if (state.Values is not { Length: 0 })
                {
                    state.Values = [];
                    return false;
                }
            }
        }

        return true;
    }

    // Σ factor·column + constant <= 0.
    private bool AtMost(IReadOnlyDictionary<int, decimal> factors, decimal constant, bool strict)
    {
        var changed = false;
        foreach (var (column, factor) in factors)
        {
            var rest = constant;
            var isKnown = true;
            foreach (var (other, weight) in factors)
            {
                if (other == column)
                {
                    continue;
                }

                if ((weight > 0 ? States[other].Low : States[other].High) is not { } place)
                {
                    isKnown = false;
                    break;
                }

                rest += weight * place;
            }

            if (isKnown)
            {
                changed |= Limit(States[column], factor, rest, strict);
            }
        }

        return changed;
    }

    private static bool Limit(ColumnState state, decimal factor, decimal rest, bool strict)
    {
        var limit = -rest / factor;
        var unit = state.Facts.Unit == 0 ? 1 : state.Facts.Unit;
        if (factor > 0)
        {
            var ticks = Math.Floor(limit / unit);
            ticks -= strict && ticks * unit == limit ? 1 : 0;
            if (state.High is { } high && high <= ticks * unit)
            {
                return false;
            }

            state.High = ticks * unit;
            return true;
        }

        var first = Math.Ceiling(limit / unit);
        first += strict && first * unit == limit ? 1 : 0;
        if (state.Low is { } low && low >= first * unit)
        {
            return false;
        }

        state.Low = first * unit;
        return true;
    }

    // Differences of two columns that together ask for a column to be greater than itself.
    private bool HasCycle()
    {
        var count = facts.Length;
        var distance = new decimal?[count, count];
        var any = false;
        foreach (var bound in Sums)
        {
            if (
                bound.Operator is not ("<=" or "<" or "=")
                || bound.Sum.Factors.Count != 2
                || bound.Sum.Factors.Keys.Any(c => States[c].MayBeNull || States[c].IsNull)
            )
            {
                continue;
            }

            var (a, b) = (bound.Sum.Factors.First(), bound.Sum.Factors.Last());
            if (a.Value != -b.Value)
            {
                continue;
            }

            // a·x - a·y + c <= 0: x - y <= -c/a.
            var (x, y) = a.Value > 0 ? (a.Key, b.Key) : (b.Key, a.Key);
            var unit = Math.Min(facts[x].Unit, facts[y].Unit);
            Edge(x, y, -bound.Sum.High / Math.Abs(a.Value) - (bound.Operator == "<" ? unit : 0));
            if (bound.Operator == "=")
            {
                Edge(y, x, bound.Sum.Low / Math.Abs(a.Value));
            }

            any = true;
        }

        if (!any)
        {
            return false;
        }

        for (var k = 0; k < count; k++)
        {
            for (var i = 0; i < count; i++)
            {
                for (var j = 0; j < count; j++)
                {
                    if (
                        distance[i, k] is { } left
                        && distance[k, j] is { } right
                        && (distance[i, j] is not { } known || left + right < known)
                    )
                    {
                        distance[i, j] = left + right;
                    }
                }
            }
        }

        return Enumerable.Range(0, count).Any(i => distance[i, i] < 0);

        void Edge(int x, int y, decimal most)
        {
            if (distance[x, y] is not { } known || most < known)
            {
                distance[x, y] = most;
            }
        }
    }
}
