using System.Runtime.InteropServices;
using System.Text;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>The functions of DuckDB's library that dbwright calls.</summary>
/// <param name="handle">The library.</param>
internal sealed unsafe class DuckDbLibrary(nint handle)
{
    /// <summary>Opens an empty database in memory, and a connection to it.</summary>
    /// <exception cref="Failure">The library refuses (<see cref="ExitStatus.EngineUnavailable"/>).</exception>
    public (nint Database, nint Connection) Open()
    {
        nint database;
        nint connection;
        return
            ((delegate* unmanaged[Cdecl]<byte*, nint*, int>)Function("open"))(null, &database) == 0
            && ((delegate* unmanaged[Cdecl]<nint, nint*, int>)Function("connect"))(database, &connection) == 0
            ? (database, connection)
            : throw Failure.Because(ExitStatus.EngineUnavailable, "no-duckdb", "DuckDB opens no database in memory.");
    }

    /// <summary>Closes both.</summary>
    public void Close(nint database, nint connection)
    {
        ((delegate* unmanaged[Cdecl]<nint*, void>)Function("disconnect"))(&connection);
        ((delegate* unmanaged[Cdecl]<nint*, void>)Function("close"))(&database);
    }

    /// <summary>Runs a statement; what it returns is not looked at.</summary>
    /// <returns>What is wrong, or none.</returns>
    public string? Run(nint connection, string sql)
    {
        // duckdb_result: three counts, the columns, the error, what is internal.
        var result = stackalloc nint[6];
        fixed (byte* statement = Encoding.UTF8.GetBytes(sql + "\0"))
        {
            var state = ((delegate* unmanaged[Cdecl]<nint, byte*, nint*, int>)Function("query"))(connection, statement, result);
            var message =
                state == 0
                    ? null
                    : Marshal.PtrToStringUTF8(((delegate* unmanaged[Cdecl]<nint*, nint>)Function("result_error"))(result))
                        ?? "DuckDB says no more than that.";
            ((delegate* unmanaged[Cdecl]<nint*, void>)Function("destroy_result"))(result);
            return message;
        }
    }

    private nint Function(string name) => NativeLibrary.GetExport(handle, $"duckdb_{name}");
}
