using System.Runtime.InteropServices;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// A loaded build of the SQLite library with the functions that dbwright calls. It is a value, not a set of static imports, so that two
/// builds can be used side by side in one process. The functions are those of https://www.sqlite.org/c3ref/funclist.html without their
/// prefix.
/// </summary>
internal sealed unsafe class SqliteLibrary
{
    /// <summary>Set to <c>bundled</c>, this environment variable makes dbwright use the build that came with it.</summary>
    public const string Variable = "DBWRIGHT_SQLITE";

    /// <summary>The oldest version that has all functions called here without condition.</summary>
    private static readonly EngineVersion Oldest = new(3, 31);

    private static readonly Lazy<SqliteLibrary> Chosen = new(Choose);
    private static readonly Lazy<SqliteLibrary> Fallback = new(LoadBundled);

    public readonly delegate* unmanaged[Cdecl]<byte*, nint*, int, byte*, int> OpenV2;
    public readonly delegate* unmanaged[Cdecl]<nint, int> CloseV2;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*> ErrMsg;
    public readonly delegate* unmanaged[Cdecl]<nint, int> ExtendedErrCode;
    public readonly delegate* unmanaged[Cdecl]<nint, int, int> ExtendedResultCodes;
    public readonly delegate* unmanaged[Cdecl]<nint, int, int> BusyTimeout;
    public readonly delegate* unmanaged[Cdecl]<nint, void> Interrupt;
    public readonly delegate* unmanaged[Cdecl]<nint, int> GetAutocommit;
    public readonly delegate* unmanaged[Cdecl]<nint, int> Changes;
    public readonly delegate* unmanaged[Cdecl]<
        nint,
        delegate* unmanaged[Cdecl]<nint, int, byte*, byte*, byte*, byte*, int>,
        nint,
        int> SetAuthorizer;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*, int, uint, nint*, byte**, int> PrepareV3;
    public readonly delegate* unmanaged[Cdecl]<nint, int> Step;
    public readonly delegate* unmanaged[Cdecl]<nint, int> Reset;
    public readonly delegate* unmanaged[Cdecl]<nint, int> Finalize;
    public readonly delegate* unmanaged[Cdecl]<nint, int> BindParameterCount;

    // Binding without copying and reading a number take nanoseconds and never call back, so the runtime need not be told of them.
    public readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, int> BindNull;
    public readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, long, int> BindInt64;
    public readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, double, int> BindDouble;
    public readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, byte*, int, nint, int> BindText;
    public readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, byte*, int, nint, int> BindBlob;
    public readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int> ColumnCount;
    public readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, int> ColumnType;
    public readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, long> ColumnInt64;
    public readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, double> ColumnDouble;
    public readonly delegate* unmanaged[Cdecl]<nint, int, byte*> ColumnText;
    public readonly delegate* unmanaged[Cdecl]<nint, int, byte*> ColumnBlob;
    public readonly delegate* unmanaged[Cdecl]<nint, int, int> ColumnBytes;

    private readonly nint configure;
    private readonly delegate* unmanaged[Cdecl]<nint, int> errorOffset;

    private SqliteLibrary(nint handle, string name)
    {
        Name = name;
        Version = Read((delegate* unmanaged[Cdecl]<int>)Function(handle, "sqlite3_libversion_number"));
        OpenV2 = (delegate* unmanaged[Cdecl]<byte*, nint*, int, byte*, int>)Function(handle, "sqlite3_open_v2");
        CloseV2 = (delegate* unmanaged[Cdecl]<nint, int>)Function(handle, "sqlite3_close_v2");
        ErrMsg = (delegate* unmanaged[Cdecl]<nint, byte*>)Function(handle, "sqlite3_errmsg");
        ExtendedErrCode = (delegate* unmanaged[Cdecl]<nint, int>)Function(handle, "sqlite3_extended_errcode");
        ExtendedResultCodes = (delegate* unmanaged[Cdecl]<nint, int, int>)Function(handle, "sqlite3_extended_result_codes");
        BusyTimeout = (delegate* unmanaged[Cdecl]<nint, int, int>)Function(handle, "sqlite3_busy_timeout");
        Interrupt = (delegate* unmanaged[Cdecl]<nint, void>)Function(handle, "sqlite3_interrupt");
        GetAutocommit = (delegate* unmanaged[Cdecl]<nint, int>)Function(handle, "sqlite3_get_autocommit");
        Changes = (delegate* unmanaged[Cdecl]<nint, int>)Function(handle, "sqlite3_changes");
        SetAuthorizer = (delegate* unmanaged[Cdecl]<
            nint,
            delegate* unmanaged[Cdecl]<nint, int, byte*, byte*, byte*, byte*, int>,
            nint,
            int>)Function(handle, "sqlite3_set_authorizer");
        PrepareV3 = (delegate* unmanaged[Cdecl]<nint, byte*, int, uint, nint*, byte**, int>)Function(
            handle,
            "sqlite3_prepare_v3"
        );
        Step = (delegate* unmanaged[Cdecl]<nint, int>)Function(handle, "sqlite3_step");
        Reset = (delegate* unmanaged[Cdecl]<nint, int>)Function(handle, "sqlite3_reset");
        Finalize = (delegate* unmanaged[Cdecl]<nint, int>)Function(handle, "sqlite3_finalize");
        BindParameterCount = (delegate* unmanaged[Cdecl]<nint, int>)Function(handle, "sqlite3_bind_parameter_count");
        BindNull = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, int>)Function(handle, "sqlite3_bind_null");
        BindInt64 = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, long, int>)Function(
            handle,
            "sqlite3_bind_int64"
        );
        BindDouble = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, double, int>)Function(
            handle,
            "sqlite3_bind_double"
        );
        BindText = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, byte*, int, nint, int>)Function(
            handle,
            "sqlite3_bind_text"
        );
        BindBlob = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, byte*, int, nint, int>)Function(
            handle,
            "sqlite3_bind_blob"
        );
        ColumnCount = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int>)Function(handle, "sqlite3_column_count");
        ColumnType = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, int>)Function(handle, "sqlite3_column_type");
        ColumnInt64 = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, long>)Function(handle, "sqlite3_column_int64");
        ColumnDouble = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, double>)Function(
            handle,
            "sqlite3_column_double"
        );
        ColumnText = (delegate* unmanaged[Cdecl]<nint, int, byte*>)Function(handle, "sqlite3_column_text");
        ColumnBlob = (delegate* unmanaged[Cdecl]<nint, int, byte*>)Function(handle, "sqlite3_column_blob");
        ColumnBytes = (delegate* unmanaged[Cdecl]<nint, int, int>)Function(handle, "sqlite3_column_bytes");
        configure = Function(handle, "sqlite3_db_config");
        // Since 3.38.
        errorOffset = NativeLibrary.TryGetExport(handle, "sqlite3_error_offset", out var offset)
            ? (delegate* unmanaged[Cdecl]<nint, int>)offset
            : null;
    }

    /// <summary>The system's library; the bundled one where there is none, or where <see cref="Variable"/> asks for it.</summary>
    /// <exception cref="Failure">Neither can be loaded.</exception>
    public static SqliteLibrary Default => Chosen.Value;

    /// <summary>The build that comes with dbwright (3.35.5).</summary>
    /// <exception cref="Failure">It is not there.</exception>
    public static SqliteLibrary Bundled => Fallback.Value;

    /// <summary>What was loaded.</summary>
    public string Name { get; }

    /// <summary>Its version.</summary>
    public EngineVersion Version { get; }

    /// <summary>Where in its text the last statement was wrong, in bytes; none when the build cannot tell.</summary>
    public int? ErrorOffset(nint database)
    {
        var offset = errorOffset is null ? -1 : errorOffset(database);
        return offset < 0 ? null : offset;
    }

    /// <summary>Sets a switch of a connection (<c>sqlite3_db_config</c>).</summary>
    /// <returns>Whether this build knows the switch.</returns>
    public bool Configure(nint database, int option, bool on)
    {
        var now = 0;
        if (OperatingSystem.IsMacOS() && RuntimeInformation.ProcessArchitecture == Architecture.Arm64)
        {
            // There, arguments after the ellipsis lie on the stack: six more fill the registers before them.
            return ((delegate* unmanaged[Cdecl]<nint, int, nint, nint, nint, nint, nint, nint, nint, int*, int>)configure)(
                    database,
                    option,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    on ? 1 : 0,
                    &now
                ) == 0;
        }

        return ((delegate* unmanaged[Cdecl]<nint, int, int, int*, int>)configure)(database, option, on ? 1 : 0, &now) == 0;
    }

    private static SqliteLibrary Choose()
    {
        if (Environment.GetEnvironmentVariable(Variable) == "bundled")
        {
            return Bundled;
        }

        foreach (var name in SystemNames())
        {
            if (NativeLibrary.TryLoad(name, out var handle))
            {
                var library = new SqliteLibrary(handle, name);
                if (library.Version.CompareTo(Oldest) >= 0)
                {
                    return library;
                }
            }
        }

        return Bundled;
    }

    private static string[] SystemNames() =>
        OperatingSystem.IsWindows() ? ["winsqlite3.dll"]
        : OperatingSystem.IsMacOS() ? ["libsqlite3.dylib", "/usr/lib/libsqlite3.dylib"]
        : ["libsqlite3.so.0"];

    private static SqliteLibrary LoadBundled() =>
        NativeLibrary.TryLoad("e_sqlite3", typeof(SqliteLibrary).Assembly, null, out var handle)
            ? new(handle, "e_sqlite3")
            : throw Failure.Because(
                ExitStatus.EngineUnavailable,
                "sqlite-library",
                "There is no SQLite library on this machine, and the one that comes with dbwright cannot be loaded.",
                "",
                OperatingSystem.IsLinux() ? "Install the package libsqlite3-0 (Debian) or sqlite-libs." : null
            );

    private static nint Function(nint handle, string name) =>
        NativeLibrary.TryGetExport(handle, name, out var address)
            ? address
            : throw Failure.Because(
                ExitStatus.EngineUnavailable,
                "sqlite-library",
                $"The SQLite library on this machine has no function {name}.",
                "",
                $"Set {Variable}=bundled to use the one that comes with dbwright."
            );

    private static EngineVersion Read(delegate* unmanaged[Cdecl]<int> number)
    {
        var version = number();
        return new(version / 1_000_000, version / 1000 % 1000, version % 1000);
    }
}
