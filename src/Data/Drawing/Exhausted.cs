using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>The failure when a unique constraint has fewer values than there are rows.</summary>
internal static class Exhausted
{
    /// <summary>A failure that names the constraint, how many values exist and how many rows were asked.</summary>
    public static Failure Of(string constraint, long values, long rows) =>
        Failure.Because(
            ExitStatus.BadInput,
            "unique-values-exhausted",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{constraint} allows {values} different values, but {rows} rows are asked for."
            ),
            "Every row needs a value of its own, so the rows cannot be generated.",
            "Widen the range, length or values of the columns, ask for fewer rows, or drop the uniqueness."
        );
}
