using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Where a server is and who asks.</summary>
internal sealed record MariaDbAddress
{
    /// <summary>The host; none for the socket.</summary>
    public string? Host { get; init; }

    /// <summary>The port, where there is a host.</summary>
    public int Port { get; init; } = 3306;

    /// <summary>
    /// Whether somebody named the port. Without, the library takes <c>localhost</c> for the default Unix socket, where another server may listen.
    /// </summary>
    public bool IsPortNamed { get; init; }

    /// <summary>The path of the Unix socket, or none.</summary>
    public string? Socket { get; init; }

    /// <summary>The account.</summary>
    public required string User { get; init; }

    /// <summary>Its password; empty for none.</summary>
    public string Password { get; init; } = "";

    /// <summary>The database; empty for none.</summary>
    public string Database { get; init; } = "";
}

/// <summary>A connection of the client library. One thread uses it at a time.</summary>
internal sealed unsafe partial class MariaDbConnection : IDisposable
{
    /// <summary>The error of a statement that was stopped from outside.</summary>
    public const uint Interrupted = 1317;

    private const int InitCommand = 3;
    private const int CharsetName = 7;
    private const int LocalInfile = 8;
    private const int Protocol = 9;
    private const uint Tcp = 1;

    // Rows found, not rows whose values differ from before: what every other engine counts.
    private const uint FoundRows = 2;
    private const uint MultiResults = 1 << 17;

    // Strict, so that a value that does not fit is an error and not cut; UTC, so that times mean the same on every machine. Dates of zeros are
    // taken, as servers do by default: a table that has one as a default could not be changed at all otherwise.
    private const string Greeting =
        "set session time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'";

    private nint handle;

    private MariaDbConnection(MariaDbLibrary library, nint handle) => (Library, this.handle) = (library, handle);

    /// <summary>The library's functions.</summary>
    public MariaDbLibrary Library { get; }

    /// <summary>The connection as the library knows it.</summary>
    public nint Handle => handle != 0 ? handle : throw new ObjectDisposedException(nameof(MariaDbConnection));

    /// <summary>The number by which another connection can stop what runs here.</summary>
    public ulong Id => Library.ThreadId(Handle).Value;

    /// <summary>The server's version.</summary>
    public EngineVersion Version
    {
        get
        {
            var number = (int)Library.GetServerVersion(Handle).Value;
            return new(number / 10_000, number / 100 % 100, number % 100);
        }
    }

    /// <summary>The version in the server's own words: <c>10.11.19-MariaDB-0+deb12u1</c>.</summary>
    public string ServerInfo => Marshal.PtrToStringUTF8((nint)Library.GetServerInfo(Handle)) ?? "";

    /// <summary>Connects; blocks until the server answers.</summary>
    /// <exception cref="EngineException">It refuses, or is not there.</exception>
    public static MariaDbConnection Open(MariaDbAddress address)
    {
        var library = MariaDbLibrary.Default;
        var connection = new MariaDbConnection(library, library.Init(0));
        try
        {
            connection.Set(CharsetName, "utf8mb4");
            connection.Set(InitCommand, Greeting);
            var yes = 1u;
            library.Options(connection.Handle, LocalInfile, &yes);
            if (address is { Socket: null, IsPortNamed: true })
            {
                var tcp = Tcp;
                library.Options(connection.Handle, Protocol, &tcp);
            }

            connection.Connect(address);
            MariaDbLoader.Refuse(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs one statement by the text protocol; rows are read and dropped.</summary>
    /// <returns>The rows that it changed.</returns>
    /// <exception cref="EngineException">The server refuses it.</exception>
    public long Run(string sql)
    {
        var text = Encoding.UTF8.GetBytes(sql);
        fixed (byte* bytes = text)
        {
            if (Library.RealQuery(Handle, bytes, new((nuint)text.Length)) != 0)
            {
                throw Failed(sql);
            }
        }

        var changed = 0L;
        for (var more = 0; more == 0; more = Library.NextResult(Handle))
        {
            if (Library.UseResult(Handle) is var result && result != 0)
            {
                while (Library.FetchRow(result) != 0) { }
                Library.FreeResult(result);
            }

            if (Library.Errno(Handle) != 0)
            {
                throw Failed(sql);
            }

            changed += Math.Max(0, (long)Library.AffectedRows(Handle));
        }

        return Library.Errno(Handle) != 0 ? throw Failed(sql) : changed;
    }

    /// <summary>The error of the last call.</summary>
    /// <param name="sql">The statement that it was about, or none.</param>
    public EngineException Failed(string? sql) =>
        Failed(Library.Errno(Handle), Marshal.PtrToStringUTF8((nint)Library.Error(Handle)) ?? "unknown error", sql);

    /// <summary>An error with its place in the statement, as far as the server names one.</summary>
    public static EngineException Failed(uint number, string message, string? sql) =>
        new(message, number.ToString(System.Globalization.CultureInfo.InvariantCulture), sql is null ? null : Place(message, sql))
        {
            Kind = Kind(number),
        };

    // By https://mariadb.com/docs/server/reference/error-codes/mariadb-error-code-reference.
    private static EngineErrorKind Kind(uint number) =>
        number switch
        {
            1205 or 1213 => EngineErrorKind.Busy,
            // Of databases, accounts, tables, columns, guarded statements, routines and grants.
            1044 or 1045 or 1142 or 1143 or 1227 or 1370 or 1410 => EngineErrorKind.MissingRight,
            // --read-only and its kind; a transaction to read only.
            1290 or 1792 => EngineErrorKind.ReadOnly,
            1146 => EngineErrorKind.MissingTable,
            1054 => EngineErrorKind.MissingColumn,
            // The second is a statement in a wrong place.
            1064 or 1149 => EngineErrorKind.Syntax,
            // A wrong, a cut or too large a value.
            1264 or 1265 or 1292 or 1366 or 1411 => EngineErrorKind.Unconverted,
            _ => EngineErrorKind.Other,
        };

    /// <inheritdoc />
    public void Dispose()
    {
        if (handle != 0)
        {
            Library.Close(handle);
            handle = 0;
        }
    }

    private void Set(int option, string value)
    {
        fixed (byte* text = Encoding.UTF8.GetBytes(value + '\0'))
        {
            Library.Options(Handle, option, text);
        }
    }

    private void Connect(MariaDbAddress address)
    {
        fixed (
            byte* host = Text(address.Socket is null ? address.Host ?? "localhost" : null),
                user = Text(address.User),
                password = Text(address.Password),
                database = Text(address.Database.Length == 0 ? null : address.Database),
                socket = Text(address.Socket)
        )
        {
            var done = Library.RealConnect(
                Handle,
                host,
                user,
                password,
                database,
                (uint)address.Port,
                socket,
                new(FoundRows | MultiResults)
            );
            if (done == 0)
            {
                throw Failed(null);
            }
        }
    }

    private static byte[]? Text(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text + '\0');

    // "… near 'frm t' at line 2": the text is where the parser stopped, cut after 80 characters.
    private static int? Place(string message, string sql)
    {
        var match = Near().Match(message);
        if (!match.Success)
        {
            return null;
        }

        var line = int.Parse(match.Groups["line"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
        var start = 0;
        for (var i = 1; i < line && start >= 0; i++)
        {
            start = sql.IndexOf('\n', start) + 1;
        }

        var near = match.Groups["text"].Value;
        var at = near.Length == 0 ? sql.Length : sql.IndexOf(near, Math.Max(0, start), StringComparison.Ordinal);
        return at < 0 ? start : at;
    }

    [GeneratedRegex(
        @"near '(?<text>.*)' at line (?<line>\d{1,9})$",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Near();
}
