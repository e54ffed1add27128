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
            return new RankedCell(salt, form, nulls, OfList(rule, list.Length), rank => list[rank]);
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
