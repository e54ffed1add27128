using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>UUIDs that no two rows share: 62 bits are a bijection of the row's number.</summary>
/// <param name="salt">The column's own draws.</param>
/// <param name="stored">The physical type.</param>
/// <param name="nulls">When the value is null.</param>
/// <param name="timeline">The moments of version 7, or none for version 4.</param>
internal sealed class UuidCell(ulong salt, DataType stored, Nulls? nulls, Timeline? timeline) : Cell
{
    public override bool IsNull(long row, uint attempt) => nulls is not null && nulls.At(row, attempt);

    public override void Write(long row, uint attempt, IRowSink sink)
    {
        if (IsNull(row, attempt))
        {
            sink.Null();
            return;
        }

        var uuid = At(row);
        switch (stored)
        {
            case DataType.Uuid:
                sink.Uuid(uuid);
                break;
            case DataType.Bytes:
                Span<byte> bytes = stackalloc byte[16];
                _ = uuid.TryWriteBytes(bytes, bigEndian: true, out _);
                sink.Bytes(bytes);
                break;
            default:
                Span<char> text = stackalloc char[36];
                _ = uuid.TryFormat(text, out var length);
                sink.Text(text[..length]);
                break;
        }
    }

    public override Scalar Logical(long row, uint attempt) =>
        IsNull(row, attempt) ? Scalar.Null : Scalar.Of(At(row).ToString("D", CultureInfo.InvariantCulture));

    private Guid At(long row)
    {
        var high = Mixer.At(salt, row);
        high = timeline is null
            ? (high & 0xFFFFFFFFFFFF0FFF) | 0x4000
            : ((ulong)timeline.Moment(row) << 16) | 0x7000 | (high & 0x0FFF);
        var low = Mixer.Mix62((ulong)row, salt) | 0x8000000000000000;
        return new(
            (uint)(high >> 32),
            (ushort)(high >> 16),
            (ushort)high,
            (byte)(low >> 56),
            (byte)(low >> 48),
            (byte)(low >> 40),
            (byte)(low >> 32),
            (byte)(low >> 24),
            (byte)(low >> 16),
            (byte)(low >> 8),
            (byte)low
        );
    }
}
