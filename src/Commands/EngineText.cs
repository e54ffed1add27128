using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>An engine as documents and options name it: <c>postgresql</c>, <c>postgresql:16</c>.</summary>
internal static class EngineText
{
    /// <summary>The major version after the colon; none without one.</summary>
    /// <exception cref="Failure">What stands there is no version (<see cref="ExitStatus.BadInput"/>).</exception>
    public static int? Major(string? engine)
    {
        var colon = engine?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (colon < 0)
        {
            return null;
        }

        var text = engine![(colon + 1)..];
        return int.TryParse(text.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            ? major
            : throw Failure.Because(
                ExitStatus.BadInput,
                "engine-version",
                $"\"{text}\" is no version.",
                fix: "Write the major version, as in postgresql:16."
            );
    }
}
