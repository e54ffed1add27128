using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Texts that become something else have the form of that in the rows that a plan is run over: others would only show that they fail.</summary>
internal static class PlanValues
{
    // More digits would not fit into every number, fewer be too few for a key.
    private const int LongestNumber = 9;

    /// <summary>The forms.</summary>
    /// <param name="start">The schema as it is.</param>
    /// <param name="goal">The schema as it should be.</param>
    public static SeedRules For(RelationalSchema start, RelationalSchema goal) =>
        SeedRules.None with
        {
            Columns = start
                .Tables.SelectMany(t =>
                    t.Columns.Where(c => c.Type is DataType.Text && !t.ForeignKeys.Any(f => f.Columns.Contains(c.Name)))
                        .Select(c => Rule($"{t.Name}.{c.Name}", goal.Find(t.Name)?.Find(c.Name)?.Type))
                )
                .OfType<ColumnRule>()
                .ToSequence(),
        };

    private static ColumnRule? Rule(string path, DataType? type) =>
        type switch
        {
            DataType.Uuid => new(path) { Pattern = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}" },
            DataType.Integer(var bits) => Number(path, bits < 32 ? 4 : LongestNumber),
            DataType.Decimal { Precision: { } precision } number => Number(
                path,
                Math.Clamp(precision - (number.Scale ?? 0), 1, LongestNumber)
            ),
            DataType.Decimal or DataType.Float => Number(path, LongestNumber),
            DataType.Boolean => new(path) { Values = ["true", "false"] },
            DataType.Date => new(path) { Pattern = "20[0-9]{2}-0[1-9]-[12][0-9]" },
            DataType.Timestamp => new(path) { Pattern = "20[0-9]{2}-0[1-9]-[12][0-9] [01][0-9]:[0-5][0-9]:[0-5][0-9]" },
            DataType.Json => new(path) { Pattern = "[1-9][0-9]{0,8}" },
            _ => null,
        };

    private static ColumnRule Number(string path, int digits) =>
        new(path) { Pattern = string.Create(CultureInfo.InvariantCulture, $"[1-9][0-9]{{0,{digits - 1}}}") };
}
