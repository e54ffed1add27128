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
internal sealed partial class Branch
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
}
