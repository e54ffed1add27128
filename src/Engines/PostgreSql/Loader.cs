using System.Globalization;
using System.Text.RegularExpressions;
using Dbwright.Model;
using Npgsql;

namespace Dbwright.Engines;

/// <summary>Bulk loading by binary COPY.</summary>
internal sealed partial class PostgreSqlLoader : ILoader
{
    private const int Flush = 1 << 17;
    private const int ReportEvery = 10_000;

    private readonly PostgreSqlNames names = new();

    /// <summary>A session keeps one processor of the server busy; beyond four the log becomes the bottleneck.</summary>
    public int Parallelism => Math.Clamp(Environment.ProcessorCount, 1, 4);

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
        var table = source.Table;
        var columns = string.Join(", ", source.Columns.Select(names.Quote));
        var forms = source.Columns.Select(c => Form(table, c)).ToArray();
        try
        {
            if (forms.Contains(null))
            {
                await LoadTextAsync((PostgreSqlSession)session, source, columns, from, to, progress, cancellation);
                return;
            }

            var encoder = new CopyEncoder(table.Name.ToString(), source.Columns, [.. forms.Select(f => f!.Value)]);
            await using var copy = await ((PostgreSqlSession)session).Connection.BeginRawBinaryCopyAsync(
                $"copy {names.Quote(table.Name)} ({columns}) from stdin (format binary)",
                cancellation
            );
            try
            {
                await WriteAsync(copy, encoder, source, from, to, progress, cancellation);
            }
            catch (Exception e) when (e is not NpgsqlException)
            {
                // Without this, disposing of the stream would commit what was sent so far.
                await copy.CancelAsync();
                throw;
            }
        }
        catch (NpgsqlException e)
        {
            throw Named(e, table, from);
        }
    }

    // The server reads any type from text; in binary each has a form of its own.
    private async Task LoadTextAsync(
        PostgreSqlSession session,
        IRowSource source,
        string columns,
        long from,
        long to,
        IProgress<long>? progress,
        CancellationToken cancellation
    )
    {
        var writer = (NpgsqlCopyTextWriter)
            await session.Connection.BeginTextImportAsync(
                $"copy {names.Quote(source.Table.Name)} ({columns}) from stdin",
                cancellation
            );
        var copy = writer.BaseStream;
        try
        {
            var encoder = new CopyText();
            for (var row = from; row < to; row++)
            {
                encoder.BeginRow();
                source.Write(row, encoder);
                encoder.EndRow();
                if (encoder.Length >= Flush)
                {
                    await copy.WriteAsync(encoder.Written, cancellation);
                    encoder.Clear();
                }

                if ((row - from + 1) % ReportEvery == 0)
                {
                    progress?.Report(row - from + 1);
                }
            }

            await copy.WriteAsync(encoder.Written, cancellation);
            await writer.DisposeAsync();
            progress?.Report(to - from);
        }
        catch (Exception e) when (e is not NpgsqlException)
        {
            // Disposing of the writer would commit what was sent so far.
            await writer.CancelAsync();
            throw;
        }
    }

    private static async Task WriteAsync(
        NpgsqlRawCopyStream copy,
        CopyEncoder encoder,
        IRowSource source,
        long from,
        long to,
        IProgress<long>? progress,
        CancellationToken cancellation
    )
    {
        encoder.Header();
        for (var row = from; row < to; row++)
        {
            encoder.BeginRow();
            try
            {
                source.Write(row, encoder);
                encoder.EndRow();
            }
            catch (Exception e) when (e is ArgumentException or OverflowException or InvalidOperationException)
            {
                throw new EngineException($"Row {row} of {source.Table.Name} cannot be written: {e.Message}", "22000", cause: e);
            }

            if (encoder.Length >= Flush)
            {
                await copy.WriteAsync(encoder.Written, cancellation);
                encoder.Clear();
            }

            if ((row - from + 1) % ReportEvery == 0)
            {
                progress?.Report(row - from + 1);
            }
        }

        encoder.Trailer();
        await copy.WriteAsync(encoder.Written, cancellation);
        progress?.Report(to - from);
    }

    // "COPY orders, line 17": the server counts the rows that it got, from 1.
    private static EngineException Named(NpgsqlException error, Table table, long from)
    {
        var known = PostgreSqlErrors.From(error);
        var line = error is PostgresException { Where: { } where } ? Line().Match(where) : Match.Empty;
        var row = line.Success
            ? $"row {from + long.Parse(line.Groups["line"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) - 1} of "
            : "";
        var detail = error is PostgresException { Detail: { Length: > 0 } text } ? $" ({text})" : "";
        return new($"Loading {row}{table.Name}: {known.Message}{detail}", known.Code, cause: error) { Kind = known.Kind };
    }

    private static CopyForm? Form(Table table, string column)
    {
        var type =
            table.Find(column)?.Type ?? throw new ArgumentException($"{table.Name} has no column {column}.", nameof(column));
        return type switch
        {
            DataType.Integer(16) => CopyForm.Int2,
            DataType.Integer(32) => CopyForm.Int4,
            DataType.Integer => CopyForm.Int8,
            DataType.Decimal => CopyForm.Numeric,
            DataType.Float(32) => CopyForm.Float4,
            DataType.Float => CopyForm.Float8,
            DataType.Boolean => CopyForm.Boolean,
            DataType.Text or DataType.Enum or DataType.Json { Binary: false } => CopyForm.Text,
            DataType.Json => CopyForm.Jsonb,
            DataType.Bytes => CopyForm.Bytes,
            DataType.Date => CopyForm.Date,
            DataType.Time => CopyForm.Time,
            DataType.Timestamp => CopyForm.Timestamp,
            DataType.Interval => CopyForm.Interval,
            DataType.Uuid => CopyForm.Uuid,
            DataType.Inet => CopyForm.Inet,
            DataType.Point => CopyForm.Point,
            DataType.Native { Sql: "citext" or "name" or "character varying" or "xml" } => CopyForm.Text,
            _ => null,
        };
    }

    [GeneratedRegex(@"line (?<line>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line();
}
