using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>The country or currency of the row's address, in a table of those that ships with the schema.</summary>
/// <param name="salt">The reference's own draws.</param>
/// <param name="place">The draws of the place in which a row's address lies.</param>
/// <param name="rows">The row of each place, or none.</param>
/// <param name="count">How many rows the table has.</param>
/// <param name="nullThreshold">Draws below it are null.</param>
internal sealed class PlaceParent(ulong salt, ulong place, int[] rows, long count, ulong nullThreshold) : ParentChoice
{
    /// <summary>A choice for a reference to countries or currencies.</summary>
    /// <returns>The choice, or <see langword="null"/> when the reference is to something else.</returns>
    public static PlaceParent? For(ulong salt, ulong place, ForeignKey reference, TablePlan parent, ulong nullThreshold)
    {
        if (reference.ReferencedColumns is not [var column] || parent.Cell(column) is not FixedCell codes)
        {
            return null;
        }

        var kind = parent.Profile.Columns.FirstOrDefault(c => c.Column == column)?.Type.Kind;
        if (kind is not (SemanticKind.Country or SemanticKind.Currency))
        {
            return null;
        }

        var rows = Place
            .All.Select(p => Array.IndexOf(codes.Values, kind == SemanticKind.Country ? p.Code : p.Currency))
            .ToArray();
        return new(salt, place, rows, parent.Rows, nullThreshold);
    }

    public override long Parent(long row, uint attempt)
    {
        if (nullThreshold != 0 && Mixer.At(salt, row) < nullThreshold)
        {
            return None;
        }

        var number = rows[Place.Frequency.Rank(Mixer.At(place, row), rows.Length)];
        return number >= 0 ? number : Mixer.Below(Mixer.At(~salt, row), count);
    }
}
