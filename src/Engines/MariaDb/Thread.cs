using System.Collections.Concurrent;

namespace Dbwright.Engines;

/// <summary>A thread for calls that block, one after the other.</summary>
internal sealed class MariaDbThread : IDisposable
{
    private readonly BlockingCollection<Action> work = [];

    /// <summary>Starts it; it ends when it is disposed of.</summary>
    public MariaDbThread() => new Thread(Run) { IsBackground = true, Name = "MariaDB session" }.Start();

    /// <summary>Runs a call on it.</summary>
    public Task<T> RunAsync<T>(Func<T> call)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        work.Add(() =>
        {
            try
            {
                done.SetResult(call());
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        });
        return done.Task;
    }

    /// <inheritdoc />
    public void Dispose() => work.CompleteAdding();

    private void Run()
    {
        foreach (var call in work.GetConsumingEnumerable())
        {
            call();
        }

        work.Dispose();
    }
}
