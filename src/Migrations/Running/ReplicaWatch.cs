using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>
/// How long ago the server wrote what the slowest replica has not done yet. Servers tell such a time only when the replica answers, so that of
/// one that stands still they would tell nothing.
/// </summary>
/// <param name="clock">The clock.</param>
internal sealed class ReplicaWatch(TimeProvider clock)
{
    private readonly Queue<(long Written, long At)> open = new();

    /// <summary>Notes where server and replicas are now.</summary>
    /// <returns>How far the slowest is behind.</returns>
    public TimeSpan Behind(ReplicaPosition position)
    {
        open.Enqueue((position.Written, clock.GetTimestamp()));
        while (open.TryPeek(out var oldest) && oldest.Written <= position.Replayed)
        {
            open.Dequeue();
        }

        return open.TryPeek(out var first) ? clock.GetElapsedTime(first.At) : TimeSpan.Zero;
    }
}
