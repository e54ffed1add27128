using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>The cells of numbers, moments and choices whose distribution a person has given.</summary>
internal static class ShapedCells
{
    private const double Shape = 1.16;
    private const long Day = 86_400_000;

    /// <summary>The cell, or none where the rule leaves the distribution open.</summary>
    /// <param name="domain">The column.</param>
    /// <param name="form">How its numbers are stored.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="salt">The column's own draws.</param>
    /// <param name="nulls">When the value is null.</param>
    /// <param name="usual">The distribution that it has by its meaning.</param>
    public static ShapedCell? For(
        ColumnDomain domain,
        NumberForm form,
        ColumnRule rule,
        ulong salt,
        Nulls? nulls,
        Func<ColumnDomain, Quantiles?> usual
    )
    {
        if (rule is { Distribution: null, Weights.Count: 0, Distinct: null, Correlates: null })
        {
            return null;
        }

        if (Listed(domain, form, rule) is { Length: > 0 } list)
        {
            return new RankedCell(salt, form, nulls, OfList(Labelled(rule, form, list), list.Length), rank => list[rank]);
        }

        Limit(domain, form);
        long low = domain.Low!.Value,
            high = domain.High!.Value;
        var size = high - low + 1;
        if (size < 1)
        {
            return null;
        }

        if (rule.Distinct is { } distinct && rule.Correlates is null)
        {
            var count = Math.Clamp(distinct, 1, size);
            if (rule.Like is { } like)
            {
                return Like(like, rule, form, salt, nulls, low, high, count);
            }

            var places = new Permutation(count, Mixer.Mix(salt));
            return new RankedCell(
                salt,
                form,
                nulls,
                Popularity(rule, count),
                rank => low + (long)((UInt128)places.Forward(rank) * (UInt128)size / (UInt128)count)
            );
        }

        return rule.Distribution switch
        {
            ValueDistribution.Normal => new SpreadCell(salt, form, nulls, Bell(domain, rule, low, high)),
            ValueDistribution.Zipf => new RankedCell(salt, form, nulls, Ranks.Zipf(size, rule.Exponent ?? 1), rank => low + rank),
            ValueDistribution.Pareto => new SpreadCell(
                salt,
                form,
                nulls,
                Quantiles.Pareto(rule.Exponent ?? Shape, low, high + 1.0)
            ),
            ValueDistribution.Uniform => new SpreadCell(salt, form, nulls, null),
            _ => new SpreadCell(salt, form, nulls, usual(domain)),
        };
    }

    /// <summary>How popular the ranks of something are: of parents, of different values.</summary>
    public static Ranks Popularity(ColumnRule rule, long count) =>
        rule.Weights.Count > 0 && rule.Values.Count == 0
            ? Ranks.Given([.. rule.Weights.Take((int)Math.Min(count, int.MaxValue))], count)
            : rule.Distribution switch
            {
                ValueDistribution.Zipf => Ranks.Zipf(count, rule.Exponent ?? 1),
                ValueDistribution.Pareto => Ranks.Pareto(count, rule.Exponent ?? Shape),
                ValueDistribution.Normal => Ranks.Normal(count, rule.Deviation ?? 1 / 3.0),
                _ => Ranks.Uniform(count),
            };

    /// <summary>How frequent the values of a list are, in their order.</summary>
    public static Ranks OfList(ColumnRule rule, int count) =>
        rule.Weights.Count > 0
            ? Ranks.Given([.. rule.Weights.Take(count)], count)
            : rule.Distribution switch
            {
                ValueDistribution.Zipf => Ranks.Zipf(count, rule.Exponent ?? 1),
                ValueDistribution.Pareto => Ranks.Pareto(count, rule.Exponent ?? Shape),
                ValueDistribution.Normal => Ranks.Bell(count),
                _ => Ranks.Uniform(count),
            };

    private static long[]? Listed(ColumnDomain domain, NumberForm form, ColumnRule rule) =>
        rule.Values.Count > 0 ? [.. rule.Values.Select(v => form.Number(FixedCell.Read(v, form), up: false)).OfType<long>()]
        : domain.Values is { } values ? values
        : form switch
        {
            ChoiceForm choice => [.. Enumerable.Range(0, choice.Values.Length).Select(i => (long)i)],
            BooleanForm => [0, 1],
            _ => null,
        };

    /// <summary>Texts become no longer than the usual ones; where the statistics name values, they limit a column that nothing else limits.</summary>
    public static void Limit(ColumnDomain domain, ColumnShape like)
    {
        if (domain.Form is not { } form)
        {
            // A byte says how long the text is.
            if (domain.Profile.Type.Kind == SemanticKind.Text && domain.Pattern is null && like.Width > 1)
            {
                domain.Shorten(like.Width - 1);
            }

            return;
        }

        if (form is ChoiceForm or BooleanForm)
        {
            return;
        }

        var numbers = Numbers(form, [.. like.Common, .. like.Bounds]).ToList();
        if (numbers.Count > 0)
        {
            domain.Low ??= Math.Min(numbers.Min(), domain.High ?? long.MaxValue);
            domain.High ??= Math.Max(numbers.Max(), domain.Low.Value);
        }
    }

    private static IEnumerable<long> Numbers(NumberForm form, Sequence<string> values) =>
        values.Select(v => form.Number(FixedCell.Read(v, form), up: false)).OfType<long>();

    // The share of each label, where the statistics name them.
    private static ColumnRule Labelled(ColumnRule rule, NumberForm form, long[] list)
    {
        if (rule.Like is not { Common.Count: > 0 } like)
        {
            return rule;
        }

        var common = like.Common.Select(c => form.Number(FixedCell.Read(c, form), up: false)).ToList();
        return common.Contains(null)
            ? rule
            : rule with
            {
                Weights = list.Select(l => common.IndexOf(l) is >= 0 and var at && at < rule.Weights.Count ? rule.Weights[at] : 0)
                    .ToSequence(),
            };
    }

    // As many numbers as there are different ones, in their order; those that the statistics name, or evenly spaced ones.
    private static RankedCell Like(
        ColumnShape like,
        ColumnRule rule,
        NumberForm form,
        ulong salt,
        Nulls? nulls,
        long low,
        long high,
        long count
    )
    {
        var bounds = Within(like.Bounds).Order().ToArray();
        var common = Within(like.Common).ToArray();
        if (common.Length == 0 && bounds.Length == 0)
        {
            var size = high - low + 1;
            return new(
                salt,
                form,
                nulls,
                Ranks.Scattered([.. rule.Weights], count, Mixer.Mix(salt)),
                rank => low + (long)((UInt128)rank * (UInt128)size / (UInt128)count)
            );
        }

        const long MostKept = 100_000;
        if (common.Length == 0 || count > MostKept)
        {
            return new(
                salt,
                form,
                nulls,
                Ranks.Uniform(count),
                rank => Between(bounds.Length > 0 ? bounds : common, rank, count)
            );
        }

        var shares = new SortedDictionary<long, double>();
        var others = bounds.Length == 0 ? 0 : Math.Max(0, count - common.Length);
        var rest = Math.Max(0, 1 - rule.Weights.Sum());
        for (long rank = 0; rank < others; rank++)
        {
            var number = Between(bounds, rank, others);
            shares[number] = shares.GetValueOrDefault(number) + rest / others;
        }

        for (var i = 0; i < common.Length; i++)
        {
            shares[common[i]] = i < rule.Weights.Count ? rule.Weights[i] : 0;
        }

        long[] numbers = [.. shares.Keys];
        return new(salt, form, nulls, Ranks.Given([.. shares.Values], numbers.Length), rank => numbers[rank]);

        IEnumerable<long> Within(Sequence<string> values) => Numbers(form, values).Where(n => n >= low && n <= high);
    }

    // The number at a rank, where as many ranks lie between two bounds as between the next two.
    private static long Between(long[] bounds, long rank, long count)
    {
        if (bounds.Length == 1)
        {
            return bounds[0];
        }

        var place = (rank + 0.5) / count * (bounds.Length - 1);
        var at = Math.Min((int)place, bounds.Length - 2);
        return bounds[at] + (long)((place - at) * (bounds[at + 1] - bounds[at]));
    }

    private static Quantiles Bell(ColumnDomain domain, ColumnRule rule, long low, long high)
    {
        var unit = 1.0;
        for (var i = 0; i < domain.Scale; i++)
        {
            unit *= 10;
        }

        // Half a unit more, as numbers are rounded down.
        return Quantiles.Normal(
            (rule.Mean * unit ?? (low + (double)high) / 2) + 0.5,
            Math.Max(0.001, rule.Deviation * unit ?? (high - (double)low) / 6),
            low,
            high + 0.999
        );
    }

    private static void Limit(ColumnDomain domain, NumberForm form)
    {
        var (low, high) = form switch
        {
            MomentForm => (Timeline.Start, Timeline.End - 1),
            DateForm => (Timeline.Start / Day, Timeline.End / Day - 1),
            _ => (0, 1_000_000),
        };
        domain.Low ??= Math.Min(low, domain.High ?? low);
        domain.High ??= Math.Max(high, domain.Low.Value);
    }
}
