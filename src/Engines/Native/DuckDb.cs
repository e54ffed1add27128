using System.Globalization;
using System.Runtime.InteropServices;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// An empty DuckDB within the program, which turns CSV into Parquet. Its library is fetched from the npm registry when it is first needed,
/// pinned by its hash; its functions are those of https://duckdb.org/docs/stable/clients/c/api.
/// </summary>
public sealed class DuckDb : IParquetWriter
{
    // DECIMAL has no more digits: https://duckdb.org/docs/stable/sql/data_types/numeric
    private const int MostDigits = 38;

    // What keeps it to about 60 MB beside the program, measured with 5 million rows: one thread, which also gives the same bytes on every
    // machine, and groups of fewer rows and smaller buffers than the 122,880 rows and 32 MB it takes itself.
    private const string Settings = "set threads = 1; set memory_limit = '160MB'; set TimeZone = 'UTC'";
    private const string GroupRows = "40960";
    private const string BufferBytes = "4000000";

    private const string Otherwise =
        "Write CSV (--format csv) and let a tool turn it into Parquet: duckdb -c \"copy (from 'orders.csv') to 'orders.parquet'\"";

    private static readonly FetchedPackage Package = new(
        "@duckdb/node-bindings-linux-x64",
        "1.5.6-r.1",
        "IXcrZJE6kEqM0Z4wwdVnGBHX/frOS33VPNAwDXQ/Q+Fs84b058Qe94chrCCIcNJlG8Y3UHIUU4eBeCQxW5mN1Q=="
    );

    private readonly DuckDbLibrary library;
    private readonly nint database;
    private readonly nint connection;

    private DuckDb(DuckDbLibrary library)
    {
        this.library = library;
        (database, connection) = library.Open();
        var error = library.Run(connection, Settings);
        if (error is not null)
        {
            throw Unavailable(error);
        }
    }

    /// <summary>Opens one.</summary>
    /// <param name="tell">Takes one line that announces a download.</param>
    /// <param name="offline">Whether downloads are forbidden.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="Failure">There is none for this platform, or it cannot be fetched (<see cref="ExitStatus.EngineUnavailable"/>).</exception>
    public static Task<IParquetWriter> OpenAsync(Action<string> tell, bool offline, CancellationToken cancellation) =>
        OpenAsync(Package, tell, offline, cancellation);

    /// <summary>Opens that of a package.</summary>
    /// <exception cref="Failure">As above.</exception>
    internal static async Task<IParquetWriter> OpenAsync(
        FetchedPackage package,
        Action<string> tell,
        bool offline,
        CancellationToken cancellation
    )
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != Architecture.X64)
        {
            throw Unavailable("It is fetched for Linux on x64 alone.");
        }

        if (!package.IsThere)
        {
            if (offline)
            {
                throw Unavailable("It was not fetched before, and --offline forbids to fetch it.");
            }

            await package.FetchAsync(Otherwise, tell, cancellation);
        }

        return NativeLibrary.TryLoad(Path.Combine(package.Folder, "libduckdb.so"), out var handle)
            ? new DuckDb(new(handle))
            : throw Unavailable($"{package.Folder} holds it, and it cannot be loaded here.");
    }

    /// <inheritdoc />
    public void Write(string csv, Sequence<ParquetColumn> columns, string path)
    {
        var texts = string.Join(", ", columns.Select(c => $"{Text(c.Name)}: 'VARCHAR'"));
        var values = columns.Select(c => $"{Value(c)} as {Name(c.Name)}");
        var error = library.Run(
            connection,
            $"copy (select {string.Join(", ", values)} from read_csv({Text(csv)}, header = true, auto_detect = false, delim = ',', "
                + $"quote = '\"', escape = '\"', new_line = '\\n', nullstr = '', allow_quoted_nulls = false, "
                + $"buffer_size = {BufferBytes}, columns = {{{texts}}})) "
                + $"to {Text(path)} (format parquet, row_group_size {GroupRows})"
        );
        if (error is not null)
        {
            throw Failure.Because(
                ExitStatus.Failed,
                "parquet",
                $"{path} cannot be written.",
                error.Split('\n')[0],
                "Write CSV (--format csv) instead."
            );
        }
    }

    /// <inheritdoc />
    public void Dispose() => library.Close(database, connection);

    // A value, from its text in the file.
    private static string Value(ParquetColumn column)
    {
        var name = Name(column.Name);
        return column.Type switch
        {
            DataType.Integer(var bits) => $"cast({name} as {(bits <= 16 ? "smallint" : bits <= 32 ? "integer" : "bigint")})",
            DataType.Decimal({ } precision, var scale)
                when precision <= MostDigits && scale is null or >= 0 && scale <= precision => string.Create(
                CultureInfo.InvariantCulture,
                $"cast({name} as decimal({precision}, {scale ?? 0}))"
            ),
            DataType.Float(var bits) => $"cast({name} as {(bits <= 32 ? "real" : "double")})",
            DataType.Boolean => $"cast({name} as boolean)",
            DataType.Bytes => $"unhex(substr({name}, 3))",
            DataType.Date => $"cast({name} as date)",
            DataType.Time => $"cast({name} as time)",
            DataType.Timestamp(var withZone, _) => $"cast({name} as {(withZone ? "timestamptz" : "timestamp")})",
            DataType.Uuid => $"cast({name} as uuid)",
            DataType.Json => $"cast({name} as json)",
            _ => name,
        };
    }

    private static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static Failure Unavailable(string why) =>
        Failure.Because(
            ExitStatus.EngineUnavailable,
            "no-duckdb",
            "Parquet is written by the library of DuckDB, and it cannot be had here.",
            why,
            Otherwise
        );
}
