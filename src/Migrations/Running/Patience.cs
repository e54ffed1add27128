using System.Globalization;
using System.Security.Cryptography;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>Tries again what failed because a lock was not free, with growing pauses.</summary>
internal sealed class Patience(RunOptions options, Action<string> tell)
{
    /// <summary>Does something until it succeeds.</summary>
    /// <param name="what">What it is, for people.</param>
    /// <param name="attempt">Does it; after a failure it must be as if it had not been tried.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="EngineException">It fails for another reason, or too often.</exception>
    public async Task RunAsync(string what, Func<Task> attempt, CancellationToken cancellation)
    {
        var pause = options.FirstPause;
        for (var tried = 1; ; tried++)
        {
            try
            {
                await attempt();
                return;
            }
            catch (EngineException e) when (e.Kind == EngineErrorKind.Busy && tried < options.Attempts)
            {
                var varied = pause * (0.5 + RandomNumberGenerator.GetInt32(1000) / 1000.0);
                tell(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{what}: {e.Message}; attempt {tried + 1} of {options.Attempts} in {varied.TotalSeconds:0.0} s"
                    )
                );
                await Task.Delay(varied, cancellation);
                pause = pause * 2 < options.LongestPause ? pause * 2 : options.LongestPause;
            }
        }
    }
}
