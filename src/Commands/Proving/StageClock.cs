using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Notes how long each stage takes.</summary>
internal sealed class StageClock(TimeProvider clock)
{
    private readonly List<StageTime> times = [];
    private long mark = clock.GetTimestamp();

    /// <summary>The stages done so far.</summary>
    public Sequence<StageTime> Times => times.ToSequence();

    /// <summary>The stage that began when the last one was done is done too.</summary>
    /// <returns>Its seconds.</returns>
    public double Done(string stage)
    {
        var seconds = clock.GetElapsedTime(mark).TotalSeconds;
        mark = clock.GetTimestamp();
        times.Add(new StageTime(stage, seconds));
        return seconds;
    }
}
