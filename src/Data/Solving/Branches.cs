namespace Dbwright.Data;

/// <summary>A condition without and, or and not; with <paramref name="Strict"/> it must be true, otherwise unknown will do.</summary>
/// <param name="Term">The condition.</param>
/// <param name="Strict">Whether it must be true.</param>
internal sealed record Literal(Term Term, bool Strict);

/// <summary>Conditions as alternatives, each a list of literals that together make the condition hold.</summary>
internal static class Branches
{
    /// <summary>How many alternatives are looked at.</summary>
    public const int Most = 256;

    /// <summary>The alternatives of a condition that must be true, or must not be false as checks demand.</summary>
    public static List<List<Literal>> Of(Term term, bool strict) => Positive(Simplify(term), strict);

    private static Term Simplify(Term term)
    {
        // x = a or x = b or … is one list.
        if (term is Term.Apply { Name: "or" } or && Listed(or) is { } list)
        {
            return list;
        }

        if (
            term is Term.Apply { Name: "any:=", Arguments: [var value, Term.Apply { Name: "array", Arguments: var items }] }
            && items.All(i => i is Term.Constant)
        )
        {
            return new Term.Apply("in", [value, .. items]);
        }

        if (term is Term.Apply { Name: "any:=", Arguments: [var sought, Term.Constant { Value: object?[] constants }] })
        {
            return new Term.Apply("in", [sought, .. constants.Select(Term (c) => new Term.Constant(c))]);
        }

        if (
            term
                is Term.Apply
                {
                    Name: "any:=",
                    Arguments: [
                        var text,
                        Term.Apply { Name: var cast, Arguments: [Term.Apply { Name: "array", Arguments: var casted }] },
                    ]
                }
            && cast.StartsWith("cast:", StringComparison.Ordinal)
            && casted.All(i => i is Term.Constant)
        )
        {
            return new Term.Apply("in", [text, .. casted]);
        }

        if (
            term is Term.Apply { Name: "all:<>", Arguments: [var other, var array] }
            && Simplify(new Term.Apply("any:=", other, array)) is Term.Apply { Name: "in" } found
        )
        {
            return new Term.Apply("not", found);
        }

        return term is Term.Apply apply && apply.Name is "and" or "or" or "not" or "istrue"
            ? new Term.Apply(((Term.Apply)term).Name, [.. ((Term.Apply)term).Arguments.Select(Simplify)])
            : term;
    }

    private static Term.Apply? Listed(Term.Apply or)
    {
        var values = new List<Term>();
        Term? subject = null;
        return Collect(or) ? new Term.Apply("in", [subject!, .. values]) : null;

        bool Collect(Term term)
        {
            switch (term)
            {
                case Term.Apply { Name: "or", Arguments: [var a, var b] }:
                    return Collect(a) && Collect(b);
                case Term.Apply { Name: "=", Arguments: [var left, Term.Constant { Value: not null } right] }:
                    subject ??= left;
                    values.Add(right);
                    return subject.Equals(left);
                default:
                    return false;
            }
        }
    }

    private static List<List<Literal>> Positive(Term term, bool strict)
    {
        switch (term)
        {
            case Term.Constant(var value):
                return TermEvaluator.Truth(value) == true || (value is null && !strict)
                    ?
                    [
                        [],
                    ]
                    : [];
            case Term.Apply { Name: "and", Arguments: [var a, var b] }:
                return Both(Positive(a, strict), Positive(b, strict));
            case Term.Apply { Name: "or", Arguments: [var a, var b] }:
                return [.. Positive(a, strict), .. Positive(b, strict)];
            case Term.Apply { Name: "not", Arguments: [var a] }:
                return Negative(a, strict);
            case Term.Apply { Name: "istrue", Arguments: [var a] }:
                return Positive(a, strict: true);
            case Term.Apply { Name: "case" } choice:
                return Case(choice, strict, negated: false);
            case Term.Apply { Name: "=", Arguments: [var a, var b] } when IsCondition(a) && IsCondition(b):
                return [.. Both(Positive(a, true), Positive(b, true)), .. Both(Negative(a, true), Negative(b, true))];
            case Term.Apply { Name: "<>", Arguments: [var a, var b] } when IsCondition(a) && IsCondition(b):
                return [.. Both(Positive(a, true), Negative(b, true)), .. Both(Negative(a, true), Positive(b, true))];
            case Term.Apply { Name: "=", Arguments: [var a, Term.Constant { Value: bool truth }] }:
                return truth ? Positive(a, strict) : Negative(a, strict);
            case Term.Apply { Name: "distinct", Arguments: [var a, Term.Constant { Value: { } } b] }:
                return [.. Positive(new Term.Apply("<>", a, b), true), .. Positive(new Term.Apply("isnull", a), true)];
            case Term.Apply atom:
                return Atom(atom, strict);
            default:
                return
                [
                    [new(term, strict)],
                ];
        }
    }

    private static List<List<Literal>> Negative(Term term, bool strict)
    {
        switch (term)
        {
            case Term.Constant(var value):
                return TermEvaluator.Truth(value) == false || (value is null && !strict)
                    ?
                    [
                        [],
                    ]
                    : [];
            case Term.Apply { Name: "and", Arguments: [var a, var b] }:
                return [.. Negative(a, strict), .. Negative(b, strict)];
            case Term.Apply { Name: "or", Arguments: [var a, var b] }:
                return Both(Negative(a, strict), Negative(b, strict));
            case Term.Apply { Name: "not", Arguments: [var a] }:
                return Positive(a, strict);
            case Term.Apply { Name: "istrue", Arguments: [var a] }:
                return Negative(a, strict: false);
            case Term.Apply { Name: "case" } choice:
                return Case(choice, strict, negated: true);
            case Term.Apply { Name: "=" or "<>", Arguments: [var a, var b] } equal when IsCondition(a) && IsCondition(b):
                return Positive(new Term.Apply(equal.Name == "=" ? "<>" : "=", a, b), strict);
            case Term.Apply { Name: "distinct", Arguments: [var a, Term.Constant { Value: { } } b] }:
                return Positive(new Term.Apply("=", a, b), strict: true);
            case Term.Apply { Arguments: [var a, var b] } comparison when Opposite(comparison.Name) is { } opposite:
                return Positive(new Term.Apply(opposite, a, b), strict);
            default:
                return
                [
                    [new(new Term.Apply("not", term), strict)],
                ];
        }
    }

    // Alternatives inside of an operand: what is coalesced, an absolute value, a count of conditions.
    private static List<List<Literal>> Atom(Term.Apply atom, bool strict)
    {
        if (Counted(atom, strict) is { } counted)
        {
            return counted;
        }

        if (
            atom.Name is "=" or "<>" or "<" or "<=" or ">" or ">="
            && Find(atom, "coalesce", "ifnull") is { Arguments: [var first, .. var rest] } part
        )
        {
            Term other = rest is [var only] ? only : new Term.Apply("coalesce", rest);
            return
            [
                .. Both(
                    [
                        [new(new Term.Apply("not", new Term.Apply("isnull", first)), true)],
                    ],
                    Positive(Replaced(atom, part, first), strict)
                ),
                .. Both(
                    [
                        [new(new Term.Apply("isnull", first), true)],
                    ],
                    Positive(Replaced(atom, part, other), strict)
                ),
            ];
        }

        if (atom.Name is "<" or "<=" or ">" or ">=" or "=" && Find(atom, "abs") is { Arguments: [var inner] } absolute)
        {
            var zero = new Term.Constant(0m);
            return
            [
                .. Both(Positive(new Term.Apply(">=", inner, zero), strict), Positive(Replaced(atom, absolute, inner), strict)),
                .. Both(
                    Positive(new Term.Apply("<", inner, zero), strict),
                    Positive(Replaced(atom, absolute, new Term.Apply("-", zero, inner)), strict)
                ),
            ];
        }

        if (atom.Name == "isnull" && atom.Arguments is [Term.Constant(var value)])
        {
            return value is null
                ?
                [
                    [],
                ]
                : [];
        }

        return
        [
            [new(atom, strict)],
        ];
    }

    // num_nonnulls(a, b) = 1; (a is not null)::int + (b is not null)::int = 1: every way of the conditions is tried.
    private static List<List<Literal>>? Counted(Term.Apply atom, bool strict)
    {
        if (atom.Name is not ("=" or "<>" or "<" or "<=" or ">" or ">="))
        {
            return null;
        }

        var conditions = new List<Term>();
        Gather(atom);
        if (conditions.Count is 0 or > 7)
        {
            return null;
        }

        var found = new List<List<Literal>>();
        for (var set = 0; set < 1 << conditions.Count; set++)
        {
            var truth = set;
            if (Assigned(atom, c => (truth >> conditions.IndexOf(c)) & 1) is not { } closed)
            {
                return null;
            }

            bool held;
            try
            {
                held = TermEvaluator.Truth(new TermEvaluator(TermEvaluator.Near).Compile(closed)([])) == true;
            }
            catch (Exception e) when (e is NotEvaluableException or IndexOutOfRangeException)
            {
                return null;
            }

            if (held)
            {
                List<List<Literal>> all =
                [
                    [],
                ];
                for (var i = 0; i < conditions.Count; i++)
                {
                    all = Both(all, ((truth >> i) & 1) == 1 ? Positive(conditions[i], true) : Negative(conditions[i], true));
                }

                found.AddRange(all);
            }
        }

        return found;

        void Gather(Term term)
        {
            foreach (var condition in ConditionsIn(term))
            {
                if (!conditions.Contains(condition))
                {
                    conditions.Add(condition);
                }
            }
        }
    }

    private static IEnumerable<Term> ConditionsIn(Term term) =>
        term switch
        {
            Term.Apply { Name: "num_nonnulls" } counted => counted.Arguments.Select(
                Term (a) => new Term.Apply("not", new Term.Apply("isnull", a))
            ),
            Term.Apply { Name: "num_nulls" } counted => counted.Arguments.Select(
                Term (a) => new Term.Apply("not", new Term.Apply("isnull", a))
            ),
            Term.Apply { Name: "cast:integer" or "cast:int" or "cast:int4", Arguments: [var inner] } when IsCondition(inner) =>
            [
                inner,
            ],
            Term.Apply { Name: "+" or "-" or "*" or "=" or "<>" or "<" or "<=" or ">" or ">=" } sum => sum.Arguments.SelectMany(
                a => IsCondition(a) && sum.Name is "+" ? [a] : ConditionsIn(a)
            ),
            _ => [],
        };

    private static Term? Assigned(Term term, Func<Term, int> truth) =>
        term switch
        {
            Term.Constant => term,
            Term.Apply { Name: "num_nonnulls" } counted => new Term.Constant(
                (decimal)counted.Arguments.Sum(a => truth(new Term.Apply("not", new Term.Apply("isnull", a))))
            ),
            Term.Apply { Name: "num_nulls" } counted => new Term.Constant(
                (decimal)counted.Arguments.Sum(a => 1 - truth(new Term.Apply("not", new Term.Apply("isnull", a))))
            ),
            Term.Apply { Name: "cast:integer" or "cast:int" or "cast:int4", Arguments: [var inner] } when IsCondition(inner) =>
                new Term.Constant((decimal)truth(inner)),
            Term.Apply sum when IsCondition(sum) && sum.Name is "not" or "isnull" => new Term.Constant((decimal)truth(term)),
            Term.Apply sum => sum.Arguments.Select(a => Assigned(a, truth)).ToArray() is var parts && !parts.Contains(null)
                ? new Term.Apply(sum.Name, parts!)
                : null,
            _ => null,
        };

    private static List<List<Literal>> Case(Term.Apply choice, bool strict, bool negated)
    {
        var found = new List<List<Literal>>();
        List<List<Literal>> before =
        [
            [],
        ];
        for (var i = 0; i + 1 < choice.Arguments.Length; i += 2)
        {
            var result = choice.Arguments[i + 1];
            found.AddRange(
                Both(
                    Both(before, Positive(choice.Arguments[i], true)),
                    negated ? Negative(result, strict) : Positive(result, strict)
                )
            );
            before = Both(before, Negative(choice.Arguments[i], false));
        }

        var last = choice.Arguments[^1];
        found.AddRange(Both(before, negated ? Negative(last, strict) : Positive(last, strict)));
        return found;
    }

    /// <summary>Every way of both.</summary>
    public static List<List<Literal>> Both(List<List<Literal>> a, List<List<Literal>> b)
    {
        var all = new List<List<Literal>>();
        foreach (var left in a)
        {
            foreach (var right in b)
            {
                if (all.Count >= 8 * Most)
                {
                    return all;
                }

                all.Add([.. left, .. right]);
            }
        }

        return all;
    }

    private static bool IsCondition(Term term) =>
        term
            is Term.Apply
            {
                Name: "and"
                    or "or"
                    or "not"
                    or "isnull"
                    or "istrue"
                    or "="
                    or "<>"
                    or "<"
                    or "<="
                    or ">"
                    or ">="
                    or "in"
                    or "like"
                    or "~"
            };

    /// <summary>The comparison that holds when another does not.</summary>
    public static string? Opposite(string comparison) =>
        comparison switch
        {
            "=" => "<>",
            "<>" => "=",
            "<" => ">=",
            "<=" => ">",
            ">" => "<=",
            ">=" => "<",
            _ => null,
        };

    private static Term.Apply? Find(Term term, params string[] names) =>
        term is not Term.Apply apply ? null
        : names.Contains(apply.Name) ? apply
        : apply.Arguments.Select(a => Find(a, names)).FirstOrDefault(f => f is not null);

    private static Term Replaced(Term term, Term part, Term by) =>
        ReferenceEquals(term, part) ? by
        : term is Term.Apply apply ? new Term.Apply(apply.Name, [.. apply.Arguments.Select(a => Replaced(a, part, by))])
        : term;
}
