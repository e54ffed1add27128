using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>What a literal says: a list, a limit, a length, a sum, or a test.</summary>
internal sealed partial class Branch
{
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
}
