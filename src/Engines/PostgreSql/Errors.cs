using Dbwright.Model;
using Npgsql;

namespace Dbwright.Engines;

/// <summary>Errors of the driver as errors of the engine.</summary>
internal static class PostgreSqlErrors
{
    // The driver's own troubles (a broken connection) have no SQLSTATE; this is the standard's class for them.
    /// <summary>The class of what comes from the client, without a code of the server.</summary>
    public const string ConnectionException = "08000";

    /// <summary>The error with its SQLSTATE and, when the server says it, the place in the text.</summary>
    /// <param name="error">What the driver throws.</param>
    /// <param name="statement">The statement that was sent.</param>
    /// <param name="offset">Where that statement starts in the text that the caller knows.</param>
    public static EngineException From(NpgsqlException error, string statement = "", int offset = 0)
    {
        if (error is not PostgresException server)
        {
            var reason = error.InnerException is { } inner && inner.Message != error.Message ? $" ({inner.Message})" : "";
            return new(error.Message + reason, ConnectionException, cause: error);
        }

        var message = string.IsNullOrEmpty(server.Hint) ? server.MessageText : $"{server.MessageText} ({server.Hint})";
        return new(
            message,
            server.SqlState,
            server.Position > 0 && statement.Length > 0 ? offset + Characters(statement, server.Position - 1) : null,
            error
        )
        {
            Kind = Kind(server.SqlState),
        };
    }

    // By https://www.postgresql.org/docs/current/errcodes-appendix.html.
    private static EngineErrorKind Kind(string state) =>
        state switch
        {
            "55P03" or "40P01" => EngineErrorKind.Busy,
            "42501" => EngineErrorKind.MissingRight,
            "25006" => EngineErrorKind.ReadOnly,
            "42P01" or "3F000" => EngineErrorKind.MissingTable,
            "42703" => EngineErrorKind.MissingColumn,
            "42601" or "42602" => EngineErrorKind.Syntax,
            // A text, a moment or a number that is none.
            "22P02" or "22007" or "22008" or "22003" or "22018" or "22023" or "22030" or "22032" => EngineErrorKind.Unconverted,
            _ => EngineErrorKind.Other,
        };

    // The server counts code points; a text here counts UTF-16 units.
    private static int Characters(string text, int codePoints)
    {
        var at = 0;
        for (; codePoints > 0 && at < text.Length; codePoints--)
        {
            at += char.IsSurrogatePair(text, at) ? 2 : 1;
        }

        return at;
    }
}
