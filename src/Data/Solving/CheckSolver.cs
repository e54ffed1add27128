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
internal sealed class CheckSolver : RowSolver
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
        $"The checks of {Table} do not contradict each other as far as dbwright can see, but no row was found. {obstacle}";

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
                    obstacle = $"{name} was in the way last.";
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

    private object? Candidate(RowFrame frame, RowStep step, ColumnState state, Plan plan, uint sub)
    {
        var attempt = frame.Attempt * Tries + sub;
        foreach (var isolated in plan.Given)
        {
            if (isolated.Operator == "=" && Other(isolated, frame.Values) is { } exact)
            {
                return Converted(step, state.Facts, exact);
            }
        }

        if (step.Number is { } number && state.Facts.Axis != AxisKind.None)
        {
            return OnAxis(frame, step, number, state, plan, attempt);
        }

        if (state.Values is { } values)
        {
            var natural = step.Draw(frame, attempt);
            return natural is not null && values.Any(v => v.Equals(natural))
                ? natural
                : values[Mixer.Below(Mixer.At(salt ^ (ulong)state.Facts.Index, frame.Row, attempt), values.Length)];
        }

        if (plan.Shape is { } shape)
        {
            return shape.Draw(Mixer.At(salt ^ (ulong)state.Facts.Index, frame.Row, attempt));
        }

        return step.Draw(frame, attempt) switch
        {
            string text when state.Facts.Type is not (DataType.Json or DataType.Native) || state.Patterns.Count > 0 => OfText(
                text,
                frame,
                step,
                state,
                plan,
                sub
            ),
            object?[] items => OfArray(items, frame, step, state, attempt),
            var other => sub > 3 && plan.Constants.Length > 0 && sub % 2 == 0
                ? plan.Constants[Mixer.Below(Mixer.At(salt, frame.Row, attempt), plan.Constants.Length)]
                : other,
        };
    }

    private object? OnAxis(RowFrame frame, RowStep step, NumberCell number, ColumnState state, Plan plan, uint attempt)
    {
        decimal? low = state.Low,
            high = state.High;
        foreach (var (bound, factor) in plan.Sums)
        {
            if (Rest(bound, state.Facts.Index, frame.Values, plan, branches[frame.Branch]) is not var (least, most))
            {
                continue;
            }

            Limit(factor, least, bound.Operator == "<", state.Facts.Unit, ref low, ref high);
            if (bound.Operator == "=")
            {
                Limit(-factor, -most, false, state.Facts.Unit, ref low, ref high);
            }
        }

        foreach (var isolated in plan.Given)
        {
            if (Linear.Place(Other(isolated, frame.Values)) is { } place)
            {
                var isStrict = isolated.Operator is "<" or ">";
                if (isolated.Operator is "<" or "<=")
                {
                    Limit(1, -place, isStrict, state.Facts.Unit, ref low, ref high);
                }
                else if (isolated.Operator is ">" or ">=")
                {
                    Limit(-1, place, isStrict, state.Facts.Unit, ref low, ref high);
                }
            }
        }

        var draw = Mixer.At(salt ^ Mixer.Mix((ulong)state.Facts.Index), frame.Row, attempt);
        if (state.Values is { } values)
        {
            var fitting = values.Cast<decimal>().Where(v => v >= (low ?? v) && v <= (high ?? v)).ToArray();
            var listed = step.Draw(frame, attempt);
            if (Linear.Place(listed) is { } drawn && fitting.Contains(drawn))
            {
                return listed;
            }

            return fitting.Length == 0 ? null : Valued(frame, number, state.Facts, fitting[Mixer.Below(draw, fitting.Length)]);
        }

        if (step.IsSteady)
        {
            return step.Draw(frame, 0);
        }

        var natural = step.Draw(frame, attempt);
        var near = Linear.Place(natural);
        if (near is { } usual && usual >= (low ?? usual) && usual <= (high ?? usual) && !state.Excluded.Contains(usual))
        {
            return natural;
        }

        return Drawn(low, high, near ?? 0, state.Facts, draw) is { } place2 ? Valued(frame, number, state.Facts, place2) : null;
    }

    private static decimal? Drawn(decimal? low, decimal? high, decimal natural, ColumnFacts facts, ulong draw)
    {
        if (low > high)
        {
            return null;
        }

        // Near the end that is closer to the usual values: an unlimited side must not give absurd ones.
        var window = facts.Axis switch
        {
            AxisKind.Moment => 30 * 86_400m,
            AxisKind.Day => 60 * 86_400m,
            AxisKind.Length => 86_400m,
            _ => Math.Max(1000m * facts.Unit, Math.Abs(low ?? high ?? 1000m)),
        };
        var from = low ?? (high ?? natural) - window;
        var to = high ?? from + window;
        if (to - from > window)
        {
            if (natural > to)
            {
                from = to - window;
            }
            else
            {
                to = from + window;
            }
        }

        var first = Math.Ceiling(from / facts.Unit);
        var count = Math.Floor(to / facts.Unit) - first + 1;
        return count < 1 ? null : (first + Mixer.Below(draw, (long)Math.Min(count, long.MaxValue / 2))) * facts.Unit;
    }

    private static void Limit(decimal factor, decimal rest, bool strict, decimal unit, ref decimal? low, ref decimal? high)
    {
        // factor·x + rest <= 0
        var limit = -rest / factor;
        if (factor > 0)
        {
            var most = Math.Floor(limit / unit) * unit;
            most -= strict && most == limit ? unit : 0;
            high = high is { } known ? Math.Min(known, most) : most;
        }
        else
        {
            var least = Math.Ceiling(limit / unit) * unit;
            least += strict && least == limit ? unit : 0;
            low = low is { } known ? Math.Max(known, least) : least;
        }
    }

    // What the other columns of a sum add up to: those given as they are, the others as favourable as they can be.
    private static (decimal Least, decimal Most)? Rest(LinearBound bound, int column, object?[] values, Plan plan, Branch branch)
    {
        var (least, most) = (bound.Sum.High, bound.Sum.Low);
        foreach (var (other, factor) in bound.Sum.Factors)
        {
            if (other == column)
            {
                continue;
            }

            if (plan.Before[other])
            {
                if (Linear.Place(values[other]) is not { } place)
                {
                    return null;
                }

                least += factor * place;
                most += factor * place;
                continue;
            }

            var state = branch.States[other];
            if (state.MayBeNull || (factor > 0 ? state.Low : state.High) is not { } best)
            {
                return null;
            }

            least += factor * best;
            if ((factor > 0 ? state.High : state.Low) is { } worst)
            {
                most += factor * worst;
            }
            else if (bound.Operator == "=")
            {
                most = decimal.MaxValue / 4;
            }
        }

        return (least, most);
    }

    private static object? Valued(RowFrame frame, NumberCell number, ColumnFacts facts, decimal place)
    {
        var ticks =
            number.Form is DateForm ? place / facts.Unit - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber
            : number.Form is MomentForm ? Math.Round((place - DateTime.UnixEpoch.Ticks / (decimal)TimeSpan.TicksPerSecond) * 1000)
            : place / facts.Unit;
        if (ticks != Math.Truncate(ticks))
        {
            return null;
        }

        number.Form.Write((long)ticks, frame.Single);
        return frame.Single.Value;
    }

    private static object? Converted(RowStep step, ColumnFacts facts, object value)
    {
        if (step.Number is { } number && facts.Axis != AxisKind.None)
        {
            return Linear.Place(value) is { } place
                ? Valued(
                    new RowFrame(0),
                    number,
                    facts,
                    Math.Round(place / facts.Unit, MidpointRounding.AwayFromZero) * facts.Unit
                )
                : null;
        }

        return facts.Type is DataType.Text && value is not string ? Values.Text(value) : value;
    }

    private static object? Other(Isolated isolated, object?[] values)
    {
        try
        {
            return isolated.Other(values);
        }
        catch (Exception e) when (e is NotEvaluableException or OverflowException or ArgumentException)
        {
            return null;
        }
    }

    private object? OfText(string text, RowFrame frame, RowStep step, ColumnState state, Plan plan, uint sub)
    {
        if (step.IsSteady && sub == 0)
        {
            return text;
        }

        var draw = Mixer.At(salt ^ Mixer.Mix((ulong)state.Facts.Index), frame.Row, frame.Attempt * Tries + sub);
        if (plan.Pattern is { } pattern && (sub > 0 || Lacks(text, state)))
        {
            Span<char> room = stackalloc char[Math.Min(2000, pattern.Longest + 1)];
            var buffer = new TextBuffer(room);
            pattern.Write(Mixer.Below(draw, pattern.Count), ref buffer);
            text = buffer.Written.ToString();
        }

        text = Sized(text, state, draw);
        return (sub % 5) switch
        {
            1 => text.ToLowerInvariant(),
            2 => text.ToUpperInvariant(),
            3 => Sized(text.Replace(" ", "", StringComparison.Ordinal), state, draw),
            4 when plan.Constants.Length > 0 => plan.Constants[Mixer.Below(draw, plan.Constants.Length)],
            _ => text,
        };
    }

    private static bool Lacks(string text, ColumnState state) => state.Patterns.Exists(p => !Patterns.Matches(text, "~", p));

    private static string Sized(string text, ColumnState state, ulong draw)
    {
        if (state.Longest is { } longest && text.Length > longest)
        {
            text = text[..longest].TrimEnd(' ').PadRight(Math.Min(longest, state.Shortest), 'x');
        }

        for (var i = 0; text.Length < state.Shortest; i++)
        {
            text += (char)('a' + (int)((draw >> (i % 12 * 5)) % 26));
        }

        return text;
    }

    private static object?[] OfArray(object?[] items, RowFrame frame, RowStep step, ColumnState state, uint attempt)
    {
        var elements = items.ToList();
        for (uint more = 1; elements.Count < state.Shortest && more < 200; more++)
        {
            if (step.Draw(frame, attempt + more * 7919) is object?[] further)
            {
                elements.AddRange(further);
            }
        }

        return elements.Take(state.Longest ?? int.MaxValue).ToArray();
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
