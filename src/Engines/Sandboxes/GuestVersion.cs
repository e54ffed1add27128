using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Servers of the user's that are of another version than what is to be tried there.</summary>
internal static class GuestVersion
{
    /// <summary>The refusal of such a server.</summary>
    public static Failure Other(string title, string server, EngineVersion version, int wanted) =>
        Failure.Because(
            ExitStatus.EngineUnavailable,
            "sandbox-version",
            FormattableString.Invariant(
                $"The server of --sandbox ({server}) is {title} {version}, and {title} {wanted} is wanted."
            ),
            "What one version takes, and how it words it, another may not.",
            "Name a server of that version, or leave --sandbox out."
        );
}
