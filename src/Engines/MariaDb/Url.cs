using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Connection URLs: <c>mariadb://user:password@host:port/database?socket=/path</c>; <c>mysql://</c> says the same.</summary>
internal static class MariaDbUrl
{
    private static readonly string[] Schemes = ["mariadb://", "mysql://"];

    /// <summary>The address that a URL says. Without a password in it, that of the environment variable MYSQL_PWD.</summary>
    /// <exception cref="Failure">It is not such a URL (<see cref="ExitStatus.BadInput"/>).</exception>
    public static MariaDbAddress Parse(string url)
    {
        var isKnown = Array.Exists(Schemes, s => url.StartsWith(s, StringComparison.Ordinal));
        if (!isKnown || !Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            throw Bad("It must start with mariadb:// and name a host.");
        }

        var user = address.UserInfo.Split(':', 2);
        string? socket = null;
        foreach (var pair in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            socket =
                parts[0] == "socket" && parts.Length == 2
                    ? Uri.UnescapeDataString(parts[1])
                    : throw Bad($"dbwright does not know its parameter \"{parts[0]}\".");
        }

        return new()
        {
            Host = address.Host,
            Port = address.Port > 0 ? address.Port : 3306,
            IsPortNamed = address.Port > 0,
            Socket = socket,
            User = user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : Environment.UserName,
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : Environment.GetEnvironmentVariable("MYSQL_PWD") ?? "",
            Database = Uri.UnescapeDataString(address.AbsolutePath.TrimStart('/')),
        };
    }

    /// <summary>The server for people, without the password.</summary>
    public static string Text(MariaDbAddress address) =>
        address.Socket ?? string.Create(CultureInfo.InvariantCulture, $"{address.Host}, port {address.Port}");

    // The URL itself is not shown: it may hold a password.
    private static Failure Bad(string reason) =>
        Failure.Because(
            ExitStatus.BadInput,
            "url",
            "The MariaDB URL cannot be read.",
            reason,
            "Write mariadb://USER@HOST:PORT/DATABASE; for a Unix socket mariadb://USER@localhost/DATABASE?socket=/PATH."
        );
}
