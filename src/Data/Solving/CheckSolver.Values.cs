using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>What is tried for a column: its usual value, and others that the checks and the columns before leave.</summary>
internal sealed partial class CheckSolver
{
    private object? Candidate(RowFrame frame, RowStep step, ColumnState state, Plan plan, uint sub)
    {
        var attempt = frame.Attempt * Tries + sub;
        foreach (var isolated in plan.Given)
        {
            if (isolated.Operator == "=" && Other(isolated, frame.Values) is { } exact)
            {
                return Converted(step, state.Facts, exact);
            }
        }

        if (step.Number is { } number && state.Facts.Axis != AxisKind.None)
        {
            return OnAxis(frame, step, number, state, plan, attempt);
        }

        if (state.Values is { } values)
        {
            var natural = step.Draw(frame, attempt);
            return natural is not null && values.Any(v => v.Equals(natural))
                ? natural
                : values[Mixer.Below(Mixer.At(salt ^ (ulong)state.Facts.Index, frame.Row, attempt), values.Length)];
        }

        if (plan.Shape is { } shape)
        {
            return shape.Draw(Mixer.At(salt ^ (ulong)state.Facts.Index, frame.Row, attempt));
        }

        return step.Draw(frame, attempt) switch
        {
            string text when state.Facts.Type is not (DataType.Json or DataType.Native) || state.Patterns.Count > 0 => OfText(
                text,
                frame,
                step,
                state,
                plan,
                sub
            ),
            byte[] bytes when !step.IsSteady || sub > 0 => OfBytes(
                bytes,
                state,
                Mixer.At(salt ^ Mixer.Mix((ulong)state.Facts.Index), frame.Row, attempt)
            ),
            object?[] items => OfArray(items, frame, step, state, attempt),
            var other => sub > 3 && plan.Constants.Length > 0 && sub % 2 == 0
                ? plan.Constants[Mixer.Below(Mixer.At(salt, frame.Row, attempt), plan.Constants.Length)]
                : other,
        };
    }

    private object? OnAxis(RowFrame frame, RowStep step, NumberCell number, ColumnState state, Plan plan, uint attempt)
    {
        decimal? low = state.Low,
            high = state.High;
        foreach (var (bound, factor) in plan.Sums)
        {
            if (Rest(bound, state.Facts.Index, frame.Values, plan, branches[frame.Branch]) is not var (least, most))
            {
                continue;
            }

            Limit(factor, least, bound.Operator == "<", state.Facts.Unit, ref low, ref high);
            if (bound.Operator == "=")
            {
                Limit(-factor, -most, false, state.Facts.Unit, ref low, ref high);
            }
        }

        foreach (var isolated in plan.Given)
        {
            if (Linear.Place(Other(isolated, frame.Values)) is { } place)
            {
                var isStrict = isolated.Operator is "<" or ">";
                if (isolated.Operator is "<" or "<=")
                {
                    Limit(1, -place, isStrict, state.Facts.Unit, ref low, ref high);
                }
                else if (isolated.Operator is ">" or ">=")
                {
                    Limit(-1, place, isStrict, state.Facts.Unit, ref low, ref high);
                }
            }
        }

        var draw = Mixer.At(salt ^ Mixer.Mix((ulong)state.Facts.Index), frame.Row, attempt);
        if (state.Values is { } values)
        {
            var fitting = values.Cast<decimal>().Where(v => v >= (low ?? v) && v <= (high ?? v)).ToArray();
            var listed = step.Draw(frame, attempt);
            if (Linear.Place(listed) is { } drawn && fitting.Contains(drawn))
            {
                return listed;
            }

            return fitting.Length == 0 ? null : Valued(frame, number, state.Facts, fitting[Mixer.Below(draw, fitting.Length)]);
        }

        if (step.IsSteady)
        {
            return step.Draw(frame, 0);
        }

        var natural = step.Draw(frame, attempt);
        var near = Linear.Place(natural);
        if (near is { } usual && usual >= (low ?? usual) && usual <= (high ?? usual) && !state.Excluded.Contains(usual))
        {
            return natural;
        }

        return Drawn(low, high, near ?? 0, state.Facts, draw) is { } place2 ? Valued(frame, number, state.Facts, place2) : null;
    }

    private static decimal? Drawn(decimal? low, decimal? high, decimal natural, ColumnFacts facts, ulong draw)
    {
        if (low > high)
        {
            return null;
        }

        // Near the end that is closer to the usual values: an unlimited side must not give absurd ones.
        var window = facts.Axis switch
        {
            AxisKind.Moment => 30 * 86_400m,
            AxisKind.Day => 60 * 86_400m,
            AxisKind.Length => 86_400m,
            _ => Math.Max(1000m * facts.Unit, Math.Abs(low ?? high ?? 1000m)),
        };
        var from = low ?? (high ?? natural) - window;
        var to = high ?? from + window;
        if (to - from > window)
        {
            if (natural > to)
            {
                from = to - window;
            }
            else
            {
                to = from + window;
            }
        }

        var first = Math.Ceiling(from / facts.Unit);
        var count = Math.Floor(to / facts.Unit) - first + 1;
        return count < 1 ? null : (first + Mixer.Below(draw, (long)Math.Min(count, long.MaxValue / 2))) * facts.Unit;
    }

    private static void Limit(decimal factor, decimal rest, bool strict, decimal unit, ref decimal? low, ref decimal? high)
    {
        // factor·x + rest <= 0
        var limit = -rest / factor;
        if (factor > 0)
        {
            var most = Math.Floor(limit / unit) * unit;
            most -= strict && most == limit ? unit : 0;
            high = high is { } known ? Math.Min(known, most) : most;
        }
        else
        {
            var least = Math.Ceiling(limit / unit) * unit;
            least += strict && least == limit ? unit : 0;
            low = low is { } known ? Math.Max(known, least) : least;
        }
    }

    // What the other columns of a sum add up to: those given as they are, the others as favourable as they can be.
    private static (decimal Least, decimal Most)? Rest(LinearBound bound, int column, object?[] values, Plan plan, Branch branch)
    {
        var (least, most) = (bound.Sum.High, bound.Sum.Low);
        foreach (var (other, factor) in bound.Sum.Factors)
        {
            if (other == column)
            {
                continue;
            }

            if (plan.Before[other])
            {
                if (Linear.Place(values[other]) is not { } place)
                {
                    return null;
                }

                least += factor * place;
                most += factor * place;
                continue;
            }

            var state = branch.States[other];
            if (state.MayBeNull || (factor > 0 ? state.Low : state.High) is not { } best)
            {
                return null;
            }

            least += factor * best;
            if ((factor > 0 ? state.High : state.Low) is { } worst)
            {
                most += factor * worst;
            }
            else if (bound.Operator == "=")
            {
                most = decimal.MaxValue / 4;
            }
        }

        return (least, most);
    }

    private static object? Valued(RowFrame frame, NumberCell number, ColumnFacts facts, decimal place)
    {
        var ticks =
            number.Form is DateForm ? place / facts.Unit - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber
            : number.Form is MomentForm ? Math.Round((place - DateTime.UnixEpoch.Ticks / (decimal)TimeSpan.TicksPerSecond) * 1000)
            : place / facts.Unit;
        if (ticks != Math.Truncate(ticks))
        {
            return null;
        }

        number.Form.Write((long)ticks, frame.Single);
        return frame.Single.Value;
    }

    private static object? Converted(RowStep step, ColumnFacts facts, object value)
    {
        if (step.Number is { } number && facts.Axis != AxisKind.None)
        {
            return Linear.Place(value) is { } place
                ? Valued(
                    new RowFrame(0),
                    number,
                    facts,
                    Math.Round(place / facts.Unit, MidpointRounding.AwayFromZero) * facts.Unit
                )
                : null;
        }

        return facts.Type is DataType.Text && value is not string ? Values.Text(value) : value;
    }

    private static object? Other(Isolated isolated, object?[] values)
    {
        try
        {
            return isolated.Other(values);
        }
        catch (Exception e) when (e is NotEvaluableException or OverflowException or ArgumentException)
        {
            return null;
        }
    }

    private object? OfText(string text, RowFrame frame, RowStep step, ColumnState state, Plan plan, uint sub)
    {
        if (step.IsSteady && sub == 0)
        {
            return text;
        }

        var draw = Mixer.At(salt ^ Mixer.Mix((ulong)state.Facts.Index), frame.Row, frame.Attempt * Tries + sub);
        if (plan.Pattern is { } pattern && (sub > 0 || Lacks(text, state)))
        {
            Span<char> room = stackalloc char[Math.Min(2000, pattern.Longest + 1)];
            var buffer = new TextBuffer(room);
            pattern.Write(Mixer.Below(draw, pattern.Count), ref buffer);
            text = buffer.Written.ToString();
        }

        text = Sized(text, state, draw);
        return (sub % 5) switch
        {
            1 => text.ToLowerInvariant(),
            2 => text.ToUpperInvariant(),
            3 => Sized(text.Replace(" ", "", StringComparison.Ordinal), state, draw),
            4 when plan.Constants.Length > 0 => plan.Constants[Mixer.Below(draw, plan.Constants.Length)],
            _ => text,
        };
    }

    private static byte[] OfBytes(byte[] bytes, ColumnState state, ulong draw)
    {
        var had = bytes.Length;
        if (had >= state.Shortest && had <= (state.Longest ?? had))
        {
            return bytes;
        }

        Array.Resize(ref bytes, Math.Min(Math.Max(had, state.Shortest), state.Longest ?? int.MaxValue));
        for (var i = had; i < bytes.Length; i++)
        {
            bytes[i] = (byte)Mixer.At(draw, i);
        }

        return bytes;
    }

    private static bool Lacks(string text, ColumnState state) => state.Patterns.Exists(p => !Patterns.Matches(text, "~", p));

    private static string Sized(string text, ColumnState state, ulong draw)
    {
        if (state.Longest is { } longest && text.Length > longest)
        {
            text = text[..longest].TrimEnd(' ').PadRight(Math.Min(longest, state.Shortest), 'x');
        }

        for (var i = 0; text.Length < state.Shortest; i++)
        {
            text += (char)('a' + (int)((draw >> (i % 12 * 5)) % 26));
        }

        return text;
    }

    private static object?[] OfArray(object?[] items, RowFrame frame, RowStep step, ColumnState state, uint attempt)
    {
        var elements = items.ToList();
        for (uint more = 1; elements.Count < state.Shortest && more < 200; more++)
        {
            if (step.Draw(frame, attempt + more * 7919) is object?[] further)
            {
                elements.AddRange(further);
            }
        }

        return elements.Take(state.Longest ?? int.MaxValue).ToArray();
    }
}
