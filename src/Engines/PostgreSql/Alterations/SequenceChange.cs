using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Generators of numbers.</summary>
internal static class PostgreSqlSequenceChange
{
    private static readonly PostgreSqlNames Names = new();
    private static readonly PostgreSqlTypes Types = new();

    private static readonly string[] OptionNames = ["start", "increment", "minvalue", "maxvalue", "min", "max", "cache", "cycle"];

    /// <summary>The statement that makes a sequence; what owns it is said later, when that is there.</summary>
    public static string Create(NumberSequence sequence) =>
        $"create {(sequence.Details.Any(d => d.Name == "unlogged") ? "unlogged " : "")}sequence {Names.Quote(sequence.Name)} as {Types.Write(sequence.Type)}"
        + (sequence.Increment != 1 ? Text($" increment by {sequence.Increment}") : "")
        + (sequence.Min is { } min ? Text($" minvalue {min}") : "")
        + (sequence.Max is { } max ? Text($" maxvalue {max}") : "")
        + (sequence.Start != First(sequence) ? Text($" start with {sequence.Start}") : "")
        + (sequence.Cache != 1 ? Text($" cache {sequence.Cache}") : "")
        + (sequence.Cycle ? " cycle" : "");

    /// <summary>The statements that change one; its position stays.</summary>
    public static Alteration Alteration(NumberSequence before, NumberSequence to)
    {
        var name = Names.Quote(to.Name);
        var options = new List<string>();
        if (before.Type != to.Type)
        {
            options.Add($"as {Types.Write(to.Type)}");
        }

        // Counting the other way, it has other bounds and another beginning, and its position means nothing any more.
        var turns = before.Increment > 0 != to.Increment > 0;
        Option(before.Increment, to.Increment, v => Text($"increment by {v}"));
        Option(before.Min, to.Min, v => v is { } min ? Text($"minvalue {min}") : "no minvalue", turns);
        Option(before.Max, to.Max, v => v is { } max ? Text($"maxvalue {max}") : "no maxvalue", turns);
        Option(before.Start, to.Start, v => Text($"start with {v}"));
        if (turns)
        {
            options.Add("restart");
        }

        Option(before.Cache, to.Cache, v => Text($"cache {v}"));
        Option(before.Cycle, to.Cycle, v => v ? "cycle" : "no cycle");
        var statements = new List<string>();
        if (!turns && First(before) is var old && First(to) is var first && (to.Increment > 0 ? first > old : first < old))
        {
            // One that has not come to the new bounds yet begins there; one beyond the far end is an error that a person must see.
            var nearest = to.Increment > 0 ? "greatest" : "least";
            var within = to.Increment > 0 ? ">=" : "<=";
            statements.Add(
                Text(
                    $"select setval({Names.Literal(name)}, {nearest}(last_value, {first}), is_called and last_value {within} {first}) from {name}"
                )
            );
        }

        if (options.Count > 0)
        {
            statements.Add($"alter sequence {name} {string.Join(' ', options)}");
        }

        var unlogged = to.Details.Any(d => d.Name == "unlogged");
        if (unlogged != before.Details.Any(d => d.Name == "unlogged"))
        {
            statements.Add($"alter sequence {name} set {(unlogged ? "unlogged" : "logged")}");
        }

        return Model.Alteration.By([.. statements]);

        void Option<T>(T old, T now, Func<T, string> text, bool always = false)
        {
            if (always || !Equals(old, now))
            {
                options.Add(text(now));
            }
        }
    }

    /// <summary>Whether the detail of an identity column is about the sequence behind it.</summary>
    public static bool IsOption(string detail) => OptionNames.Contains(detail, StringComparer.Ordinal);

    /// <summary>Such a detail as an option.</summary>
    public static string Option(Detail detail) =>
        detail.Name switch
        {
            "start" => $"start with {detail.Value}",
            "increment" => $"increment by {detail.Value}",
            "min" or "minvalue" => $"minvalue {detail.Value}",
            "max" or "maxvalue" => $"maxvalue {detail.Value}",
            "cycle" => "cycle",
            _ => $"{detail.Name} {detail.Value}",
        };

    /// <summary>The options that lead from some details of an identity column to others.</summary>
    public static IEnumerable<string> Options(Sequence<Detail> before, Sequence<Detail> to)
    {
        foreach (var name in OptionNames)
        {
            var old = before.FirstOrDefault(d => d.Name == name);
            var now = to.FirstOrDefault(d => d.Name == name);
            if (old != now)
            {
                yield return now is not null
                    ? Option(now)
                    : name switch
                    {
                        "start" => "start with 1",
                        "increment" => "increment by 1",
                        "min" or "minvalue" => "no minvalue",
                        "max" or "maxvalue" => "no maxvalue",
                        "cache" => "cache 1",
                        _ => "no cycle",
                    };
            }
        }
    }

    private static long First(NumberSequence sequence) => sequence.Increment > 0 ? sequence.Min ?? 1 : sequence.Max ?? -1;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
