using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Triggers from their rows in <c>information_schema.triggers</c>.</summary>
internal static class MariaDbTriggerReader
{
    /// <summary>The triggers of a table; one that comes after another of its moment says which one.</summary>
    /// <param name="rows">The rows, as <see cref="MariaDbCatalogue.Triggers"/> orders them.</param>
    /// <param name="account">The account that reads.</param>
    public static IEnumerable<Trigger> Read(IEnumerable<object?[]> rows, string account)
    {
        foreach (var moment in rows.GroupBy(r => (r[2], r[3])))
        {
            var before = (string?)null;
            foreach (var row in moment)
            {
                var name = (string)row[1]!;
                yield return new(name, Lower(row[2]), [Lower(row[3])], (string)row[4]!)
                {
                    Details =
                    [
                        .. MariaDbDefiners.Detail(row[7], account),
                        .. before is null ? Array.Empty<Detail>() : [new Detail("follows", before)],
                        .. MariaDbModes.Detail((string)row[6]!),
                    ],
                };
                before = name;
            }
        }
    }

    private static string Lower(object? text) => ((string)text!).ToLowerInvariant();
}
