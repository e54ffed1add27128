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
                $"{constraint} allows {Values(values)}, but {rows:N0} rows are asked for."
            ),
            "Every row needs a value of its own, so the rows cannot be generated.",
            "Widen the range, length or values of the columns, ask for fewer rows, or drop the uniqueness."
        );

    /// <summary>How many different values there are, in words.</summary>
    public static string Values(long count) => Plural.Counted(count, "different value");
}

/// <summary>Thrown while a table is planned, before it is known whether fewer rows would do.</summary>
/// <param name="constraint">The table and constraint.</param>
/// <param name="values">How many different values it allows.</param>
/// <param name="rows">How many rows were asked for.</param>
internal sealed class TooFewValuesException(string constraint, long values, long rows) : Exception
{
    /// <summary>How many different values the constraint allows.</summary>
    public long Values => values;

    /// <summary>The failure, when there is no way out.</summary>
    public Failure Failure => Exhausted.Of(constraint, values, rows);

    /// <summary>The note, when the table gets fewer rows instead.</summary>
    public Finding Note =>
        new(
            "generated-rows-fewer",
            Severity.Note,
            string.Create(CultureInfo.InvariantCulture, $"{constraint} allows {Exhausted.Values(values)} at this scale.")
        )
        {
            Detail = string.Create(
                CultureInfo.InvariantCulture,
                $"The table gets {Plural.Counted(values, "row")} instead of {rows:N0}."
            ),
        };
}
