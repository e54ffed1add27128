using System.Text;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Writes copied rows as SQL, CSV or Parquet, a page at a time.</summary>
/// <param name="engine">The engine.</param>
/// <param name="filled">The schema with the tables that are copied.</param>
/// <param name="tables">These tables, in load order.</param>
/// <param name="pages">The rows of a table.</param>
internal sealed class CopyFiles(
    Engine engine,
    RelationalSchema filled,
    Sequence<CopiedTable> tables,
    Func<Table, CancellationToken, IAsyncEnumerable<CopiedRows>> pages
)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes them.</summary>
    /// <param name="format"><c>sql</c> or another, which has a file for each table.</param>
    /// <param name="folder">The folder; none prints.</param>
    /// <param name="parquet">Turns CSV into Parquet; none leaves it.</param>
    /// <param name="output">Takes what is printed.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The files.</returns>
    /// <exception cref="Failure">CSV of several tables cannot be printed (<see cref="ExitStatus.BadInput"/>).</exception>
    public async Task<Sequence<string>> WriteAsync(
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
                await SqlAsync(output, cancellation);
                return [];
            }

            var path = Path.GetExtension(folder) == ".sql" ? folder : Path.Combine(folder, "seed.sql");
            return [await InFileAsync(path, w => SqlAsync(w, cancellation))];
        }

        if (folder is null)
        {
            SeedFiles.RequireOne(tables.Count);
            await CsvAsync(tables[0], output, cancellation);
            return [];
        }

        var files = new List<string>();
        foreach (var table in tables)
        {
            var path = Path.Combine(folder, $"{table.Table.Name}.{format}");
            var csv = await InFileAsync(parquet is null ? path : $"{path}.csv", w => CsvAsync(table, w, cancellation));
            files.Add(parquet?.Turn(table.Table, table.Columns.Select(c => c.Name), csv, path) ?? path);
        }

        return files.ToSequence();
    }

    private static async Task<string> InFileAsync(string path, Func<TextWriter, Task> write)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var part = path + ".part";
        await using (var writer = new StreamWriter(part, append: false, Utf8, 1 << 16) { NewLine = "\n" })
        {
            await write(writer);
        }

        File.Move(part, path, overwrite: true);
        return path;
    }

    private async Task CsvAsync(CopiedTable table, TextWriter output, CancellationToken cancellation)
    {
        output.Write(CsvRows.Head(table.Columns.Select(c => c.Name).ToSequence()));
        var text = new CsvRows(engine.Name, table.Columns.Select(c => c.Type));
        await foreach (var page in pages(table.Table, cancellation))
        {
            for (long row = 0; row < page.Rows; row++)
            {
                page.Write(row, text);
                text.EndRow();
            }

            output.Write(text.Written);
            text.Clear();
        }
    }

    private async Task SqlAsync(TextWriter output, CancellationToken cancellation)
    {
        var names = engine.Require<INames>();
        var (before, after) = engine.Require<IWriter>().AroundBulkLoad(filled);
        SeedFiles.Begin(engine, before, output);
        foreach (var table in filled.Tables)
        {
            var overriding = table.Columns.Any(c => c.Identity == IdentityKind.Always) ? " overriding system value" : "";
            await foreach (var page in pages(table, cancellation))
            {
                var text = new StringBuilder();
                var sink = new SqlLiterals(text, names, engine.Name, page);
                for (long row = 0; row < page.Rows; row++)
                {
                    if (row % SeedFiles.RowsInStatement == 0)
                    {
                        text.Append(row == 0 ? "" : ";\n")
                            .Append("insert into ")
                            .Append(names.Quote(table.Name))
                            .Append(" (")
                            .AppendJoin(", ", page.Columns.Select(names.Quote))
                            .Append(')')
                            .Append(overriding)
                            .Append(" values\n(");
                    }
                    else
                    {
                        text.Append(",\n(");
                    }

                    page.Write(row, sink);
                    text.Append(')');
                    sink.EndRow();
                }

                text.Append(page.Rows > 0 ? ";\n" : "");
                output.Write(text);
            }
        }

        SeedFiles.Statements(after, output);
        output.Write("commit;\n");
    }
}
