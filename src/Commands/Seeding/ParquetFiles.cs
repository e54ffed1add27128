using Dbwright.Data;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Turns files of CSV into Parquet, each column with the type nearest to its own.</summary>
/// <param name="writer">Turns them.</param>
/// <param name="schema">The schema.</param>
internal sealed class ParquetFiles(IParquetWriter writer, RelationalSchema schema)
{
    // An unsigned number of 64 bits, which has no other type that holds it.
    private static readonly DataType Unsigned = new DataType.Decimal(20, 0);

    private readonly TypeDirectory types = new(schema);

    /// <summary>Writes a file of CSV as Parquet, and removes it.</summary>
    /// <param name="table">Whose rows it has.</param>
    /// <param name="columns">The columns that it has.</param>
    /// <param name="csv">The file.</param>
    /// <param name="path">The file that is written or replaced.</param>
    /// <returns>The path.</returns>
    /// <exception cref="Failure">A value is none of its column's type (<see cref="ExitStatus.Failed"/>).</exception>
    public string Turn(Table table, IEnumerable<string> columns, string csv, string path)
    {
        var part = path + ".part";
        try
        {
            writer.Write(csv, columns.Select(c => new ParquetColumn(c, TypeOf(table.Find(c)!.Type))).ToSequence(), part);
            File.Move(part, path, overwrite: true);
            return path;
        }
        finally
        {
            File.Delete(csv);
            File.Delete(part);
        }
    }

    private DataType TypeOf(DataType type) =>
        type switch
        {
            DataType.Native("mariadb", _) when CopiedRows.IsBytes(type) => new DataType.Bytes(),
            DataType.Native("mariadb", var sql)
                when sql.StartsWith("bigint", StringComparison.Ordinal) && sql.Contains("unsigned", StringComparison.Ordinal) =>
                Unsigned,
            _ => types.Base(type),
        };
}
