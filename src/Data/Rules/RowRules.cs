using System.Globalization;
using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Data;

/// <summary>
/// The rules between the columns of a row. Comparisons and sums are built into the cells; what remains is tried until it holds, with
/// further draws of the row's free columns.
/// </summary>
/// <param name="table">The table, for failures.</param>
/// <param name="cells">Its cells; a cell that a rule determines is replaced.</param>
internal sealed class RowRules(QualifiedName table, Dictionary<string, Cell> cells)
{
    private const uint Attempts = 2000;
    private const int Samples = 64;
    private readonly List<Expression> built = [];
    private readonly List<Expression> tried = [];
    private RuleEvaluator[] evaluators = [];

    /// <summary>The names of the columns that a rule mentions, each once.</summary>
    public static List<string> Columns(Expression rule)
    {
        var names = new List<string>();
        Collect(rule, names);
        return names;
    }

    /// <summary>Takes a rule into the cells where it can be, and else among those that are tried.</summary>
    public void Solve(Expression rule)
    {
        var known = Columns(rule).TrueForAll(cells.ContainsKey);
        if (known)
        {
            (IsBuilt(rule) ? built : tried).Add(rule);
        }
    }

    /// <summary>Makes ready for rows, and tries again what was built in but does not hold in a sample.</summary>
    public void Verify(long rows)
    {
        foreach (var rule in built)
        {
            var evaluator = Evaluator(rule);
            for (long row = 0; row < Math.Min(rows, Samples); row++)
            {
                if (!evaluator.Holds(row, 0))
                {
                    tried.Add(rule);
                    break;
                }
            }
        }

        evaluators = [.. tried.Select(Evaluator)];
    }

    /// <summary>The first attempt at the row that satisfies all rules.</summary>
    /// <exception cref="Failure">None does (<see cref="ExitStatus.BadInput"/>).</exception>
    public uint Attempt(long row)
    {
        if (evaluators.Length == 0)
        {
            return 0;
        }

        for (uint attempt = 0; attempt < Attempts; attempt++)
        {
            if (Broken(row, attempt) < 0)
            {
                return attempt;
            }
        }

        throw Failure.Because(
            ExitStatus.BadInput,
            "rule-not-satisfiable",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{table}: no row was found that satisfies {ExpressionText.Write(tried[Broken(row, Attempts - 1)])}."
            ),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Attempts} attempts at row {row} failed; the rule may contradict another one or a range."
            ),
            "Check the rule against the ranges and keys of its columns."
        );
    }

    private int Broken(long row, uint attempt)
    {
        for (var i = 0; i < evaluators.Length; i++)
        {
            if (!evaluators[i].Holds(row, attempt))
            {
                return i;
            }
        }

        return -1;
    }

    private RuleEvaluator Evaluator(Expression rule) => new(rule, name => cells[name]);

    private static void Collect(Expression rule, List<string> names)
    {
        switch (rule)
        {
            case Expression.Reference reference when !names.Contains(reference.Path[^1]):
                names.Add(reference.Path[^1]);
                break;
            case Expression.Binary binary:
                Collect(binary.Left, names);
                Collect(binary.Right, names);
                break;
            case Expression.Not not:
                Collect(not.Operand, names);
                break;
            case Expression.IsNull isNull:
                Collect(isNull.Operand, names);
                break;
            case Expression.In list:
                Collect(list.Operand, names);
                foreach (var value in list.Values)
                {
                    Collect(value, names);
                }

                break;
            case Expression.Between between:
                Collect(between.Operand, names);
                Collect(between.Low, names);
                Collect(between.High, names);
                break;
            case Expression.Call call:
                foreach (var argument in call.Arguments)
                {
                    Collect(argument, names);
                }

                break;
        }
    }

    private bool IsBuilt(Expression rule)
    {
        switch (rule)
        {
            case Expression.Binary
            {
                Operator: BinaryOperator.Or,
                Left: Expression.IsNull { Negated: false, Operand: Expression.Reference tested }
            } either:
                // A comparison with a null is unknown, which a check accepts.
                return Columns(either.Right).Contains(tested.Path[^1]) && IsBuilt(either.Right);
            case Expression.Binary { Operator: BinaryOperator.Equal } equal:
                return Equated(equal.Left, equal.Right) || Equated(equal.Right, equal.Left);
            case Expression.Binary { Operator: BinaryOperator.Less or BinaryOperator.LessOrEqual } less:
                return Ordered(less.Left, less.Right, less.Operator == BinaryOperator.Less);
            case Expression.Binary { Operator: BinaryOperator.Greater or BinaryOperator.GreaterOrEqual } greater:
                return Ordered(greater.Right, greater.Left, greater.Operator == BinaryOperator.Greater);
            default:
                return false;
        }
    }

    // column = expression over other columns
    private bool Equated(Expression left, Expression right)
    {
        if (
            left is not Expression.Reference { Path: [var name] }
            || cells[name] is not NumberCell { Yields: true, Form: DecimalForm } cell
            || right is Expression.Constant
            || Columns(right).Exists(c => c == name || Reaches(cells[c], cell))
            || IsUsed(cell)
        )
        {
            return false;
        }

        cells[name] = new ComputedCell(
            cell.Form,
            cell.Nulls,
            Evaluator(right),
            [.. Columns(right).Select(c => cells[c]).OfType<NumberCell>()]
        );
        return true;
    }

    // small (+ constant) <= large (+ constant), strictly or not
    private bool Ordered(Expression small, Expression large, bool strictly)
    {
        if (Linear(small) is not var (smaller, below) || Linear(large) is not var (larger, above))
        {
            return false;
        }

        if (
            cells[smaller] is not NumberCell low
            || cells[larger] is not NumberCell high
            || low == high
            || low.Form.GetType() != high.Form.GetType()
            || low.Form is ChoiceForm or BooleanForm
            || low.Form is DecimalForm a && high.Form is DecimalForm b && a.Scale != b.Scale
            || low.Form.Offset(below - above) is not { } offset
        )
        {
            return false;
        }

        offset += strictly ? 1 : 0;
        if (high.Yields && !Reaches(low, high))
        {
            // The lower column leaves room below the limit of the upper one.
            if (low.Yields && high.High != long.MaxValue)
            {
                low.High = Math.Min(low.High, high.High - offset);
            }

            high.AtLeast(low, offset);
            return true;
        }

        if (low.Yields && !Reaches(high, low))
        {
            low.AtMost(high, -offset);
            return true;
        }

        return false;
    }

    private static (string Column, decimal Offset)? Linear(Expression side) =>
        side switch
        {
            Expression.Reference { Path: [var name] } => (name, 0),
            Expression.Binary
            {
                Operator: BinaryOperator.Add,
                Left: Expression.Reference { Path: [var name] },
                Right: Expression.Constant { Value: decimal more }
            } => (name, more),
            Expression.Binary
            {
                Operator: BinaryOperator.Subtract,
                Left: Expression.Reference { Path: [var name] },
                Right: Expression.Constant { Value: decimal less }
            } => (name, -less),
            _ => null,
        };

    private bool IsUsed(NumberCell cell) => cells.Values.Any(c => c is NumberCell other && other.Dependencies.Contains(cell));

    private static bool Reaches(Cell from, Cell to) =>
        from == to || (from is NumberCell number && number.Dependencies.Any(d => Reaches(d, to)));
}
