using Dbwright.Migrations;
using Xunit;

namespace Dbwright.Tests.Migrations.Running;

/// <summary>How many keys batches have, by what a batch costs and what each of its keys does.</summary>
public sealed class BatchSizeTests
{
    private static readonly RunOptions Options = new();

    /// <summary>What costs little takes as long as asked for; what costs much is worth its keys, up to the longest.</summary>
    [Theory]
    [InlineData(0.1, 0.005, 6)]
    [InlineData(0.1, 0.5, 6)]
    [InlineData(5, 0.005, 40)]
    [InlineData(500, 0.005, 100)]
    public void Batches_are_short_and_worth_what_they_cost(double batch, double key, double expected)
    {
        var size = new BatchSize(1000, Options);

        var last = Runs(size, 300, (count, _) => batch + key * count);

        Assert.All(last, count => Assert.InRange(count, expected / key * 0.9 - 1, expected / key * 1.1));
    }

    [Fact]
    public void A_batch_that_comes_late_now_and_then_changes_nothing()
    {
        var size = new BatchSize(1000, Options);

        var last = Runs(size, 300, (count, number) => 0.1 + 0.005 * count + (number % 5 == 0 ? 50 : 0));

        Assert.All(last, count => Assert.InRange(count, 1100, 1300));
    }

    [Fact]
    public void Keys_that_take_longer_than_a_batch_are_done_one_by_one()
    {
        var size = new BatchSize(1000, Options);

        var last = Runs(size, 300, (count, _) => 0.1 + 40.0 * count);

        Assert.All(last, count => Assert.Equal(1, count));
    }

    [Fact]
    public void They_run_for_longer_each_time_and_small_ones_briefly()
    {
        var size = new BatchSize(1000, Options);
        var (times, counts) = (new List<double>(), new List<int>());
        for (var number = 0; number < 2000; number++)
        {
            times.Add(size.Time(TimeSpan.FromSeconds(5)).TotalMilliseconds);
            counts.Add(size.Next);
            size.Took(size.Next, 1, TimeSpan.FromMilliseconds(0.1 + 0.005 * size.Next));
        }

        Assert.Equal([6, 12, 24, 48, 96, 192, 384, 768, 96, 3072, 5000], times.Take(11));
        Assert.All(times.Zip(counts).Skip(11), t => Assert.Equal(t.Second < 300 ? 96 : 5000, t.First));
    }

    /// <summary>Those that cost much are found out after the first small ones, and then grow without running for seconds as they were.</summary>
    [Fact]
    public void They_run_briefly_while_they_grow()
    {
        var size = new BatchSize(5000, Options);
        var time = 0.0;
        while (size.Next < 6000)
        {
            time += Math.Max(size.Time(TimeSpan.FromSeconds(5)).TotalMilliseconds, 5 + 0.005 * size.Next);
            size.Took(size.Next, 1, TimeSpan.FromMilliseconds(5 + 0.005 * size.Next));
        }

        Assert.InRange(time, 0, 4000);
    }

    // The last ones that are not small are given.
    private static List<int> Runs(BatchSize size, int batches, Func<int, int, double> milliseconds)
    {
        var counts = new List<int>();
        for (var number = 0; number < batches; number++)
        {
            var count = size.Next;
            size.Took(count, 1, TimeSpan.FromMilliseconds(milliseconds(count, number)));
            counts.Add(count);
        }

        var last = counts.TakeLast(20).ToList();
        return last.Where(c => c > last.Max() / 4).ToList();
    }
}
