using System.Runtime.InteropServices;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// MariaDB Connector/C with the functions that dbwright calls: those of https://mariadb.com/docs/connectors/mariadb-connector-c without
/// their prefix. A C <c>long</c> is a <see cref="CULong"/>.
/// </summary>
internal sealed unsafe class MariaDbLibrary
{
    private static readonly Lazy<MariaDbLibrary> Loaded = new(Load);

    public readonly delegate* unmanaged[Cdecl]<nint, nint> Init;
    public readonly delegate* unmanaged[Cdecl]<nint, int, void*, int> Options;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*, byte*, byte*, byte*, uint, byte*, CULong, nint> RealConnect;
    public readonly delegate* unmanaged[Cdecl]<nint, void> Close;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*> Error;
    public readonly delegate* unmanaged[Cdecl]<nint, uint> Errno;
    public readonly delegate* unmanaged[Cdecl]<nint, CULong> ThreadId;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*> GetServerInfo;
    public readonly delegate* unmanaged[Cdecl]<nint, CULong> GetServerVersion;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*, CULong, int> RealQuery;
    public readonly delegate* unmanaged[Cdecl]<nint, nint> UseResult;
    public readonly delegate* unmanaged[Cdecl]<nint, nint> FetchRow;
    public readonly delegate* unmanaged[Cdecl]<nint, void> FreeResult;
    public readonly delegate* unmanaged[Cdecl]<nint, int> NextResult;
    public readonly delegate* unmanaged[Cdecl]<nint, ulong> AffectedRows;
    public readonly delegate* unmanaged[Cdecl]<nint, uint> WarningCount;
    public readonly delegate* unmanaged[Cdecl]<nint, uint> NumFields;
    public readonly delegate* unmanaged[Cdecl]<nint, MariaDbField*> FetchFields;
    public readonly delegate* unmanaged[Cdecl]<
        nint,
        delegate* unmanaged[Cdecl]<void**, byte*, void*, int>,
        delegate* unmanaged[Cdecl]<void*, byte*, uint, int>,
        delegate* unmanaged[Cdecl]<void*, void>,
        delegate* unmanaged[Cdecl]<void*, byte*, uint, int>,
        void*,
        void> SetLocalInfileHandler;
    public readonly delegate* unmanaged[Cdecl]<nint, nint> StmtInit;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*, CULong, int> StmtPrepare;
    public readonly delegate* unmanaged[Cdecl]<nint, CULong> StmtParamCount;
    public readonly delegate* unmanaged[Cdecl]<nint, MariaDbBind*, byte> StmtBindParam;
    public readonly delegate* unmanaged[Cdecl]<nint, MariaDbBind*, byte> StmtBindResult;
    public readonly delegate* unmanaged[Cdecl]<nint, int> StmtExecute;
    public readonly delegate* unmanaged[Cdecl]<nint, int> StmtFetch;
    public readonly delegate* unmanaged[Cdecl]<nint, MariaDbBind*, uint, CULong, int> StmtFetchColumn;
    public readonly delegate* unmanaged[Cdecl]<nint, nint> StmtResultMetadata;
    public readonly delegate* unmanaged[Cdecl]<nint, ulong> StmtAffectedRows;
    public readonly delegate* unmanaged[Cdecl]<nint, byte> StmtFreeResult;
    public readonly delegate* unmanaged[Cdecl]<nint, int> StmtNextResult;
    public readonly delegate* unmanaged[Cdecl]<nint, byte> StmtClose;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*> StmtError;
    public readonly delegate* unmanaged[Cdecl]<nint, uint> StmtErrno;

    private MariaDbLibrary(nint handle)
    {
        Init = (delegate* unmanaged[Cdecl]<nint, nint>)Of("init");
        Options = (delegate* unmanaged[Cdecl]<nint, int, void*, int>)Of("options");
        RealConnect = (delegate* unmanaged[Cdecl]<nint, byte*, byte*, byte*, byte*, uint, byte*, CULong, nint>)Of("real_connect");
        Close = (delegate* unmanaged[Cdecl]<nint, void>)Of("close");
        Error = (delegate* unmanaged[Cdecl]<nint, byte*>)Of("error");
        Errno = (delegate* unmanaged[Cdecl]<nint, uint>)Of("errno");
        ThreadId = (delegate* unmanaged[Cdecl]<nint, CULong>)Of("thread_id");
        GetServerInfo = (delegate* unmanaged[Cdecl]<nint, byte*>)Of("get_server_info");
        GetServerVersion = (delegate* unmanaged[Cdecl]<nint, CULong>)Of("get_server_version");
        RealQuery = (delegate* unmanaged[Cdecl]<nint, byte*, CULong, int>)Of("real_query");
        UseResult = (delegate* unmanaged[Cdecl]<nint, nint>)Of("use_result");
        FetchRow = (delegate* unmanaged[Cdecl]<nint, nint>)Of("fetch_row");
        FreeResult = (delegate* unmanaged[Cdecl]<nint, void>)Of("free_result");
        NextResult = (delegate* unmanaged[Cdecl]<nint, int>)Of("next_result");
        AffectedRows = (delegate* unmanaged[Cdecl]<nint, ulong>)Of("affected_rows");
        WarningCount = (delegate* unmanaged[Cdecl]<nint, uint>)Of("warning_count");
        NumFields = (delegate* unmanaged[Cdecl]<nint, uint>)Of("num_fields");
        FetchFields = (delegate* unmanaged[Cdecl]<nint, MariaDbField*>)Of("fetch_fields");
        SetLocalInfileHandler = (delegate* unmanaged[Cdecl]<
            nint,
            delegate* unmanaged[Cdecl]<void**, byte*, void*, int>,
            delegate* unmanaged[Cdecl]<void*, byte*, uint, int>,
            delegate* unmanaged[Cdecl]<void*, void>,
            delegate* unmanaged[Cdecl]<void*, byte*, uint, int>,
            void*,
            void>)Of("set_local_infile_handler");
        StmtInit = (delegate* unmanaged[Cdecl]<nint, nint>)Of("stmt_init");
        StmtPrepare = (delegate* unmanaged[Cdecl]<nint, byte*, CULong, int>)Of("stmt_prepare");
        StmtParamCount = (delegate* unmanaged[Cdecl]<nint, CULong>)Of("stmt_param_count");
        StmtBindParam = (delegate* unmanaged[Cdecl]<nint, MariaDbBind*, byte>)Of("stmt_bind_param");
        StmtBindResult = (delegate* unmanaged[Cdecl]<nint, MariaDbBind*, byte>)Of("stmt_bind_result");
        StmtExecute = (delegate* unmanaged[Cdecl]<nint, int>)Of("stmt_execute");
        StmtFetch = (delegate* unmanaged[Cdecl]<nint, int>)Of("stmt_fetch");
        StmtFetchColumn = (delegate* unmanaged[Cdecl]<nint, MariaDbBind*, uint, CULong, int>)Of("stmt_fetch_column");
        StmtResultMetadata = (delegate* unmanaged[Cdecl]<nint, nint>)Of("stmt_result_metadata");
        StmtAffectedRows = (delegate* unmanaged[Cdecl]<nint, ulong>)Of("stmt_affected_rows");
        StmtFreeResult = (delegate* unmanaged[Cdecl]<nint, byte>)Of("stmt_free_result");
        StmtNextResult = (delegate* unmanaged[Cdecl]<nint, int>)Of("stmt_next_result");
        StmtClose = (delegate* unmanaged[Cdecl]<nint, byte>)Of("stmt_close");
        StmtError = (delegate* unmanaged[Cdecl]<nint, byte*>)Of("stmt_error");
        StmtErrno = (delegate* unmanaged[Cdecl]<nint, uint>)Of("stmt_errno");

        nint Of(string name) =>
            NativeLibrary.TryGetExport(handle, $"mysql_{name}", out var address)
                ? address
                : throw Missing($"The MariaDB client library on this machine has no function mysql_{name}.");
    }

    /// <summary>The system's library.</summary>
    /// <exception cref="Failure">There is none (<see cref="ExitStatus.EngineUnavailable"/>).</exception>
    public static MariaDbLibrary Default => Loaded.Value;

    private static MariaDbLibrary Load()
    {
        foreach (var name in Names())
        {
            if (NativeLibrary.TryLoad(name, out var handle))
            {
                var library = new MariaDbLibrary(handle);

                // Once, before threads are about: the library's own tables are made by the first call.
                library.Close(library.Init(0));
                return library;
            }
        }

        throw Missing("There is no MariaDB client library (Connector/C) on this machine.");
    }

    private static string[] Names() =>
        OperatingSystem.IsWindows() ? ["libmariadb.dll"]
        : OperatingSystem.IsMacOS()
            ?
            [
                "libmariadb.3.dylib",
                "/opt/homebrew/opt/mariadb-connector-c/lib/mariadb/libmariadb.3.dylib",
                "/usr/local/opt/mariadb-connector-c/lib/mariadb/libmariadb.3.dylib",
            ]
        : ["libmariadb.so.3"];

    private static Failure Missing(string title) =>
        Failure.Because(
            ExitStatus.EngineUnavailable,
            "mariadb-library",
            title,
            "",
            OperatingSystem.IsMacOS() ? "Install it with `brew install mariadb-connector-c`."
                : OperatingSystem.IsLinux() ? "Install it with `apt-get install libmariadb3` (Fedora: mariadb-connector-c)."
                : null
        );
}

/// <summary>A column of a result: <c>MYSQL_FIELD</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct MariaDbField
{
    public byte* Name;
    public byte* OriginalName;
    public byte* Table;
    public byte* OriginalTable;
    public byte* Database;
    public byte* Catalog;
    public byte* Default;
    public CULong Length;
    public CULong MaxLength;
    public uint NameLength;
    public uint OriginalNameLength;
    public uint TableLength;
    public uint OriginalTableLength;
    public uint DatabaseLength;
    public uint CatalogLength;
    public uint DefaultLength;
    public uint Flags;
    public uint Decimals;
    public uint Charset;
    public MariaDbFieldType Type;
    public nint Extension;
}

/// <summary>A parameter or a column of a prepared statement: <c>MYSQL_BIND</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct MariaDbBind
{
    public CULong* Length;
    public byte* IsNull;
    public void* Buffer;
    public byte* Error;
    public nint Row;
    public nint StoreParameter;
    public nint FetchResult;
    public nint SkipResult;
    public CULong BufferLength;
    public CULong Offset;
    public CULong LengthValue;
    public uint Flags;
    public uint PackLength;
    public MariaDbFieldType Type;
    public byte ErrorValue;
    public byte IsUnsigned;
    public byte LongDataUsed;
    public byte IsNullValue;
    public nint Extension;
}

/// <summary>A date, a time or both: <c>MYSQL_TIME</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct MariaDbTime
{
    public uint Year;
    public uint Month;
    public uint Day;
    public uint Hour;
    public uint Minute;
    public uint Second;
    public CULong Microsecond;
    public byte IsNegative;
    public int Kind;
}

/// <summary>How values travel: <c>enum_field_types</c>.</summary>
internal enum MariaDbFieldType
{
    Decimal = 0,
    Tiny = 1,
    Short = 2,
    Long = 3,
    Float = 4,
    Double = 5,
    Null = 6,
    Timestamp = 7,
    LongLong = 8,
    Int24 = 9,
    Date = 10,
    Time = 11,
    DateTime = 12,
    Year = 13,
    Bit = 16,
    Json = 245,
    NewDecimal = 246,
    TinyBlob = 249,
    MediumBlob = 250,
    LongBlob = 251,
    Blob = 252,
    VarString = 253,
    String = 254,
    Geometry = 255,
}
