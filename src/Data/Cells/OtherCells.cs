using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>The key column of the parent that a row refers to.</summary>
/// <param name="choice">Which parent.</param>
/// <param name="parent">The parent's column.</param>
/// <param name="steady">Whether further attempts leave the parent as it is, because others rely on the first one.</param>
internal sealed class ReferenceCell(ParentChoice choice, Cell parent, bool steady) : Cell
{
    public override bool IsNull(long row, uint attempt) => Number(row, attempt) < 0;

    private long Number(long row, uint attempt) => choice.Parent(row, steady ? 0 : attempt);

    public override void Write(long row, uint attempt, IRowSink sink)
    {
        var number = Number(row, attempt);
        if (number < 0)
        {
            sink.Null();
        }
        else
        {
            parent.Write(number, 0, sink);
        }
    }

    public override Scalar Logical(long row, uint attempt)
    {
        var number = Number(row, attempt);
        return number < 0 ? Scalar.Null : parent.Logical(number, 0);
    }
}

/// <summary>Always null.</summary>
internal sealed class NullCell : Cell
{
    public override bool IsNull(long row, uint attempt) => true;

    public override void Write(long row, uint attempt, IRowSink sink) => sink.Null();

    public override Scalar Logical(long row, uint attempt) => Scalar.Null;
}

/// <summary>Points on land and sea, around large cities of the row's country.</summary>
internal sealed class PointCell(ulong salt, DataType stored, Nulls? nulls) : Cell
{
    public override bool IsNull(long row, uint attempt) => nulls is not null && nulls.At(row, attempt);

    public override void Write(long row, uint attempt, IRowSink sink)
    {
        if (IsNull(row, attempt))
        {
            sink.Null();
            return;
        }

        var (longitude, latitude) = At(row, attempt);
        if (stored is DataType.Point)
        {
            sink.Point(longitude, latitude);
            return;
        }

        Span<char> text = stackalloc char[64];
        var format =
            stored is DataType.Json ? "{{\"longitude\": {0:0.000000}, \"latitude\": {1:0.000000}}}" : "{0:0.000000},{1:0.000000}";
        _ = text.TryWrite(CultureInfo.InvariantCulture, CompositeFormat(format), out var length, longitude, latitude);
        sink.Text(text[..length]);
    }

    public override Scalar Logical(long row, uint attempt) => Scalar.Null;

    private static System.Text.CompositeFormat CompositeFormat(string format) => System.Text.CompositeFormat.Parse(format);

    // Clusters: 64 centres between the 60th parallels, most points within half a degree of one.
    private (double Longitude, double Latitude) At(long row, uint attempt)
    {
        var draw = Mixer.At(salt, row, attempt);
        var centre = Mixer.At(salt, (long)(draw >> 58));
        var longitude = Mixer.Unit(centre) * 340 - 170;
        var latitude = Mixer.Unit(Mixer.Next(centre)) * 110 - 55;
        var east = Mixer.Unit(Mixer.Next(draw)) - 0.5;
        var north = Mixer.Unit(Mixer.Mix(draw)) - 0.5;
        return (Math.Round(longitude + east, 6), Math.Round(latitude + north, 6));
    }
}

/// <summary>Vectors of numbers between -1 and 1, as text in brackets.</summary>
internal sealed class VectorCell(ulong salt, int dimensions, Nulls? nulls) : Cell
{
    public override bool IsNull(long row, uint attempt) => nulls is not null && nulls.At(row, attempt);

    public override void Write(long row, uint attempt, IRowSink sink)
    {
        if (IsNull(row, attempt))
        {
            sink.Null();
            return;
        }

        var rented = System.Buffers.ArrayPool<char>.Shared.Rent(dimensions * 8 + 2);
        var text = new TextBuffer(rented);
        text.Add('[');
        var draw = Mixer.At(salt, row, attempt);
        for (var i = 0; i < dimensions; i++)
        {
            draw = Mixer.Next(draw);
            text.Add(i == 0 ? "" : ",");
            text.Add((draw & 1) == 0 ? "0." : "-0.");
            text.Add(Mixer.Below(draw, 10_000L), 4);
        }

        text.Add(']');
        sink.Text(text.Written);
        System.Buffers.ArrayPool<char>.Shared.Return(rented);
    }

    public override Scalar Logical(long row, uint attempt) => Scalar.Null;
}

/// <summary>The values of rows that ship with the schema.</summary>
/// <param name="values">One for each row; null for NULL.</param>
/// <param name="form">The form that the texts were read with, or none for texts as they are.</param>
internal sealed class FixedCell(string?[] values, NumberForm? form) : Cell
{
    private readonly long[] numbers = form is null
        ? []
        : [.. values.Select(v => v is null ? 0 : form!.Number(Read(v, form), false) ?? 0)];

    /// <summary>The texts as they are given.</summary>
    public string?[] Values => values;

    public override bool IsNull(long row, uint attempt) => row >= values.Length || values[row] is null;

    public override void Write(long row, uint attempt, IRowSink sink)
    {
        if (IsNull(row, attempt))
        {
            sink.Null();
        }
        else if (form is null)
        {
            sink.Text(values[row]);
        }
        else
        {
            form.Write(numbers[row], sink);
        }
    }

    public override Scalar Logical(long row, uint attempt) =>
        IsNull(row, attempt) ? Scalar.Null
        : form is null ? Scalar.Of(values[row]!)
        : form.Logical(numbers[row]);

    /// <summary>The value of a text in a file of reference rows.</summary>
    public static Scalar Read(string text, NumberForm form) =>
        form switch
        {
            BooleanForm => Scalar.Of(text is "true" or "t" or "1" or "yes" or "TRUE" or "True"),
            DecimalForm or LengthForm when decimal.TryParse(text, CultureInfo.InvariantCulture, out var number) => Scalar.Of(
                number
            ),
            _ => Scalar.Of(text),
        };
}
