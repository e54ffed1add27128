using System.Diagnostics;
using System.Text.RegularExpressions;
using Dbwright.Engines;
using Dbwright.Model;

namespace Dbwright.Conformance.MariaDb;

/// <summary>What <c>mariadb-dump --no-data</c> prints of a database, made comparable.</summary>
internal static partial class MariaDbDump
{
    private static readonly string Program = "/usr/bin/mariadb-dump";

    /// <summary>Whether the program is here.</summary>
    public static bool IsInstalled => File.Exists(Program);

    /// <summary>The dump of a database of a private sandbox, by its administrator.</summary>
    /// <exception cref="InvalidOperationException">The program fails.</exception>
    public static async Task<string> OfAsync(ISandboxDatabase database, CancellationToken cancellation)
    {
        var address = ((MariaDbSandboxDatabase)database).Administrator;
        var start = new ProcessStartInfo(
            Program,
            [
                "--no-defaults",
                "--no-data",
                "--routines",
                "--triggers",
                "--events",
                "--skip-dump-date",
                "--skip-lock-tables",
                $"--socket={address.Socket}",
                $"--user={address.User}",
                address.Database,
            ]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        var text = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0
            ? Comparable(text, address.Database)
            : throw new InvalidOperationException($"mariadb-dump: {await errors}");
    }

    // The order of columns counts, that of keys does not; next numbers and the moment in which an event was made are states; between the words
    // of a trigger the server keeps the spaces that it read; SQL modes of what servers have by default are one.
    private static string Comparable(string dump, string database)
    {
        var text = dump.Replace($"`{database}`.", "", StringComparison.Ordinal)
            .Replace($"Database: {database}\n", "Database\n", StringComparison.Ordinal)
            .Replace($"for database '{database}'", "", StringComparison.Ordinal);
        text = State().Replace(text, "");
        text = Mode().Replace(text, m => MariaDbModes.Detail(m.Groups["mode"].Value).Any() ? m.Value : "SET sql_mode = usual");
        text = Trigger().Replace(text, "TRIGGER ");
        return Table().Replace(text, m => SortedKeys(m.Value));
    }

    private static string SortedKeys(string create)
    {
        var lines = create.Split('\n').Select(l => l.TrimEnd(',')).ToList();
        var firstKey = lines.FindIndex(1, l => !l.StartsWith("  `", StringComparison.Ordinal));
        var end = lines.FindIndex(1, l => l.StartsWith(')'));
        return string.Join(
            '\n',
            lines[..firstKey].Concat(lines[firstKey..end].Order(StringComparer.Ordinal)).Concat(lines[end..])
        );
    }

    [GeneratedRegex(
        @" AUTO_INCREMENT=\d+| STARTS '[^']*'|^DO SETVAL\(.*\n|(?<=^-- MariaDB dump )[^\n]*|^-- Server version[^\n]*",
        RegexOptions.Multiline,
        1000
    )]
    private static partial Regex State();

    [GeneratedRegex(
        @"(?<=/\*!50003 )trigger\s+.*?\bfor\s+each\s+row\s+",
        RegexOptions.Singleline | RegexOptions.IgnoreCase,
        1000
    )]
    private static partial Regex Trigger();

    [GeneratedRegex(@"SET sql_mode\s+= '(?<mode>[^']*)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mode();

    [GeneratedRegex(@"^CREATE TABLE `.*?^\)[^\n]*$", RegexOptions.Singleline | RegexOptions.Multiline, 1000)]
    private static partial Regex Table();
}
