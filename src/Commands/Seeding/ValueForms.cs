using System.Globalization;

namespace Dbwright.Commands;

/// <summary>How an engine reads the values that have several forms in text; the same value comes as when the rows are loaded.</summary>
/// <param name="True">True.</param>
/// <param name="False">False.</param>
/// <param name="Moment">The format of a moment in UTC.</param>
/// <param name="HasLengths">Whether there are lengths of time; otherwise they are whole seconds.</param>
internal sealed record ValueForms(string True, string False, string Moment, bool HasLengths)
{
    /// <summary>Those of an engine.</summary>
    public static ValueForms Of(string engine) =>
        engine switch
        {
            "postgresql" => new("true", "false", "yyyy-MM-dd HH:mm:ss.FFFFFF'+00'", HasLengths: true),
            "sqlite" => new("1", "0", "yyyy-MM-ddTHH:mm:ss.fff'Z'", HasLengths: false),
            _ => new("1", "0", "yyyy-MM-dd HH:mm:ss.FFFFFF", HasLengths: false),
        };

    /// <summary>A length of time: hours, which may be more than a day has, minutes and seconds, as <c>COPY</c> reads them.</summary>
    public string Length(TimeSpan value)
    {
        if (!HasLengths)
        {
            return (value.Ticks / TimeSpan.TicksPerSecond).ToString(CultureInfo.InvariantCulture);
        }

        var hours = (long)value.Duration().TotalHours;
        return string.Create(
                CultureInfo.InvariantCulture,
                $"{(value < TimeSpan.Zero ? "-" : "")}{hours}:{value:mm\\:ss\\.FFFFFF}"
            )
            .TrimEnd('.');
    }
}
