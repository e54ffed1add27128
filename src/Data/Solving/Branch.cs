using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>A comparison of a sum with zero.</summary>
/// <param name="Sum">The sum.</param>
/// <param name="Operator"><c>&lt;= &lt; = &lt;&gt;</c></param>
/// <param name="Literal">Where it comes from.</param>
internal sealed record LinearBound(Linear Sum, string Operator, Literal Literal);

/// <summary>A column that another term limits or gives.</summary>
/// <param name="Column">The column.</param>
/// <param name="Operator">The comparison, the column on its left.</param>
/// <param name="Other">The other side as a function of the row.</param>
/// <param name="Needs">The columns of the other side.</param>
internal sealed record Isolated(int Column, string Operator, Func<object?[], object?> Other, int[] Needs);

/// <summary>A literal as a function of the row.</summary>
/// <param name="Literal">The literal.</param>
/// <param name="Holds">Whether it holds; none where only the engine can tell.</param>
/// <param name="Columns">Its columns.</param>
internal sealed record Test(Literal Literal, Func<object?[], bool>? Holds, int[] Columns);

/// <summary>One way of satisfying all checks of a table: literals that hold together, and what they leave for each column.</summary>
internal sealed class Branch
{
    private readonly ColumnFacts[] facts;

    private Branch(ColumnFacts[] facts, IReadOnlyList<Literal> literals)
    {
        this.facts = facts;
        Literals = literals;
        States = [.. facts.Select(f => new ColumnState(f))];
    }

    /// <summary>The literals.</summary>
    public IReadOnlyList<Literal> Literals { get; }

    /// <summary>What is left for each column.</summary>
    public ColumnState[] States { get; }

    /// <summary>The sums.</summary>
    public List<LinearBound> Sums { get; } = [];

    /// <summary>Columns given or limited by other terms.</summary>
    public List<Isolated> Isolated { get; } = [];

    /// <summary>The literals as functions.</summary>
    public List<Test> Tests { get; } = [];

    /// <summary>What only the engine can compute, or none.</summary>
    public string? Opaque { get; private set; }

    /// <summary>The columns of what only the engine can compute.</summary>
    public int[] OpaqueColumns { get; private set; } = [];

    /// <summary>The literals as a way, or none when they contradict each other.</summary>
    public static Branch? Of(ColumnFacts[] facts, IReadOnlyList<Literal> literals)
    {
        var distinct = literals.Distinct().ToList();
        var branch = new Branch(facts, distinct);
        return branch.Propagate() ? branch : null;
    }

    private AxisKind Kind(int column) => facts[column].Axis;

    private bool Propagate()
    {
        foreach (var literal in Literals)
        {
            if (!Nulls(literal))
            {
                return false;
            }
        }

        if (States.Any(s => s.IsNull && !s.MayBeNull) || Contradicts())
        {
            return false;
        }

        foreach (var literal in Literals)
        {
            Take(literal);
        }

        for (var round = 0; round < 40; round++)
        {
            var changed = false;
            foreach (var sum in Sums)
            {
                changed |= Narrow(sum);
            }

            foreach (var state in States)
            {
                if (Filter(state))
                {
                    changed = true;
                }

                if (state is { IsEmpty: true, IsNull: false })
                {
                    if (!state.MayBeNull)
                    {
                        return false;
                    }

                    state.IsNull = true;
                    changed = true;
                }
            }

            if (!changed)
            {
                break;
            }
        }

        return !HasCycle();
    }

    private bool Nulls(Literal literal)
    {
        switch (literal.Term)
        {
            case Term.Apply { Name: "isnull", Arguments: [Term.Column(var column)] }:
                States[column].IsNull = true;
                return true;
            case Term.Apply { Name: "not", Arguments: [Term.Apply { Name: "isnull", Arguments: [Term.Column(var column)] }] }:
                States[column].MayBeNull = false;
                return true;
            case Term.Apply { Name: "isnull", Arguments: [Term.Apply inner] }
                when inner.Columns().All(c => !States[c].MayBeNull) && Branches.Opposite(inner.Name) is not null:
                return false;
            default:
                if (literal.Strict && IsStrict(literal.Term))
                {
                    foreach (var column in literal.Term.Columns())
                    {
                        States[column].MayBeNull = false;
                    }
                }

                return true;
        }
    }

    private static bool IsStrict(Term term) =>
        term is Term.Column or Term.Constant or Term.Now
        || (
            term is Term.Apply apply
            && apply.Name
                is not (
                    "isnull"
                    or "istrue"
                    or "distinct"
                    or "coalesce"
                    or "ifnull"
                    or "case"
                    or "num_nulls"
                    or "num_nonnulls"
                    or "concat"
                )
            && apply.Arguments.All(IsStrict)
        );

    // A literal and its opposite.
    private bool Contradicts() =>
        Literals.Any(l =>
            l.Term is Term.Apply { Name: "not", Arguments: [var inner] }
            && inner.Columns().All(c => !States[c].MayBeNull)
            && Literals.Any(o => o.Term.Equals(inner))
        );

    private void Take(Literal literal)
    {
        var columns = literal.Term.Columns().ToArray();
        Compile(literal, columns);
        if (columns.Any(c => States[c].IsNull))
        {
            return;
        }

        switch (literal.Term)
        {
            case Term.Apply { Name: "in", Arguments: [var subject, .. var items] } when Bare(subject) is { } column:
                List(States[column], [.. items.Select(i => i is Term.Constant { Value: { } value } ? value : null)]);
                return;
            case Term.Apply { Name: "=", Arguments: [var subject, Term.Constant { Value: { } value }] }
                when Bare(subject) is { } column && Kind(column) == AxisKind.None:
                List(States[column], [value]);
                return;
            case Term.Apply
            {
                Name: "~" or "like" or "similar" or "glob",
                Arguments: [var subject, Term.Constant { Value: string pattern }]
            } match when Bare(subject) is { } column:
                States[column].Patterns.Add(Patterns.Translate(match.Name, pattern));
                if (facts[column].Type is DataType.Text { Fixed: true, MaxLength: { } exact })
                {
                    // Shorter values are filled up with spaces, which the pattern need not allow.
                    States[column].Shortest = Math.Max(States[column].Shortest, exact);
                }

                return;
            case Term.Apply { Name: "isnull" or "not" }:
                return;
            case Term.Apply { Arguments: [var a, var b] } comparison when Branches.Opposite(comparison.Name) is not null:
                Compare(literal, comparison.Name, a, b);
                return;
            case Term.Column(var truth) when facts[truth].Values is [bool, ..]:
                List(States[truth], [true]);
                return;
        }
    }

    private static int? Bare(Term term) =>
        term switch
        {
            Term.Column(var index) => index,
            Term.Apply { Arguments: [var inner] } cast
                when cast.Name is "cast:text" or "cast:character varying" or "cast:varchar" or "cast:citext" or "cast:bpchar" =>
                Bare(inner),
            _ => null,
        };

    private static void List(ColumnState state, object?[] values)
    {
        if (state.Facts.Axis != AxisKind.None)
        {
            var places = values.Select(Linear.Place).OfType<decimal>().ToList();
            if (places.Count == values.Length)
            {
                state.Values = [.. places.Cast<object>().Distinct().Where(p => state.Values?.Contains(p) ?? true)];
            }

            return;
        }

        if (!values.Contains(null))
        {
            state.Values = state.Values is { } before
                ? [.. before.Where(v => values.Any(w => Same(v, w!)))]
                : [.. values.OfType<object>().Distinct()];
        }
    }

    private static bool Same(object a, object b)
    {
        try
        {
            return Ordering.Compare(a, b) == 0;
        }
        catch (NotEvaluableException)
        {
            return false;
        }
    }

    private void Compare(Literal literal, string name, Term a, Term b)
    {
        if (Measured(a) is { } measured && b is Term.Constant(var limit) && Casts.Number(limit) is { } size)
        {
            Size(States[measured], name, size);
            return;
        }

        if (Linear.Of(a, Kind) is { } left && Linear.Of(b, Kind) is { } right && Linear.Difference(left, right) is { } sum)
        {
            if (name is ">" or ">=")
            {
                sum = Linear.Difference(right, left)!;
                name = name == ">" ? "<" : "<=";
            }

            Sums.Add(new(sum, name, literal));
            if (name == "<>" && sum.Factors is { Count: 1 } && sum.Low == sum.High)
            {
                var (column, factor) = sum.Factors.First();
                States[column].Excluded.Add(-sum.Low / factor);
            }

            return;
        }

        Isolate(a, name, b);
        Isolate(b, Mirrored(name), a);
    }

    private void Isolate(Term side, string name, Term other)
    {
        if (Bare(side) is { } column && !other.Columns().Contains(column) && other.Columns().Any())
        {
            try
            {
                Isolated.Add(new(column, name, new TermEvaluator(TermEvaluator.Near).Compile(other), [.. other.Columns()]));
            }
            catch (NotEvaluableException)
            {
                // The test of the literal says so.
            }
        }
    }

    private static string Mirrored(string name) =>
        name switch
        {
            "<" => ">",
            "<=" => ">=",
            ">" => "<",
            ">=" => "<=",
            _ => name,
        };

    private static int? Measured(Term term) =>
        term switch
        {
            Term.Apply { Name: "length" or "char_length" or "character_length" or "cardinality", Arguments: [var inner] } => Bare(
                inner is Term.Apply { Name: "trim" or "btrim" or "ltrim" or "rtrim", Arguments: [var trimmed] } ? trimmed : inner
            ),
            Term.Apply { Name: "array_length", Arguments: [var inner, Term.Constant] } => Bare(inner),
            Term.Apply { Name: "octet_length", Arguments: [var inner] } => Bare(inner),
            _ => null,
        };

    private static void Size(ColumnState state, string name, decimal size)
    {
        var whole = (int)Math.Clamp(size, -1, 1_000_000);
        switch (name)
        {
            case "=":
                state.Shortest = Math.Max(state.Shortest, whole);
                state.Longest = Math.Min(state.Longest ?? whole, whole);
                break;
            case ">" or ">=":
                state.Shortest = Math.Max(state.Shortest, name == ">" ? whole + 1 : whole);
                break;
            case "<" or "<=":
                whole = name == "<" ? whole - 1 : whole;
                state.Longest = Math.Min(state.Longest ?? whole, whole);
                break;
            case "<>" when whole == 0:
                state.Shortest = Math.Max(state.Shortest, 1);
                break;
        }
    }

    private void Compile(Literal literal, int[] columns)
    {
        try
        {
            var near = new TermEvaluator(TermEvaluator.Near).Compile(literal.Term);
            var far = literal.Term.HasNow() ? new TermEvaluator(TermEvaluator.Far).Compile(literal.Term) : null;
            var strict = literal.Strict;
            Tests.Add(new(literal, row => Held(near(row), strict) && (far is null || Held(far(row), strict)), columns));
        }
        catch (NotEvaluableException e)
        {
            Opaque ??= e.What;
            OpaqueColumns = [.. OpaqueColumns.Union(columns)];
            Tests.Add(new(literal, null, columns));
        }
    }

    private static bool Held(object? value, bool strict) => TermEvaluator.Truth(value) ?? !strict;

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
