using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>The values of one column, compiled: a pure function of the row's number and, for rules that need it, of an attempt.</summary>
internal abstract class Cell
{
    /// <summary>Whether the value is null.</summary>
    public abstract bool IsNull(long row, uint attempt);

    /// <summary>Gives the value, or null, to the sink in the column's physical form.</summary>
    public abstract void Write(long row, uint attempt, IRowSink sink);

    /// <summary>The value as rules see it, before any physical form.</summary>
    public abstract Scalar Logical(long row, uint attempt);
}

/// <summary>When a value is null.</summary>
/// <param name="salt">The column's own draws.</param>
/// <param name="share">The share of nulls, 0 to 1.</param>
internal sealed class Nulls(ulong salt, double share)
{
    private readonly ulong threshold = Mixer.Threshold(share);
    private readonly ulong salt = Mixer.Combine(salt, 0x6E756C6C);

    /// <summary>The earlier event of a sequence, without which this one has not happened either.</summary>
    public Cell? Before { get; set; }

    /// <summary>The status that tells whether there is a value, in place of chance; with it, for each status, whether there is none.</summary>
    public (NumberCell Cell, bool[] IsNull)? Status { get; set; }

    /// <summary>Whether the row's value is null.</summary>
    public bool At(long row, uint attempt) =>
        Status is var (status, isNull)
            ? isNull[status.Number(row, attempt)]
            : threshold == ulong.MaxValue
                || (threshold != 0 && Mixer.At(salt, row, attempt) < threshold)
                || (Before is not null && Before.IsNull(row, attempt));
}
