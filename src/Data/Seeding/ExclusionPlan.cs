using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>
/// How exclusion constraints are kept: whatever must not overlap gets a slot of its own, one after the other, so that no two rows overlap
/// whatever else they share.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="types">The types that the schema defines.</param>
/// <param name="rows">How many rows it gets.</param>
/// <param name="isAdded">Whether they are added to others: their slots then lie after the end of the data, at a distance that never changes.</param>
internal sealed partial class ExclusionPlan(Table table, TypeDirectory types, long rows, bool isAdded)
{
    private readonly Dictionary<string, Func<long, ulong, object?>> slots = new(StringComparer.Ordinal);

    /// <summary>The columns that together must be unique, by constraint: those compared by equality alone.</summary>
    public List<(string Name, Sequence<string> Columns)> Unique { get; } = [];

    /// <summary>What gives a column its slots: row and draw to value; none where the column has none.</summary>
    public Func<long, ulong, object?>? SlotsOf(string column) => slots.GetValueOrDefault(column);

    /// <summary>Plans every constraint.</summary>
    /// <exception cref="Failure">A constraint compares in a way that is not known here (<see cref="ExitStatus.BadInput"/>).</exception>
    public ExclusionPlan Plan()
    {
        foreach (var constraint in table.Exclusions)
        {
            var body = Body().Match(constraint.Sql);
            var elements = PartitionBounds
                .Split(Inside(constraint.Sql, body.Success ? body.Index + body.Length - 1 : 0))
                .Select(e => Element().Match(e))
                .Where(m => m.Success)
                .Select(m => (Text: m.Groups["what"].Value.Trim(), Operator: m.Groups["operator"].Value.Trim()))
                .ToList();
            if (elements.Exists(e => IsOverlap(e.Operator) && TakeSlots(e.Text)))
            {
                continue;
            }

            var equal = elements.Where(e => e.Operator == "=").Select(e => Column(e.Text)?.Name).OfType<string>().ToSequence();
            if (equal.Count > 0 && elements.TrueForAll(e => e.Operator is "=" or "<>"))
            {
                Unique.Add((constraint.Name, equal));
                continue;
            }

            throw Failure.Because(
                ExitStatus.BadInput,
                "seed-exclusion",
                $"{table.Name}: dbwright does not know how to keep the exclusion constraint {constraint.Name}.",
                constraint.Sql,
                $"Leave the table empty (--rows {table.Name}=0), or load its rows from your own file."
            );
        }

        foreach (var period in Keys().SelectMany(k => k).Where(IsWithoutOverlaps).Select(d => d.Value).Distinct())
        {
            Period(period);
        }

        return this;
    }

    /// <summary>Whether it says that a key holds for periods that do not overlap; then none of its other columns must be unique.</summary>
    public static bool IsWithoutOverlaps(Detail detail) => detail.Name == "without overlaps";

    private IEnumerable<Sequence<Detail>> Keys() =>
        [
            .. table.PrimaryKey is { } key ? [key.Details] : Array.Empty<Sequence<Detail>>(),
            .. table.Uniques.Select(u => u.Details),
            .. table.Indexes.Select(i => i.Details),
        ];

    // The two ends of a period of MariaDB: period validity = (starts, ends).
    private void Period(string? name)
    {
        if (
            table.Details.FirstOrDefault(d => d.Name == $"period {name}")?.Value?.Trim('(', ')').Split(',') is [var from, var to]
            && Column(from.Trim().Trim('`')) is { } low
            && Column(to.Trim().Trim('`')) is { } high
            && Slots(new DataType.Native("", types.Base(low.Type) is DataType.Date ? "daterange" : "tsrange")) is { } both
        )
        {
            slots[low.Name] = (row, draw) => Bound(((RangeValue)both(row, draw)!).Low!, low.Type);
            slots[high.Name] = (row, draw) => Bound(((RangeValue)both(row, draw)!).High!, high.Type);
        }
    }

    private static bool IsOverlap(string word) =>
        word.EndsWith("&&", StringComparison.Ordinal) || word.Contains("&&)", StringComparison.Ordinal);

    private bool TakeSlots(string text)
    {
        if (Column(text) is { } column)
        {
            if (Slots(types.Base(column.Type)) is not { } give)
            {
                return false;
            }

            slots[column.Name] = give;
            return true;
        }

        // tstzrange(starts_at, ends_at, '[)'): the two ends of a slot.
        var call = Call().Match(text);
        if (
            !call.Success
            || PartitionBounds.Split(call.Groups["arguments"].Value) is not [var first, var second, ..]
            || Column(first) is not { } low
            || Column(second) is not { } high
            || Slots(new DataType.Native("", call.Groups["function"].Value.ToLowerInvariant())) is not { } both
        )
        {
            return false;
        }

        // The least slot, so that ends that are included do not touch the next one.
        slots[low.Name] = (row, draw) => Bound(((RangeValue)both(row, draw)!).Low!, low.Type);
        slots[high.Name] = (row, draw) => Bound(((RangeValue)both(row, draw)!).High!, high.Type);
        return true;
    }

    private static object Bound(object value, DataType type) =>
        (value, type) switch
        {
            (DateTime moment, DataType.Date) => DateOnly.FromDateTime(moment),
            (DateOnly date, DataType.Timestamp) => date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
            _ => value,
        };

    private Column? Column(string text)
    {
        var name = text.Trim('"', ' ', '(', ')');
        return table.Columns.FirstOrDefault(c => c.Name.Equals(name, StringComparison.Ordinal))
            ?? table.Columns.FirstOrDefault(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    private Func<long, ulong, object?>? Slots(DataType type)
    {
        var minutes = isAdded ? 30 : Math.Max(30, 500_000 / Math.Max(1, rows));
        var start = (isAdded ? Timeline.End : Timeline.Start) / 60_000;
        var firstDay = DateOnly.FromDateTime(DateTime.UnixEpoch.AddMinutes(start)).DayNumber;
        return (type as DataType.Native)?.Sql switch
        {
            "int4range" or "int8range" => (row, draw) => new RangeValue(row * 10, row * 10 + 1 + Mixer.Below(draw, 8L)),
            "numrange" => (row, draw) => new RangeValue((decimal)(row * 10), (decimal)(row * 10 + 1 + Mixer.Below(draw, 8L))),
            "daterange" => (row, draw) =>
                new RangeValue(
                    DateOnly.FromDayNumber(firstDay + (int)row * 4),
                    DateOnly.FromDayNumber(firstDay + (int)row * 4 + 1 + (int)Mixer.Below(draw, 2L))
                ),
            "tsrange" or "tstzrange" => (row, draw) =>
                new RangeValue(
                    DateTime.UnixEpoch.AddMinutes(start + row * minutes),
                    DateTime.UnixEpoch.AddMinutes(start + row * minutes + minutes / 2 + Mixer.Below(draw, minutes / 3))
                ),
            "cidr" => (row, _) => FormattableString.Invariant($"10.{row >> 8 & 255}.{row & 255}.0/24"),
            "box" => (row, _) => FormattableString.Invariant($"({row * 100 + 10},10),({row * 100},0)"),
            "circle" => (row, _) => FormattableString.Invariant($"<({row * 100},0),10>"),
            "polygon" => (row, _) => FormattableString.Invariant($"(({row * 100},0),({row * 100 + 10},0),({row * 100},10))"),
            _ => type is DataType.Inet
                ? (row, _) => FormattableString.Invariant($"10.{row >> 16 & 255}.{row >> 8 & 255}.{row & 255}")
                : null,
        };
    }

    private static string Inside(string text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            depth +=
                text[i] == '(' ? 1
                : text[i] == ')' ? -1
                : 0;
            if (depth == 0)
            {
                return text[(open + 1)..i];
            }
        }

        return "";
    }

    [GeneratedRegex(@"^\s*exclude\s*(using\s+\w+\s*)?\(", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Body();

    [GeneratedRegex(
        @"^(?<what>.*?)(\s+\w*_ops)?\s+with\s+(?<operator>\S+)\s*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        1000
    )]
    private static partial Regex Element();

    [GeneratedRegex(
        @"^(pg_catalog\.)?(?<function>\w+)\((?<arguments>.*)\)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        1000
    )]
    private static partial Regex Call();
}

/// <summary>A column whose values are slots, one for each row.</summary>
internal sealed class SlotStep(Func<long, ulong, object?> slots, ulong salt, RowSolver? solver) : ColumnStep(solver)
{
    // The two ends of a slot share their draw.
    public override object? Draw(RowFrame frame, uint attempt) => slots(frame.Row, Mixer.At(salt, frame.Row));
}
