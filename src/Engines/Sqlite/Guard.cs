using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dbwright.Engines;

/// <summary>
/// What a session may not do that runs text written by others: reach a file other than its database, load code, or touch what the library
/// relies on. SQLite has no users; its authorizer is asked while a statement is prepared.
/// </summary>
internal static unsafe class SqliteGuard
{
    private const int Permitted = 0;
    private const int Denied = 1;

    private const int Pragma = 19;
    private const int Attach = 24;
    private const int Detach = 25;
    private const int CreateVirtualTable = 29;
    private const int Function = 31;

    private const int EnableTokenizer = 1004;
    private const int EnableLoadExtension = 1005;
    private const int Defensive = 1010;
    private const int QuotedTextInStatements = 1013;
    private const int QuotedTextInDefinitions = 1014;

    // Pragmas that read, or set what concerns this connection or this file's contents alone.
    private static readonly FrozenSet<string> Free = Words(
        """
        analysis_limit application_id busy_timeout cache_size collation_list compile_options database_list
        defer_foreign_keys foreign_key_check foreign_key_list foreign_keys freelist_count function_list
        incremental_vacuum index_info index_list index_xinfo integrity_check legacy_alter_table module_list optimize page_count
        pragma_list query_only quick_check recursive_triggers reverse_unordered_selects table_info table_list
        table_xinfo user_version wal_checkpoint
        """
    );

    // Pragmas that may be read but not set.
    private static readonly FrozenSet<string> Readable = Words(
        "auto_vacuum data_version encoding journal_mode page_size schema_version synchronous temp_store"
    );

    // fts3_tokenizer takes the address of code; fts5 gives the address of its own.
    private static readonly FrozenSet<string> Functions = Words("load_extension fts3_tokenizer fts5 readfile writefile edit");

    private static readonly FrozenSet<string> Modules = Words("fts3 fts4 fts4aux fts5 fts5vocab rtree rtree_i32 geopoly");

    /// <summary>Turns off what no session of a sandbox needs: text in quotation marks that are meant for names.</summary>
    public static void Straighten(SqliteConnection connection)
    {
        connection.Library.Configure(connection.Handle, QuotedTextInStatements, on: false);
        connection.Library.Configure(connection.Handle, QuotedTextInDefinitions, on: false);
    }

    /// <summary>
    /// Guards a connection from now on. Its schema stays trusted: what views and triggers call was asked for too, and some builds count even
    /// JSON functions as unsafe.
    /// </summary>
    public static void Set(SqliteConnection connection)
    {
        var library = connection.Library;
        library.Configure(connection.Handle, EnableTokenizer, on: false);
        library.Configure(connection.Handle, EnableLoadExtension, on: false);
        library.Configure(connection.Handle, Defensive, on: true);
        library.SetAuthorizer(connection.Handle, &Authorize, 0);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Authorize(nint data, int action, byte* first, byte* second, byte* database, byte* source) =>
        action switch
        {
            // VACUUM attaches a temporary database, whose name is empty; VACUUM INTO a file's.
            Attach => Text(first) == "" ? Permitted : Denied,
            Detach => Text(first) is { } name && name.StartsWith("vacuum_", StringComparison.Ordinal) ? Permitted : Denied,
            Pragma => IsFree(Text(first) ?? "", Text(second)) ? Permitted : Denied,
            Function => Functions.Contains(Text(second) ?? "") ? Denied : Permitted,
            CreateVirtualTable => Modules.Contains(Text(second) ?? "") ? Permitted : Denied,
            _ => Permitted,
        };

    private static bool IsFree(string pragma, string? value) =>
        Free.Contains(pragma) || (Readable.Contains(pragma) && value is null);

    private static string? Text(byte* text) => Marshal.PtrToStringUTF8((nint)text);

    private static FrozenSet<string> Words(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
