using System.Globalization;
using Dbwright.Data;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>
/// Draws the parameter values of measured executions. As every generated row is a function of its number, the values of "a stored row" are
/// computed, not fetched; within one execution all values of a table come from one row, so that conditions hold together.
/// </summary>
internal sealed class ParameterDraw(RowGenerator generator, long seed)
{
    /// <summary>How many other rows are tried when an optional column is null. With the default share of nulls 64 tries never all fail.</summary>
    private const int Attempts = 64;

    /// <summary>The form in which engines without a timestamp type keep moments.</summary>
    private const string MomentForm = "yyyy-MM-ddTHH:mm:ss.fffZ";

    private readonly Dictionary<QualifiedName, long> fresh = [];
    private readonly Dictionary<(QualifiedName, string), (object Low, object High)> ranges = [];

    /// <summary>The values of one execution, in the order of the parameters.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="key">Tells executions apart: the pattern's name and the number of the execution.</param>
    public object?[] Values(Statement statement, string key)
    {
        var values = new object?[statement.Parameters.Count];
        var taken = new Dictionary<QualifiedName, long>();
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = statement.Parameters[i];
            values[i] = parameter.Many ? Several(parameter, key) : One(parameter.Source, key, values, taken);
        }

        return values;
    }

    private object? One(ParameterSource source, string key, object?[] values, Dictionary<QualifiedName, long> taken) =>
        source switch
        {
            ParameterSource.Stored stored => Stored(stored.Table, stored.Column, key),
            ParameterSource.Words words => Word((string)Stored(words.Table, words.Column, key)!, words.Substring, key),
            ParameterSource.RangeEnd end => End(values[end.Start]!, end),
            ParameterSource.Generated column => Fresh(column, taken),
            ParameterSource.Fixed constant => constant.Value,
            _ => throw new InvalidOperationException($"Nobody draws values from {source.GetType().Name}."),
        };

    /// <summary>The value of a row that this execution draws from the table; another row where that one has none.</summary>
    private object? Stored(QualifiedName table, string column, string key)
    {
        var rows = generator.Source(table).Rows;
        for (var attempt = 0; rows > 0 && attempt < Attempts; attempt++)
        {
            var row = (long)(Mix($"{table}|{key}", attempt) % (ulong)rows);
            if (generator.Value(table, column, row) is { } value)
            {
                return value;
            }
        }

        return null;
    }

    private Array Several(StatementParameter parameter, string key)
    {
        if (parameter.Source is not ParameterSource.Stored stored)
        {
            throw new InvalidOperationException($"A list parameter draws stored values, not {parameter.Source.GetType().Name}.");
        }

        // A list of three is what an application's "in" usually has: a few states, a few identifiers.
        var drawn = Enumerable
            .Range(0, 3)
            .Select(i => Stored(stored.Table, stored.Column, i == 0 ? key : $"{key}|{i}"))
            .OfType<object>()
            .Distinct()
            .ToArray();
        var list = Array.CreateInstanceFromArrayType(ArrayType(drawn), drawn.Length);
        Array.Copy(drawn, list, drawn.Length);
        return list;
    }

    private static Type ArrayType(object[] values) =>
        values.FirstOrDefault() switch
        {
            long => typeof(long[]),
            decimal => typeof(decimal[]),
            Guid => typeof(Guid[]),
            DateTime => typeof(DateTime[]),
            DateOnly => typeof(DateOnly[]),
            bool => typeof(bool[]),
            double => typeof(double[]),
            _ => typeof(string[]),
        };

    private object? Fresh(ParameterSource.Generated column, Dictionary<QualifiedName, long> taken)
    {
        if (!taken.TryGetValue(column.Table, out var row))
        {
            row = fresh.GetValueOrDefault(column.Table, generator.Source(column.Table).Rows);
            fresh[column.Table] = row + 1;
            taken[column.Table] = row;
        }

        return generator.Value(column.Table, column.Column, row);
    }

    private string Word(string text, bool substring, string key)
    {
        // People search by the word that tells a text from others, which is one of its longer ones.
        var words = text.Split((char[])[' ', ',', '.', ';', ':', '-', '/', '@', '_'], StringSplitOptions.RemoveEmptyEntries)
            .Where(w => w.Length >= 3)
            .OrderByDescending(w => w.Length)
            .ThenBy(w => w, StringComparer.Ordinal)
            .Take(3)
            .ToArray();
        if (words.Length == 0)
        {
            return text;
        }

        var word = words[(int)(Mix($"word|{key}", 0) % (ulong)words.Length)];

        // Searches type the middle of a long word as often as its beginning; six characters are what people type before results help.
        return substring && word.Length > 6 ? word.Substring(word.Length - 6, 6) : word;
    }

    private object End(object start, ParameterSource.RangeEnd end)
    {
        var (low, high) = Range(end.Table, end.Column);
        var share = (double)end.Share;
        return (start, low, high) switch
        {
            (long s, long l, long h) => s + (long)((h - l) * share),
            (decimal s, decimal l, decimal h) => s + ((h - l) * end.Share),
            (double s, double l, double h) => s + ((h - l) * share),
            (DateTime s, DateTime l, DateTime h) => s + ((h - l) * share),
            (DateOnly s, DateOnly l, DateOnly h) => s.AddDays((int)Math.Ceiling((h.DayNumber - l.DayNumber) * share)),
            (string s, string l, string h) => TextEnd(s, l, h, share),
            _ => start,
        };
    }

    private static string TextEnd(string start, string low, string high, double share)
    {
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var form = start.Length == 10 ? "yyyy-MM-dd" : MomentForm;
        return
            DateTime.TryParse(start, CultureInfo.InvariantCulture, utc, out var s)
            && DateTime.TryParse(low, CultureInfo.InvariantCulture, utc, out var l)
            && DateTime.TryParse(high, CultureInfo.InvariantCulture, utc, out var h)
            ? (s + ((h - l) * share)).ToString(form, CultureInfo.InvariantCulture)
            : start + "~";
    }

    /// <summary>The range of a column, from 512 rows spread over the table.</summary>
    private (object Low, object High) Range(QualifiedName table, string column)
    {
        if (!ranges.TryGetValue((table, column), out var range))
        {
            var rows = generator.Source(table).Rows;
            var step = Math.Max(1, rows / 512);
            var values = new List<object>();
            for (var row = 0L; row < rows; row += step)
            {
                if (generator.Value(table, column, row) is { } value)
                {
                    values.Add(value);
                }
            }

            values.Sort(Comparer<object>.Default);
            range = (values[0], values[^1]);
            ranges[(table, column)] = range;
        }

        return range;
    }

    /// <summary>FNV-1a over the key, finished by the 64-bit mixer of SplitMix64 (Steele, Lea, Flood 2014).</summary>
    private ulong Mix(string key, int attempt)
    {
        var hash = 14695981039346656037UL ^ (ulong)seed;
        foreach (var c in key)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        hash += 0x9E3779B97F4A7C15UL * (ulong)(attempt + 1);
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
        return hash ^ (hash >> 31);
    }
}
