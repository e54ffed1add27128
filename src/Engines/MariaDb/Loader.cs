using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Bulk loading by <c>load data local</c> from memory: the client library asks for the text piece by piece, and no file is read. Keys that
/// other rows must satisfy are not looked at while loading; what puts the foreign keys back does.
/// </summary>
internal sealed partial class MariaDbLoader : ILoader
{
    private const int ReportEvery = 10_000;

    private readonly MariaDbNames names = new();

    /// <summary>A table at a time: a second one only competes for the same log.</summary>
    public int Parallelism => 1;

    /// <inheritdoc />
    public async Task LoadAsync(
        ISession session,
        IRowSource source,
        long from,
        long to,
        IProgress<long>? progress,
        CancellationToken cancellation
    )
    {
        if (from >= to)
        {
            return;
        }

        var server = (MariaDbSession)session;
        var own = !server.InTransaction;
        var encoder = new LoadEncoder(source, from, to, progress);
        await server.ExecuteAsync(
            $"set foreign_key_checks = 0, unique_checks = 0, sql_notes = 0{(own ? "; start transaction" : "")}",
            cancellation
        );
        try
        {
            await server.BlockingAsync(connection => Load(connection, encoder), cancellation);
            if (own)
            {
                await server.ExecuteAsync("commit", cancellation);
            }
        }
        catch (Exception)
        {
            if (own)
            {
                await server.ExecuteAsync("rollback", CancellationToken.None);
            }

            throw;
        }
        finally
        {
            await server.ExecuteAsync("set foreign_key_checks = 1, unique_checks = 1, sql_notes = 1", CancellationToken.None);
        }

        progress?.Report(to - from);
    }

    private unsafe long Load(MariaDbConnection connection, LoadEncoder encoder)
    {
        var table = encoder.Source.Table;
        var handle = GCHandle.Alloc(encoder);
        try
        {
            Answer(connection, (void*)GCHandle.ToIntPtr(handle));
            var list = encoder
                .Source.Columns.Select(c =>
                    Converted(table.Find(c)!.Type, $"@{names.Quote(c)}") is { } converted
                        ? ($"@{names.Quote(c)}", $"{names.Quote(c)} = {converted}")
                        : (names.Quote(c), "")
                )
                .ToList();
            var set = string.Join(", ", list.Select(c => c.Item2).Where(s => s.Length > 0));
            var loaded = connection.Run(
                $"load data local infile 'rows' into table {names.Quote(table.Name)} character set utf8mb4 "
                    + $"({string.Join(", ", list.Select(c => c.Item1))}){(set.Length > 0 ? $" set {set}" : "")}"
            );

            // Loading from a client turns errors into warnings and leaves the rows out. Notes are no warnings: a computed column was rounded.
            if (loaded != encoder.Rows || connection.Library.WarningCount(connection.Handle) > 0)
            {
                throw Refused(connection, encoder, loaded);
            }

            return loaded;
        }
        catch (EngineException e) when (encoder.Error is { } error)
        {
            throw new EngineException(error.Message, error.Code, cause: error.InnerException ?? e);
        }
        finally
        {
            Answer(connection, null);
            handle.Free();
        }
    }

    // What the server does not read from text as it stands.
    private static string? Converted(DataType type, string value) =>
        type switch
        {
            DataType.Bytes => $"unhex({value})",
            DataType.Native { Sql: var sql } when BytesOrBits().Match(sql) is { Success: true } match => match.Value is "bit"
                ? $"cast({value} as unsigned)"
                : $"unhex({value})",
            // An IPv4 address is one of IPv6 only with its prefix.
            DataType.Inet => $"if(locate(':', {value}) > 0, {value}, concat('::ffff:', {value}))",
            DataType.Point or DataType.Native { Sql: "geometry" or "linestring" or "polygon" } => $"st_geomfromtext({value})",
            _ => null,
        };

    private static EngineException Refused(MariaDbConnection connection, LoadEncoder encoder, long loaded)
    {
        using var command = new MariaDbCommand(connection, "show warnings limit 1");
        var warning = command.Query([]) is [var first, ..] ? first : null;
        var reason = warning is null
            ? $"{encoder.Rows - loaded} of {encoder.Rows} rows break a key or a check; the server leaves them out and does not say which."
            : $"{warning[2]}";
        return new($"Loading {encoder.Source.Table.Name}: {reason}", warning is null ? "1062" : $"{warning[1]}");
    }

    /// <summary>
    /// Whoever the server asks for a local file, whatever statement it runs: nobody. Left to itself the library would read the file.
    /// </summary>
    public static unsafe void Refuse(MariaDbConnection connection) => Answer(connection, null);

    private static unsafe void Answer(MariaDbConnection connection, void* encoder) =>
        connection.Library.SetLocalInfileHandler(connection.Handle, &Begin, &Read, &End, &Failed, encoder);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe int Begin(void** state, byte* name, void* data)
    {
        *state = data;
        return data is null ? 1 : 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe int Read(void* state, byte* buffer, uint length) =>
        ((LoadEncoder)GCHandle.FromIntPtr((nint)state).Target!).Read(new(buffer, (int)length));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe void End(void* state) { }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe int Failed(void* state, byte* message, uint length)
    {
        var text = state is null ? "No local file is read."u8 : "The rows cannot be written."u8;
        var count = Math.Min(text.Length, (int)length - 1);
        text[..count].CopyTo(new Span<byte>(message, count));
        message[count] = 0;
        return 2000;
    }

    [GeneratedRegex(
        @"^(bit|(var)?binary|(tiny|medium)?blob)(?=$|\()",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex BytesOrBits();

    /// <summary>Rows as the text that <c>load data</c> reads: tabs between values, a line for each row, backslash before what is special.</summary>
    private sealed class LoadEncoder(IRowSource source, long first, long to, IProgress<long>? progress) : IRowSink
    {
        private readonly LoadText text = new();
        private long written;
        private int column;

        public IRowSource Source => source;

        public long Rows => to - first;

        /// <summary>Why rows could not be written, when they could not.</summary>
        public EngineException? Error { get; private set; }

        public int Read(Span<byte> target)
        {
            try
            {
                while (text.Length < target.Length && written < Rows)
                {
                    column = 0;
                    source.Write(first + written, this);
                    text.Byte((byte)'\n');
                    if (++written % ReportEvery == 0)
                    {
                        progress?.Report(written);
                    }
                }

                return text.Take(target);
            }
            catch (Exception e)
            {
                // An exception must not leave through the library.
                Error =
                    e as EngineException
                    ?? new EngineException(
                        $"Row {first + written} of {source.Table.Name} cannot be written: {e.Message}",
                        "22000",
                        cause: e
                    );
                return -1;
            }
        }

        public void Null() => Column().Raw("\\N"u8);

        public void Boolean(bool value) => Column().Byte(value ? (byte)'1' : (byte)'0');

        public void Integer(long value) => Column().Format(value, default);

        public void Decimal(decimal value) => Column().Format(value, default);

        public void Float(double value) => Column().Format(value, "R");

        public void Text(ReadOnlySpan<char> value) => Column().Escaped(value);

        public void Bytes(ReadOnlySpan<byte> value) => Column().Hexadecimal(value);

        public void Date(DateOnly value) => Column().Format(value, "yyyy-MM-dd");

        public void Time(TimeOnly value) => Column().Format(value, "HH:mm:ss.ffffff");

        public void Timestamp(DateTime value) => Column().Format(value, "yyyy-MM-dd HH:mm:ss.ffffff");

        public void Interval(TimeSpan value) => Column().Format((long)value.TotalSeconds, default);

        public void Uuid(Guid value) => Column().Format(value, "D");

        public void Point(double x, double y)
        {
            Column().Raw("POINT("u8);
            text.Format(x, "R");
            text.Byte((byte)' ');
            text.Format(y, "R");
            text.Byte((byte)')');
        }

        private LoadText Column()
        {
            if (column++ > 0)
            {
                text.Byte((byte)'\t');
            }

            return text;
        }
    }
}
