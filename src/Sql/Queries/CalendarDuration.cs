using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>A length of time in the words of the calendar, as a pattern fixes it (<c>within 7 days</c>).</summary>
/// <param name="Amount">How many units.</param>
/// <param name="Unit"><c>second</c>, <c>minute</c>, <c>hour</c>, <c>day</c>, <c>month</c> or <c>year</c>.</param>
public sealed record CalendarDuration(decimal Amount, string Unit)
{
    /// <summary>About how long it is; a month has 30 days, a year 365.</summary>
    public TimeSpan Approximate =>
        TimeSpan.FromSeconds(
            (double)Amount
                * Unit switch
                {
                    "second" => 1,
                    "minute" => 60,
                    "hour" => 3_600,
                    "day" => 86_400,
                    "month" => 30 * 86_400,
                    _ => 365 * 86_400,
                }
        );

    /// <summary>The amount and the unit, as SQL writes them: <c>7 days</c>, <c>1 hour</c>.</summary>
    public override string ToString() =>
        $"{Amount.ToString("0.######", CultureInfo.InvariantCulture)} {(Amount == 1 ? Unit : Unit + "s")}";

    /// <summary>The fixed length of a range: text like <c>7 days</c>, or a number of seconds.</summary>
    /// <returns><see langword="null"/> when the constant is no length of time.</returns>
    public static CalendarDuration? Of(Expression expression) =>
        expression switch
        {
            Expression.Constant { Value: decimal seconds } => OfSeconds(seconds),
            Expression.Constant { Value: string text } => Parse(text),
            _ => null,
        };

    /// <summary>Whether the condition is a range whose start is a parameter and whose length is fixed.</summary>
    public static bool IsWindow(Condition condition) => condition is { Operator: ConditionOperator.Between, Values.Count: 1 };

    // The largest unit that it is a whole number of; a day of the calendar is always 24 hours, as all is reckoned in UTC.
    private static CalendarDuration OfSeconds(decimal seconds) =>
        seconds % 86_400 == 0 ? new(seconds / 86_400, "day")
        : seconds % 3_600 == 0 ? new(seconds / 3_600, "hour")
        : seconds % 60 == 0 ? new(seconds / 60, "minute")
        : new(seconds, "second");

    private static CalendarDuration? Parse(string text)
    {
        var trimmed = text.Trim();
        var digits = trimmed.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        if (!decimal.TryParse(trimmed[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
        {
            return null;
        }

        return trimmed[digits..].Trim() switch
        {
            "ms" => new(amount / 1000, "second"),
            "s" or "second" or "seconds" => new(amount, "second"),
            "min" or "minute" or "minutes" => new(amount, "minute"),
            "h" or "hour" or "hours" => new(amount, "hour"),
            "d" or "day" or "days" => new(amount, "day"),
            "week" or "weeks" => new(amount * 7, "day"),
            "month" or "months" => new(amount, "month"),
            "year" or "years" => new(amount, "year"),
            _ => null,
        };
    }
}
