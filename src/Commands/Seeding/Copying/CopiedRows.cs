using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Some rows that were read and masked, ready to be written: texts that the engine reads, and numbers where the type is one.</summary>
/// <param name="table">The table.</param>
/// <param name="columns">The columns.</param>
/// <param name="rows">Their values.</param>
/// <param name="engine">The engine.</param>
internal sealed class CopiedRows(Table table, Sequence<Column> columns, IReadOnlyList<object?[]> rows, string engine) : IRowSource
{
    /// <summary>On PostgreSQL a table of texts, so that the server reads them itself, whatever the type.</summary>
    public Table Table { get; } =
        engine == "postgresql"
            ? table with
            {
                Columns = table
                    .Columns.Select(c => c with { Type = new DataType.Native(engine, "text of any type") })
                    .ToSequence(),
            }
            : table;

    public Sequence<string> Columns { get; } = columns.Select(c => c.Name).ToSequence();

    public long Rows => rows.Count;

    /// <summary>The values of the rows.</summary>
    public IReadOnlyList<object?[]> Values => rows;

    public void Write(long row, IRowSink sink)
    {
        var values = rows[(int)row];
        for (var i = 0; i < values.Length; i++)
        {
            Write(values[i], columns[i].Type, sink);
        }
    }

    private void Write(object? value, DataType type, IRowSink sink)
    {
        switch (value)
        {
            case null:
                sink.Null();
                break;
            case long number:
                sink.Integer(number);
                break;
            case double number:
                sink.Float(number);
                break;
            case byte[] bytes:
                sink.Bytes(bytes);
                break;
            case string text
                when type is DataType.Integer
                    && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number):
                sink.Integer(number);
                break;
            case string text when engine == "mariadb" && IsBytes(type):
                sink.Bytes(Convert.FromHexString(text));
                break;
            default:
                sink.Text(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    /// <summary>Whether values of a type are bytes.</summary>
    internal static bool IsBytes(DataType type) =>
        type is DataType.Bytes
        || (
            type is DataType.Native { Sql: var sql }
            && (sql.Contains("blob", StringComparison.Ordinal) || sql.Contains("binary", StringComparison.Ordinal))
        );
}
