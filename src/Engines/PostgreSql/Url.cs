using System.Globalization;
using Dbwright.Model;
using Npgsql;

namespace Dbwright.Engines;

/// <summary>Connection URLs as libpq reads them: <c>postgresql://user:password@host:port/database?host=/socket/folder&amp;sslmode=require</c>.</summary>
internal static class PostgreSqlUrl
{
    /// <summary>The settings that a URL says; what it leaves out comes from libpq's environment variables.</summary>
    /// <exception cref="Failure">It is not such a URL (<see cref="ExitStatus.BadInput"/>).</exception>
    public static NpgsqlConnectionStringBuilder Parse(string url)
    {
        var rest =
            url.StartsWith("postgresql://", StringComparison.Ordinal) ? url["postgresql://".Length..]
            : url.StartsWith("postgres://", StringComparison.Ordinal) ? url["postgres://".Length..]
            : throw Bad("It must start with postgresql:// or postgres://.");
        var (beforeQuery, query) = Cut(rest, '?');
        var (authority, database) = Cut(beforeQuery, '/');
        var at = authority.LastIndexOf('@');
        var (user, password) = at < 0 ? ("", "") : Cut(authority[..at], ':');
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        var (host, port) = Server(authority[(at + 1)..]);
        Put("host", host);
        Put("port", port);
        Put("user", user);
        Put("password", password);
        Put("dbname", database);
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = Cut(pair, '=');
            Put(Uri.UnescapeDataString(name), value);
        }

        return Build(settings);

        void Put(string name, string value)
        {
            if (value.Length > 0)
            {
                settings[name] = Uri.UnescapeDataString(value);
            }
        }
    }

    private static NpgsqlConnectionStringBuilder Build(Dictionary<string, string> settings)
    {
        var user = Take("user", "PGUSER") ?? Environment.UserName;
        var port = Take("port", "PGPORT") ?? "5432";
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = Take("hostaddr", "PGHOSTADDR") ?? Take("host", "PGHOST") ?? "localhost",
            Port = int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw Bad($"Its port is \"{port}\", which is not a number."),
            Username = user,
            Database = Take("dbname", "PGDATABASE") ?? user,
        };
        settings.Remove("host");
        if (Take("password", "PGPASSWORD") is { } password)
        {
            builder.Password = password;
        }

        if (Take("passfile", "PGPASSFILE") is { } file)
        {
            builder.Passfile = file;
        }

        if (Take("sslmode", "PGSSLMODE") is { } mode)
        {
            builder.SslMode = Enum.TryParse<SslMode>(mode.Replace("-", ""), ignoreCase: true, out var known)
                ? known
                : throw Bad($"Its sslmode is \"{mode}\"; it may be disable, allow, prefer, require, verify-ca or verify-full.");
        }

        if (Take("sslrootcert", "PGSSLROOTCERT") is { } root)
        {
            builder.RootCertificate = root;
        }

        if (Take("options", "PGOPTIONS") is { } options)
        {
            builder.Options = options;
        }

        if (Take("connect_timeout", "PGCONNECT_TIMEOUT") is { } timeout)
        {
            builder.Timeout = int.TryParse(timeout, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                ? seconds
                : throw Bad($"Its connect_timeout is \"{timeout}\", which is not a number of seconds.");
        }

        settings.Remove("application_name");
        return settings.Count == 0
            ? builder
            : throw Bad($"dbwright does not know its parameter \"{settings.Keys.Order(StringComparer.Ordinal).First()}\".");

        string? Take(string name, string variable) =>
            settings.Remove(name, out var value) ? value
            : Environment.GetEnvironmentVariable(variable) is { Length: > 0 } fromEnvironment ? fromEnvironment
            : null;
    }

    private static (string Host, string Port) Server(string text)
    {
        // [::1]:5432
        if (text.StartsWith('['))
        {
            var close = text.IndexOf(']', StringComparison.Ordinal);
            return close < 0 ? throw Bad("Its [ has no ].") : (text[1..close], text[(close + 1)..].TrimStart(':'));
        }

        return text.Contains(',', StringComparison.Ordinal) ? throw Bad("It names several hosts; name one.") : Cut(text, ':');
    }

    private static (string Before, string After) Cut(string text, char mark)
    {
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
    }

    // The URL itself is not shown: it may hold a password.
    private static Failure Bad(string reason) =>
        Failure.Because(
            ExitStatus.BadInput,
            "url",
            "The PostgreSQL URL cannot be read.",
            reason,
            "Write postgresql://USER@HOST:PORT/DATABASE; for a Unix socket postgresql://USER@/DATABASE?host=/FOLDER."
        );
}
