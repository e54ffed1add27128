using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>Makes the steps of the columns that no reference gives.</summary>
/// <param name="table">The table.</param>
/// <param name="profile">What its data looks like.</param>
/// <param name="rules">What a person says.</param>
/// <param name="types">The types that the schema defines.</param>
/// <param name="rows">The rows.</param>
/// <param name="salt">The table's own draws.</param>
/// <param name="solver">What makes rows satisfy the checks, or none.</param>
/// <param name="domains">The columns that are drawn by cells.</param>
/// <param name="steps">Takes the steps; those that are there stay.</param>
/// <param name="element">Makes the values of elements and attributes.</param>
internal sealed class ColumnPlan(
    Table table,
    TableProfile profile,
    SeedRules rules,
    TypeDirectory types,
    TableRows rows,
    ulong salt,
    CheckSolver? solver,
    Dictionary<string, ColumnDomain> domains,
    Dictionary<string, RowStep> steps,
    Func<string, DataType, ValueMaker?> element
)
{
    private const int MostSearched = 50_000;
    private readonly CellFactory factory = new(
        table.Name,
        salt,
        rows.Creation,
        Locale.Of(rules.Find(table.Name) is { Locale: { Count: > 0 } own } ? own : rules.Locale, salt)
    );

    /// <summary>Makes them all.</summary>
    /// <param name="keys">How the keys are kept.</param>
    /// <param name="isReference">Whether a reference gives a column.</param>
    /// <exception cref="Failure">A type needs a rule, or a rule cannot be followed (<see cref="ExitStatus.BadInput"/>).</exception>
    public void Make(KeyPlan keys, Func<string, bool> isReference)
    {
        foreach (var domain in domains.Values.OrderBy(Turn))
        {
            Drawn(domain, keys);
        }

        var maker = new TypeDraw(types, element);
        foreach (var column in table.Columns)
        {
            if (column.Generated is null && !steps.ContainsKey(column.Name) && !isReference(column.Name))
            {
                ByType(column, maker, keys);
            }
        }

        foreach (var column in table.Columns.Where(c => !isReference(c.Name) && steps.ContainsKey(c.Name)))
        {
            if (rules.Find(table.Name, column.Name) is { } rule)
            {
                Tie(column, rule, isReference);
            }
        }
    }

    private void Drawn(ColumnDomain domain, KeyPlan keys)
    {
        var name = domain.Column.Name;
        var unique = keys.UniqueBy(name);
        var rule = rules.Find(table.Name, name);
        var isPooled =
            unique is null && domain.Form is null && rule is { Distinct: not null } or { Weights.Count: > 0, Values.Count: 0 };
        var share = domain.NullShare;
        if (isPooled && domain.Form is null)
        {
            domain.NullShare = 0;
        }

        var cell = factory.Make(domain, unique, keys.DigitOf(name), rule);
        if (cell is TextCell text)
        {
            text.Steady = unique is not null && !keys.IsRetried(name);
            if (factory.Title is null && name.Says("title", "name", "headline", "subject"))
            {
                factory.Title = text;
            }
        }

        // Numbers that the table has given out already are not given again.
        var shift = cell is IdentityCell && rows.Held?.Greatest.TryGetValue(name, out var most) == true ? most - rows.First : 0;
        RowStep step = new CellStep(cell, solver, shift)
        {
            Columns = [rows.Position(name)],
            IsSteady = (unique is not null && !keys.IsRetried(name)) || cell is IdentityCell or DigitCell,
        };
        steps[name] =
            isPooled && domain.Form is null ? Pooled(domain, rule!, step, share)
            : rule is { Like: not null, Values.Count: 0 } && cell is ShapedCell shaped
                ? new PlacedNumberStep(shaped, Placement.Of(rows.Rows, rule, rule.Distinct ?? 1, factory.Salt(name)), solver)
                {
                    Columns = step.Columns,
                }
            : step;
    }

    // As many different values as the rule says, of the usual kind where that has so many, and numbered ones where it has not.
    private ColumnStep Pooled(ColumnDomain domain, ColumnRule rule, RowStep usual, double share)
    {
        var name = domain.Column.Name;
        var count = Math.Max(1, rule.Distinct ?? rule.Weights.Count);
        var own = factory.Salt(name);
        var inner = usual;
        Func<long, long> pool = rank => rank;
        if (Different(usual, count, rule.Like is not null) is { } found)
        {
            pool = rank => found[(int)rank];
        }
        else
        {
            inner = new CellStep(factory.Make(domain, $"different values of {name}", null), null) { Columns = usual.Columns };
        }

        var isManaged = solver?.Manages(rows.Position(name)) == true;
        var isFree = share > 0 && !isManaged;
        var nulls = isFree ? new Nulls(own, share) : null;
        if (rule.Like is { } like)
        {
            var isFilled = domain.Profile.Type.Kind == SemanticKind.Text && domain.Column.Type is DataType.Text && !isManaged;
            var named = new Dictionary<long, string>();
            for (var i = 0; i < Math.Min(like.Common.Count, count); i++)
            {
                named[Ranks.Place(i, count, Mixer.Mix(own))] = like.Common[i];
            }

            return new PlacedStep(
                inner,
                pool,
                Ranks.Scattered([.. rule.Weights], count, Mixer.Mix(own)),
                Placement.Of(rows.Rows, rule, count, own),
                isFilled ? Math.Min(like.Width - 1, domain.LongestAllowed ?? int.MaxValue) : 0,
                named,
                nulls,
                solver
            )
            {
                Columns = usual.Columns,
            };
        }

        return new PooledStep(inner, pool, ShapedCells.Popularity(rule, count), nulls, own, solver) { Columns = usual.Columns };
    }

    private long[]? Different(RowStep step, long count, bool isSorted)
    {
        if (count > MostSearched)
        {
            return null;
        }

        var found = new List<(long Row, string Text)>();
        var seen = new HashSet<ulong>();
        var frame = new RowFrame(table.Columns.Count);
        for (long row = 0; row < 4 * count + 100 && found.Count < count; row++)
        {
            frame.Row = frame.Ordinal = row;
            if (step.Draw(frame, 0) is { } value && seen.Add(ValueHash.Of(value)))
            {
                found.Add((row, isSorted ? Values.Text(value) : ""));
            }
        }

        return found.Count == count
            ? [.. (isSorted ? found.OrderBy(f => f.Text, StringComparer.Ordinal) : found.AsEnumerable()).Select(f => f.Row)]
            : null;
    }

    private void ByType(Column column, TypeDraw maker, KeyPlan keys)
    {
        var own = factory.Salt(column.Name);
        var rule = rules.Find(table.Name, column.Name);
        var share =
            column.Nullable && !IsKey(column.Name)
                ? rule?.NullShare ?? profile.Columns.FirstOrDefault(c => c.Column == column.Name)?.NullShare ?? 0
                : 0;
        var nulls = share > 0 && solver?.Manages(rows.Position(column.Name)) != true ? new Nulls(own, share) : null;
        var values = rule is { Values.Count: > 0 }
            ? Listed(rule)
            : maker.For(column.Name, types.Base(column.Type)) ?? throw Unknown(column);
        var isPooled = rule is { Values.Count: 0, Distinct: > 0 } && keys.UniqueBy(column.Name) is null;
        var step = new MakerStep(values, own, isPooled ? null : nulls, solver)
        {
            Columns = [rows.Position(column.Name)],
            IsSteady = keys.UniqueBy(column.Name) is not null,
        };
        steps[column.Name] = isPooled
            ? new PooledStep(step, r => r, ShapedCells.Popularity(rule!, rule!.Distinct!.Value), nulls, own, solver)
            {
                Columns = step.Columns,
            }
            : step;
    }

    // Texts that the engine reads as values of the type, whatever it is.
    private static ValueMaker Listed(ColumnRule rule)
    {
        var ranks = ShapedCells.OfList(rule, rule.Values.Count);
        return draw => rule.Values[(int)ranks.At(draw)];
    }

    private void Tie(Column column, ColumnRule rule, Func<string, bool> isReference)
    {
        var own = factory.Salt(column.Name);
        var inner = steps[column.Name];
        if (rule.Correlates is var (with, coefficient))
        {
            var other = Other(rule, with);
            if (inner.Number is not ShapedCell cell || isReference(with) || Chain(with, []) is not { } chain)
            {
                throw Wrong(
                    rule,
                    $"{column.Name} and {with} cannot be correlated.",
                    "Both are numbers, dates, moments or lists that no reference gives and that are not unique, and neither follows from itself."
                );
            }

            var labels = rules.Find(table.Name, with) is { Values.Count: > 0 } listed
                ? listed.Values
                : types.Enum(types.Base(table.Columns[other].Type));
            steps[column.Name] = new CorrelatedStep(
                cell,
                inner,
                other,
                coefficient,
                new ValueSample(rows.Rows, chain, table.Columns.Count, labels),
                own,
                solver
            )
            {
                Columns = inner.Columns,
                Needs = [other],
            };
        }
        else if (rule.DependsOn.Count > 0)
        {
            var on = rule.DependsOn.Select(o => Other(rule, o)).ToArray();
            if (inner.IsSteady)
            {
                throw Wrong(rule, $"{column.Name} is unique, so nothing else determines it.", "Leave depends_on out.");
            }

            steps[column.Name] = new DependentStep(inner, on, Math.Max(1, rows.Rows), Given(rule, inner), own, solver)
            {
                Columns = inner.Columns,
                Needs = on,
            };
        }
    }

    private static Dictionary<string, object?[]>? Given(ColumnRule rule, RowStep inner)
    {
        if (rule.Given.Count == 0)
        {
            return null;
        }

        var single = new SingleValue();
        return rule.Given.ToDictionary(g => g.When, g => g.Values.Select(Read).ToArray(), StringComparer.Ordinal);

        object? Read(string text)
        {
            if (inner.Number is not { } cell)
            {
                return text;
            }

            if (cell.Form.Number(FixedCell.Read(text, cell.Form), up: false) is not { } number)
            {
                throw Wrong(rule, $"'{text}' is no value of {rule.Path}.", "Write it as the column holds it.");
            }

            cell.Form.Write(number, single);
            return single.Value;
        }
    }

    private List<RowStep>? Chain(string column, HashSet<string> path)
    {
        if (!path.Add(column) || !steps.TryGetValue(column, out var step) || step is not ColumnStep)
        {
            return null;
        }

        var chain = new List<RowStep>();
        foreach (var needed in step.Needs)
        {
            if (Chain(table.Columns[needed].Name, path) is not { } before)
            {
                return null;
            }

            chain.AddRange(before);
        }

        chain.Add(step);
        return chain;
    }

    private int Other(ColumnRule rule, string name)
    {
        for (var i = 0; i < table.Columns.Count; i++)
        {
            if (table.Columns[i].Name == name && !rule.Path.EndsWith($".{name}", StringComparison.Ordinal))
            {
                return i;
            }
        }

        var near = NearestName.Of(name, table.Columns.Select(c => c.Name));
        throw Wrong(
            rule,
            $"{table.Name} has no other column {name}.",
            near is null ? $"Its columns are {string.Join(", ", table.Columns.Select(c => c.Name))}." : $"Did you mean {near}?"
        );
    }

    private static Failure Wrong(ColumnRule rule, string title, string fix) =>
        Failure.Because(ExitStatus.BadInput, "seed-rule", title, $"The rule for {rule.Path} says so.", fix);

    private Failure Unknown(Column column) =>
        Failure.Because(
            ExitStatus.BadInput,
            "seed-type",
            $"{table.Name}.{column.Name}: dbwright has no values for a type like this one ({column.Type}).",
            "Values are given by hand in a file for --rules.",
            $"columns: {{{table.Name}.{column.Name}: {{values: [\"…\"]}}}}"
        );

    // Titles before the slugs made of them; the last change after the events before it.
    private static int Turn(ColumnDomain domain) =>
        domain.Profile.Part switch
        {
            ColumnPart.CreatedAt => 0,
            ColumnPart.UpdatedAt => 3,
            ColumnPart.DeletedAt => 4,
            _ => domain.Profile.Type.Kind == SemanticKind.Slug ? 2 : 1,
        };

    private bool IsKey(string column) => table.PrimaryKey?.Columns.Contains(column) ?? false;
}
