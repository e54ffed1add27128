namespace Dbwright.Model;

/// <summary>Writes files in the columnar form of https://parquet.apache.org/docs/file-format/.</summary>
public interface IParquetWriter : IDisposable
{
    /// <summary>Writes the rows of a file of CSV (RFC 4180; its first line names the columns, an empty field without quotes is null).</summary>
    /// <param name="csv">The file.</param>
    /// <param name="columns">All its columns, in its order.</param>
    /// <param name="path">The file that is written or replaced.</param>
    /// <exception cref="Failure">A value is none of its column's type, or the file cannot be written (<see cref="ExitStatus.Failed"/>).</exception>
    void Write(string csv, Sequence<ParquetColumn> columns, string path);
}

/// <summary>A column of a file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its values; those that Parquet does not have are written as text.</param>
public sealed record ParquetColumn(string Name, DataType Type);
