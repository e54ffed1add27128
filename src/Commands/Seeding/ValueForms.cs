using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>How an engine reads the values that have several forms in text; the same value comes as when the rows are loaded.</summary>
/// <param name="True">True.</param>
/// <param name="False">False.</param>
/// <param name="Moment">The format of a moment in UTC.</param>
/// <param name="HasLengths">Whether there are lengths of time; otherwise they are whole seconds.</param>
/// <param name="Point">The format of a point.</param>
/// <param name="MapsAddresses">Whether an IPv4 address is one of IPv6 only with its prefix.</param>
internal sealed record ValueForms(string True, string False, string Moment, bool HasLengths, string Point, bool MapsAddresses)
{
    /// <summary>Those of an engine.</summary>
    public static ValueForms Of(string engine) =>
        engine switch
        {
            "postgresql" => new(
                "true",
                "false",
                "yyyy-MM-dd HH:mm:ss.FFFFFF'+00'",
                HasLengths: true,
                "({0:R},{1:R})",
                MapsAddresses: false
            ),
            "sqlite" => new("1", "0", "yyyy-MM-ddTHH:mm:ss.fff'Z'", HasLengths: false, "({0:R},{1:R})", MapsAddresses: false),
            _ => new("1", "0", "yyyy-MM-dd HH:mm:ss.FFFFFF", HasLengths: false, "POINT({0:R} {1:R})", MapsAddresses: true),
        };

    /// <summary>Whether a moment can have its zone.</summary>
    public bool HasZones => Moment.EndsWith("'+00'", StringComparison.Ordinal);

    /// <summary>A point.</summary>
    public string Place(double x, double y) => string.Format(CultureInfo.InvariantCulture, Point, x, y);

    /// <summary>What a text of a type needs in front of it when it has no colon: an IPv4 address in a column for IPv6 on MariaDB; none otherwise.</summary>
    public string? Prefix(DataType type) => MapsAddresses && type is DataType.Inet ? "::ffff:" : null;

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
