using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>Reads <c>volume: { rows, growth, keep }</c>.</summary>
internal static class VolumeReader
{
    private const decimal DaysPerMonth = 30;
    private const string GrowthForm = "Write rows or percent per month, for example 50k/month or 20%/month.";

    public static Volume Read(MapReader source)
    {
        if (source.Map("volume", KeySet.Volume) is not { } map)
        {
            return new();
        }

        var volume = new Volume { Rows = map.Amount("rows", Units.Count, Units.CountForm), Keep = map.Duration("keep") };
        if (map.Scalar("growth") is not { } growth)
        {
            return volume;
        }

        var parts = growth.Text.Split('/');
        var months = parts.Length == 2 ? MonthsOf(parts[1].Trim()) : null;
        var amount = parts[0].Trim();
        if (months is { } length && Units.Count(amount) is { } rows)
        {
            return volume with { RowsPerMonth = (long)Math.Min(1e15m, Math.Round(rows / length)) };
        }

        if (parts.Length == 2 && parts[1].Trim() == "month" && Units.Percent(amount) is { } percent and <= 1000)
        {
            return volume with { PercentPerMonth = percent };
        }

        map.Errors.Add("value", $"'growth' cannot be {DocumentErrors.Quote(growth.Text)}", growth.At, GrowthForm);
        return volume;
    }

    private static decimal? MonthsOf(string unit) =>
        unit switch
        {
            "month" => 1,
            "day" => 1 / DaysPerMonth,
            "week" => 7 / DaysPerMonth,
            "year" => 12,
            _ => null,
        };
}
