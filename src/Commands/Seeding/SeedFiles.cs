using System.Text;
using Dbwright.Data;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Writes rows as SQL, CSV or Parquet, row by row.</summary>
internal sealed class SeedFiles(Engine engine, RelationalSchema schema, SchemaRows rows)
{
    /// <summary>How many rows a statement has.</summary>
    public const int RowsInStatement = 200;

    private const long PieceRows = 4096;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the rows.</summary>
    /// <param name="format"><c>sql</c> or another, which has a file for each table.</param>
    /// <param name="folder">The folder; none prints.</param>
    /// <param name="parquet">Turns CSV into Parquet; none leaves it.</param>
    /// <param name="output">Takes what is printed.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The files.</returns>
    /// <exception cref="Failure">CSV of several tables cannot be printed (<see cref="ExitStatus.BadInput"/>).</exception>
    public Sequence<string> Write(
        string format,
        string? folder,
        ParquetFiles? parquet,
        TextWriter output,
        CancellationToken cancellation
    )
    {
        if (format == "sql")
        {
            if (folder is null)
            {
                Sql(output, cancellation);
                return [];
            }

            var path = Path.GetExtension(folder) == ".sql" ? folder : Path.Combine(folder, "seed.sql");
            return [InFile(path, w => Sql(w, cancellation))];
        }

        if (folder is null)
        {
            RequireOne(rows.LoadOrder.Count);
            Csv(rows.Source(rows.LoadOrder[0]), output, cancellation);
            return [];
        }

        return rows.LoadOrder.Select(t => OfTable(rows.Source(t))).ToSequence();

        string OfTable(IRowSource source)
        {
            var path = Path.Combine(folder, $"{source.Table.Name}.{format}");
            return parquet is null
                ? InFile(path, Write)
                : parquet.Turn(source.Table, source.Columns, InFile($"{path}.csv", Write), path);

            void Write(TextWriter writer) => Csv(source, writer, cancellation);
        }
    }

    /// <summary>Opens what writes Parquet, where that is asked for; none otherwise.</summary>
    /// <exception cref="Failure">It cannot be had (<see cref="ExitStatus.EngineUnavailable"/>).</exception>
    public static async Task<IParquetWriter?> ParquetAsync(
        SeedRequest request,
        CommandContext context,
        CancellationToken cancellation
    ) =>
        request.Format == "parquet"
            ? await context.OpenParquet(context.Narrator.Tell, request.Source.Offline, cancellation)
            : null;

    /// <summary>Refuses to print Parquet.</summary>
    /// <exception cref="Failure">It is asked for, and no folder is named (<see cref="ExitStatus.BadInput"/>).</exception>
    public static void RequireFolder(SeedRequest request)
    {
        if (request.Format == "parquet" && request.Output is null)
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "parquet-folder",
                "Parquet is not printed.",
                fix: "Add -o FOLDER: each table gets a file there."
            );
        }
    }

    /// <summary>Refuses to print several tables as one CSV text.</summary>
    /// <exception cref="Failure">There is not one table (<see cref="ExitStatus.BadInput"/>).</exception>
    public static void RequireOne(int tables)
    {
        if (tables != 1)
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "csv-folder",
                "A CSV file holds one table, and there are several.",
                fix: "Add -o FOLDER: each table gets a file there."
            );
        }
    }

    private static string InFile(string path, Action<TextWriter> write)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var part = path + ".part";
        using (var writer = new StreamWriter(part, append: false, Utf8, 1 << 16) { NewLine = "\n" })
        {
            write(writer);
        }

        File.Move(part, path, overwrite: true);
        return path;
    }

    // Every processor makes a piece of the next rows; the pieces are written in their order.
    private void Csv(IRowSource source, TextWriter output, CancellationToken cancellation)
    {
        output.Write(CsvRows.Head(source.Columns));
        var types = source.Columns.Select(c => source.Table.Find(c)!.Type).ToArray();
        var pieces = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new CsvRows(engine.Name, types)).ToArray();
        for (long first = 0; first < source.Rows; first += PieceRows * pieces.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            var start = first;
            Parallel.For(
                0,
                pieces.Length,
                piece =>
                {
                    var from = start + piece * PieceRows;
                    var text = pieces[piece];
                    text.Clear();
                    for (var row = from; row < Math.Min(source.Rows, from + PieceRows); row++)
                    {
                        source.Write(row, text);
                        text.EndRow();
                    }
                }
            );
            foreach (var piece in pieces)
            {
                output.Write(piece.Written);
            }
        }
    }

    private void Sql(TextWriter output, CancellationToken cancellation)
    {
        var names = engine.Require<INames>();
        var filled = schema with { Tables = schema.Tables.Where(t => rows.LoadOrder.Contains(t.Name)).ToSequence() };
        var (before, after) = engine.Require<IWriter>().AroundBulkLoad(filled);
        Begin(engine, before, output);
        foreach (var table in rows.LoadOrder)
        {
            var source = rows.Source(table);
            var overriding = source.Table.Columns.Any(c => c.Identity == IdentityKind.Always) ? " overriding system value" : "";
            var head =
                $"insert into {names.Quote(table)} ({string.Join(", ", source.Columns.Select(names.Quote))}){overriding} values\n";
            var text = new StringBuilder();
            var sink = new SqlLiterals(text, names, engine.Name, source);
            for (long row = 0; row < source.Rows; row++)
            {
                cancellation.ThrowIfCancellationRequested();
                text.Append(row % RowsInStatement == 0 ? head : ",\n").Append('(');
                source.Write(row, sink);
                text.Append(')');
                sink.EndRow();
                if (row % RowsInStatement == RowsInStatement - 1 || row == source.Rows - 1)
                {
                    text.Append(";\n");
                    output.Write(text);
                    text.Clear();
                }
            }
        }

        Statements(after, output);
        output.Write("commit;\n");
    }

    /// <summary>Writes the beginning of a load in one transaction.</summary>
    public static void Begin(Engine engine, Sequence<Definition> before, TextWriter output)
    {
        output.Write(engine.Require<IWriter>().BeforeBulkLoad is { } ignore ? $"{ignore};\nbegin;\n" : "begin;\n");
        Statements(before, output);
    }

    /// <summary>Writes definitions as statements.</summary>
    public static void Statements(Sequence<Definition> definitions, TextWriter output)
    {
        foreach (var definition in definitions)
        {
            output.Write($"{definition.Sql.TrimEnd(';', '\n', ' ')};\n");
        }
    }
}
