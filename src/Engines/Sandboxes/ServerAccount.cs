using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// The unprivileged account that a server runs as: servers refuse root. When the program itself is unprivileged, its own account.
/// </summary>
/// <param name="Prefix">What goes before a command so that it runs as the account; empty for the own account.</param>
/// <param name="User">The account's name; none for the own account.</param>
internal sealed record ServerAccount(Sequence<string> Prefix, string? User)
{
    /// <summary>The account for servers of an engine.</summary>
    /// <param name="preferred">The account that the engine's packages create, when they did.</param>
    /// <exception cref="Failure">The program runs as root and cannot drop to another account.</exception>
    public static ServerAccount Find(string preferred)
    {
        if (!Environment.IsPrivilegedProcess || OperatingSystem.IsWindows())
        {
            return new([], null);
        }

        var setpriv =
            ProgramPath.Find("setpriv")
            ?? throw Failure.Because(
                ExitStatus.EngineUnavailable,
                "sandbox-account",
                "A database server refuses to run as root, and setpriv is not there to run it as another user.",
                "Looked for setpriv on PATH; it is part of util-linux.",
                "Install util-linux, run dbwright as an ordinary user, or name a server of your own with --sandbox URL."
            );
        var (user, group) =
            Account(preferred)
            ?? Account("nobody")
            ?? throw Failure.Because(
                ExitStatus.EngineUnavailable,
                "sandbox-account",
                $"A database server refuses to run as root, and there is neither a user {preferred} nor nobody.",
                "Looked in /etc/passwd.",
                "Run dbwright as an ordinary user, or name a server of your own with --sandbox URL."
            );
        return new([setpriv, $"--reuid={user}", $"--regid={group}", "--init-groups", "--reset-env"], user);
    }

    private static (string User, int Group)? Account(string name)
    {
        try
        {
            foreach (var line in File.ReadLines("/etc/passwd"))
            {
                var fields = line.Split(':');
                if (
                    fields.Length > 3
                    && fields[0] == name
                    && int.TryParse(fields[3], NumberStyles.None, CultureInfo.InvariantCulture, out var group)
                )
                {
                    return (name, group);
                }
            }
        }
        catch (IOException)
        {
            // Without the file there are no accounts by name; the caller says so.
        }

        return null;
    }
}
