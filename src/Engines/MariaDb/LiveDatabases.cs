using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Databases on MariaDB servers of the user's.</summary>
internal sealed class MariaDbLiveDatabases : ILiveDatabases
{
    /// <inheritdoc />
    public Task<ISession> OpenAsync(string url, CancellationToken cancellation) => OpenAsync(url, isReadOnly: true, cancellation);

    /// <inheritdoc />
    public Task<ISession> OpenToWriteAsync(string url, CancellationToken cancellation) =>
        OpenAsync(url, isReadOnly: false, cancellation);

    /// <inheritdoc />
    public async Task<Sequence<LiveDatabase>> DatabasesAsync(string url, string pattern, CancellationToken cancellation)
    {
        const string query = """
            select schema_name from information_schema.schemata
            where schema_name not in ('mysql', 'sys', 'information_schema', 'performance_schema') and schema_name like ?
            order by 1
            """;
        await using var session = await OpenAsync(url, cancellation);
        return (await session.QueryAsync(query, [LivePattern.Like(pattern)], cancellation))
            .Select(r => new LiveDatabase((string)r[0]!, LivePattern.InUrl(url, (string)r[0]!)))
            .ToSequence();
    }

    private async Task<ISession> OpenAsync(string url, bool isReadOnly, CancellationToken cancellation)
    {
        var address = Address(url);
        if (address.Database.Length == 0)
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "url",
                "The URL names no database.",
                fix: "Write mariadb://USER@HOST:PORT/DATABASE."
            );
        }

        MariaDbSession? session = null;
        try
        {
            session = await MariaDbSession.OpenAsync(address, cancellation);
            if (!session.IsMariaDb)
            {
                throw NotMariaDb(session.VersionText);
            }

            if (isReadOnly)
            {
                await session.ExecuteAsync("set session transaction read only", cancellation);
            }

            return session;
        }
        catch (Failure)
        {
            await (session?.DisposeAsync() ?? ValueTask.CompletedTask);
            throw;
        }
        catch (EngineException e)
        {
            await (session?.DisposeAsync() ?? ValueTask.CompletedTask);
            throw Failure.Because(
                ExitStatus.EngineUnavailable,
                "connect",
                $"{Describe(url)} cannot be reached.",
                e.Message,
                WayOut(e),
                cause: e
            );
        }
    }

    // By the codes of https://mariadb.com/docs/server/reference/error-codes/mariadb-error-code-reference and of its client.
    private static string? WayOut(EngineException e) =>
        e.Code switch
        {
            "1045" or "1698" => "A password comes from MYSQL_PWD or ~/.my.cnf.",
            "1044" => "Correct the account or the database of the URL, or grant the one rights on the other.",
            "1049" => "Correct the database of the URL, or create it.",
            "2002" or "2003" or "2005" => "Start the server, or correct its address in the URL.",
            _ => null,
        };

    /// <inheritdoc />
    public string Describe(string url)
    {
        var address = Address(url);
        return $"database {address.Database} on {MariaDbUrl.Text(address)}, as {address.User}";
    }

    /// <summary>A server that speaks the protocol and is another product.</summary>
    internal static Failure NotMariaDb(string version) =>
        Failure.Because(
            ExitStatus.BadInput,
            "not-mariadb",
            $"This server is {version}; dbwright reads databases of MariaDB only.",
            "Its catalogues differ from MariaDB's, and no MySQL server was there to try the reading of them.",
            "`dbwright design --engine mysql` writes a schema for MySQL, checked and not executed."
        );

    private static MariaDbAddress Address(string url)
    {
        const string other = "mysql://";
        var address = MariaDbUrl.Parse(
            url.StartsWith(other, StringComparison.Ordinal) ? $"mariadb://{url[other.Length..]}" : url
        );
        return address.Password.Length > 0 ? address : address with { Password = MariaDbOptionFile.Password() ?? "" };
    }
}

/// <summary>The user's option file, <c>~/.my.cnf</c>.</summary>
internal static class MariaDbOptionFile
{
    /// <summary>The password of its section <c>[client]</c>, or none.</summary>
    public static string? Password()
    {
        var path = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".my.cnf");
        try
        {
            return File.Exists(path) ? Password(File.ReadAllLines(path)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The password in the lines of such a file.</summary>
    internal static string? Password(IEnumerable<string> lines)
    {
        string? found = null;
        var isClient = false;
        foreach (var line in lines.Select(l => l.Trim()))
        {
            if (line.StartsWith('['))
            {
                isClient = line is "[client]" or "[client-mariadb]" or "[mysql]" or "[mariadb-client]";
            }
            else if (
                isClient
                && line.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
                && line[..at].TrimEnd() == "password"
            )
            {
                var value = line[(at + 1)..].Trim();
                found = value is ['"', .., '"'] or ['\'', .., '\''] ? value[1..^1] : value;
            }
        }

        return found;
    }
}
