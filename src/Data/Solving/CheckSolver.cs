using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>A check of a table or of a column's domain, with the words for errors.</summary>
/// <param name="Name">What it is: <c>check orders_total</c>, <c>domain email</c>, <c>not null of total</c>.</param>
/// <param name="Term">The condition.</param>
/// <param name="Strict">Whether it must be true, rather than not false.</param>
internal sealed record RowCheck(string Name, Term Term, bool Strict = false);

/// <summary>
/// Makes rows satisfy checks: each attempt takes one way through the alternatives of all checks, draws every column from what the way and
/// the columns before leave for it, and keeps the row when the checks hold.
/// </summary>
internal sealed partial class CheckSolver : RowSolver
{
    private const uint Tries = 40;
    private readonly ColumnFacts[] facts;
    private readonly Branch[] branches;
    private readonly IReadOnlyList<RowCheck> all;
    private readonly ulong salt;
    private readonly Nulls?[] nulls;
    private readonly bool[] managed;
    private (string Name, Func<object?[], object?> Near, Func<object?[], object?>? Far)[] checks = [];
    private Plan[][] plans = [];
    private string obstacle = "";

    private CheckSolver(string table, ColumnFacts[] facts, Branch[] branches, IReadOnlyList<RowCheck> all, ulong salt)
    {
        Table = table;
        this.all = all;
        this.facts = facts;
        this.branches = branches;
        this.salt = Mixer.Combine(salt, 0x636865636B);
        managed = new bool[facts.Length];
        foreach (var column in all.SelectMany(c => c.Term.Columns()))
        {
            managed[column] = true;
        }

        nulls =
        [
            .. facts.Select(f =>
                f.Nullable && f.NullShare > 0 ? new Nulls(Mixer.Combine(salt, Mixer.Of(f.Name)), f.NullShare) : null
            ),
        ];
        Compile(_ => true);
    }

    private string Table { get; }

    /// <inheritdoc />
    public override string Obstacle =>
        $"The checks of {Table} do not contradict each other as far as dbwright can see, but no row was found.{obstacle}";

    /// <inheritdoc />
    public override string? Remedy =>
        facts.Select((f, i) => (f, i)).Where(c => managed[c.i]).Select(c => c.f.Name).FirstOrDefault() is { } column
            ? $"Say in a file for --rules which values work: columns: {{{Table}.{column}: {{values: [\"…\"]}}}}"
            : null;

    /// <summary>The solver of a table.</summary>
    /// <param name="table">The table, for errors.</param>
    /// <param name="facts">Its columns.</param>
    /// <param name="checks">Its checks.</param>
    /// <param name="isGiven">Whether a rule of the user gives the column, so that what cannot be computed is left to it.</param>
    /// <param name="salt">The table's draws.</param>
    /// <exception cref="Failure">The checks contradict each other, or only the engine can compute one (<see cref="ExitStatus.BadInput"/>).</exception>
    public static CheckSolver For(
        string table,
        ColumnFacts[] facts,
        IReadOnlyList<RowCheck> checks,
        Func<string, bool> isGiven,
        ulong salt
    )
    {
        var ways = Solve(facts, checks);
        if (ways.Count == 0)
        {
            throw Conflict.Between(table, facts, checks);
        }

        var computed = ways.Where(b => b.Opaque is null || b.OpaqueColumns.Any(c => isGiven(facts[c].Name))).ToArray();
        if (computed.Length == 0)
        {
            var opaque = ways[0];
            var column = facts[opaque.OpaqueColumns.FirstOrDefault()].Name;
            throw Failure.Because(
                ExitStatus.BadInput,
                "seed-function",
                $"{table}: a check uses {opaque.Opaque}, which only the engine can compute.",
                "dbwright does not guess values for it. Say in a file for --rules which ones work.",
                $"columns: {{{table}.{column}: {{values: [\"…\"]}}}}"
            );
        }

        return new(table, facts, computed, checks, salt);
    }

    /// <summary>The ways of satisfying checks; none when they contradict each other.</summary>
    public static List<Branch> Solve(ColumnFacts[] facts, IReadOnlyList<RowCheck> checks)
    {
        List<List<Literal>> ways =
        [
            [],
        ];
        foreach (var check in checks)
        {
            var alternatives = Branches.Of(check.Term, check.Strict);
            ways = Branches.Both(ways, alternatives);
            if (alternatives.Count > 1)
            {
                ways = [.. ways.Where(w => Branch.Of(facts, w) is not null).Take(Branches.Most)];
            }
        }

        return [.. ways.Select(w => Branch.Of(facts, w)).OfType<Branch>().Take(Branches.Most)];
    }

    /// <inheritdoc />
    public override bool Manages(int column) => managed[column];

    /// <summary>Whether a column must yield to other columns or to conditions that its list or limits do not hold.</summary>
    public bool IsOpen(int column) =>
        managed[column]
        && (
            branches.Length > 1
            || branches[0]
                .Tests.Any(t =>
                    t.Columns.Contains(column)
                    && !IsSure(t, branches[0])
                    && !(
                        t is { Columns: [_], Literal.Term: Term.Apply { Name: "in" } }
                        && branches[0].States[column].Values is not null
                    )
                    && t.Literal.Term is not Term.Apply { Name: "not", Arguments: [Term.Apply { Name: "isnull" }] }
                )
        );

    /// <summary>What all ways together leave for a column.</summary>
    public IReadOnlyList<ColumnState> States(int column) => [.. branches.Select(b => b.States[column])];

    /// <summary>The columns in an order in which those come first that give others their values.</summary>
    public List<int> Order(IReadOnlyList<int> columns)
    {
        var before = facts.Select(_ => new HashSet<int>()).ToArray();
        foreach (var branch in branches)
        {
            foreach (var isolated in branch.Isolated.Where(i => i.Operator == "="))
            {
                before[isolated.Column].UnionWith(isolated.Needs);
            }

            foreach (
                var literal in branch
                    .Literals.Select(l => l.Term)
                    .OfType<Term.Apply>()
                    .Where(t => t is { Name: "=", Arguments: [Term.Column, Term.Apply] })
            )
            {
                before[((Term.Column)literal.Arguments[0]).Index].UnionWith(literal.Arguments[1].Columns());
            }
        }

        var left = columns.ToList();
        var order = new List<int>();
        while (left.Count > 0)
        {
            var next = left.FindIndex(c => before[c].All(b => b == c || !left.Contains(b)));
            next = Math.Max(0, next);
            order.Add(left[next]);
            left.RemoveAt(next);
        }

        return order;
    }

    /// <inheritdoc />
    public override void Begin(RowFrame frame)
    {
        frame.Branch = branches.Length == 1 ? 0 : Mixer.Below(Mixer.At(salt, frame.Row, frame.Attempt), branches.Length);
        Array.Clear(frame.Values);
    }

    /// <inheritdoc />
    public override bool? Null(RowFrame frame, int column)
    {
        var state = branches[frame.Branch].States[column];
        return state.IsNull ? true
            : state.MayBeNull ? null
            : false;
    }

    /// <inheritdoc />
    public override bool Completes(RowFrame frame, int column)
    {
        foreach (var test in plans[frame.Branch][column].Complete)
        {
            if (!Holds(test, frame.Values))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc />
    public override bool Fit(RowFrame frame, RowStep step)
    {
        var column = step.Columns[0];
        if (!managed[column])
        {
            frame.Values[column] = step.Draw(frame, frame.Attempt);
            return true;
        }

        var branch = branches[frame.Branch];
        var state = branch.States[column];
        if (state.IsNull || (state.MayBeNull && nulls[column] is { } chance && chance.At(frame.Row, frame.Attempt)))
        {
            frame.Values[column] = null;
            if (state.IsNull || Completes(frame, column))
            {
                return true;
            }
        }

        var plan = plans[frame.Branch][column];
        for (uint sub = 0; sub < Tries; sub++)
        {
            if (Candidate(frame, step, state, plan, sub) is { } value)
            {
                frame.Values[column] = value;
                if (Completes(frame, column))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <inheritdoc />
    public override bool Holds(RowFrame frame)
    {
        foreach (var (name, near, far) in checks)
        {
            try
            {
                if (
                    TermEvaluator.Truth(near(frame.Values)) == false
                    || (far is not null && TermEvaluator.Truth(far(frame.Values)) == false)
                )
                {
                    obstacle = $" {name} was in the way last.";
                    return false;
                }
            }
            catch (NotEvaluableException)
            {
                // Only the engine can tell; it does when the row is loaded.
            }
        }

        return true;
    }

    private static bool Holds(Test test, object?[] values)
    {
        if (test.Holds is null)
        {
            return true;
        }

        try
        {
            return test.Holds(values);
        }
        catch (Exception e) when (e is NotEvaluableException)
        {
            return true;
        }
        catch (Exception e)
            when (e
                    is OverflowException
                        or ArgumentException
                        or InvalidCastException
                        or System.Text.RegularExpressions.RegexMatchTimeoutException
            )
        {
            return false;
        }
    }
}
