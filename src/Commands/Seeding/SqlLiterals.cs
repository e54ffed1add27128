using System.Globalization;
using System.Text;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>The values of an INSERT in an engine's SQL, one after the other.</summary>
/// <param name="text">Takes them.</param>
/// <param name="names">Quotes texts.</param>
/// <param name="engine">The engine.</param>
/// <param name="rows">Whose values come.</param>
internal sealed class SqlLiterals(StringBuilder text, INames names, string engine, IRowSource rows) : IRowSink
{
    private readonly ValueForms forms = ValueForms.Of(engine);
    private readonly DataType[] types = [.. rows.Columns.Select(c => rows.Table.Find(c)!.Type)];
    private int column;

    /// <summary>The next value begins a row.</summary>
    public void EndRow() => column = 0;

    public void Null() => Add("null");

    public void Boolean(bool value) => Add(value ? forms.True : forms.False);

    public void Integer(long value) => Add(value.ToString(CultureInfo.InvariantCulture));

    public void Decimal(decimal value) => Add(value.ToString(CultureInfo.InvariantCulture));

    public void Float(double value) => Add(value.ToString("R", CultureInfo.InvariantCulture));

    public void Text(ReadOnlySpan<char> value) =>
        Add(
            names.Literal(
                forms.Prefix(types[column]) is { } prefix && !value.Contains(':') ? $"{prefix}{value}" : value.ToString()
            )
        );

    public void Bytes(ReadOnlySpan<byte> value) =>
        Add($"{(engine == "postgresql" ? "'\\x" : "x'")}{Convert.ToHexStringLower(value)}'");

    public void Date(DateOnly value) => Add(Plain(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

    public void Time(TimeOnly value) => Add(Plain(value.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture)));

    public void Timestamp(DateTime value) => Add(Plain(value.ToString(forms.Moment, CultureInfo.InvariantCulture)));

    public void Interval(TimeSpan value) => Add(forms.HasLengths ? Plain(forms.Length(value)) : forms.Length(value));

    public void Uuid(Guid value) => Add(Plain(value.ToString()));

    public void Point(double x, double y) => Add(Plain(forms.Place(x, y)));

    // A text without any character that needs care.
    private static string Plain(string value) => $"'{value}'";

    private void Add(string value)
    {
        text.Append(column > 0 ? ", " : "");
        // Where things are is read from its text by a function of MariaDB.
        var isShape =
            engine == "mariadb"
            && value[0] == '\''
            && types[column] is (DataType.Point or DataType.Native { Sql: "geometry" or "linestring" or "polygon" });
        text.Append(isShape ? $"st_geomfromtext({value})" : value);
        column++;
    }
}
