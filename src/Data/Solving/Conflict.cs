using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>Finds which constraints contradict each other.</summary>
internal static class Conflict
{
    /// <summary>The failure that names the smallest set: each of it is needed for the contradiction.</summary>
    public static Failure Between(string table, ColumnFacts[] facts, IReadOnlyList<RowCheck> checks)
    {
        var needed = checks.ToList();
        for (var i = needed.Count - 1; i >= 0; i--)
        {
            var without = needed.Where((_, at) => at != i).ToList();
            if (CheckSolver.Solve(facts, without).Count == 0)
            {
                needed = without;
            }
        }

        // Which of the columns must have a value for it.
        var required = new List<string>();
        var relaxed = (ColumnFacts[])facts.Clone();
        foreach (var column in needed.SelectMany(c => c.Term.Columns()).Distinct().Where(c => !facts[c].Nullable))
        {
            var before = relaxed[column];
            relaxed[column] = before with { Nullable = true };
            if (CheckSolver.Solve(relaxed, needed).Count > 0)
            {
                relaxed[column] = before;
                required.Add($"not null of {facts[column].Name}");
            }
        }

        var names = needed.Select(c => c.Name).Concat(required).ToList();
        return Failure.Because(
            ExitStatus.BadInput,
            "unsatisfiable",
            names.Count == 1
                ? $"{table}: {names[0]} cannot be satisfied by any row."
                : $"{table}: {string.Join(", ", names.SkipLast(1))} and {names[^1]} cannot hold together: no row satisfies them.",
            "This is the smallest set: without any one of them there are rows. The table can only stay empty.",
            $"Change one of them, or leave the table empty: --rows {table}=0."
        );
    }
}
