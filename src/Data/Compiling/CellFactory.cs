using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>Makes the cell of a column from its domain.</summary>
/// <param name="table">The table.</param>
/// <param name="tableSalt">The table's own draws.</param>
/// <param name="creation">When its rows come into being.</param>
/// <param name="locale">Whose names and places its rows have; those of everywhere when left out.</param>
internal sealed class CellFactory(QualifiedName table, ulong tableSalt, Creation creation, Locale? locale = null)
{
    private const long Minute = 60_000;
    private const long Day = 86_400_000;
    private NumberCell? created;
    private EventCell? lastEvent;
    private NumberCell? status;
    private DateCell? lastDate;

    /// <summary>The draws of the person whom a row is about.</summary>
    public ulong Person { get; } = Mixer.Combine(tableSalt, 0x706572736F6E);

    /// <summary>The draws of the place in which a row's address lies.</summary>
    public ulong Place { get; } = PlaceOf(tableSalt);

    /// <summary>The draws of the place in which a row's address lies, from the table's own.</summary>
    public static ulong PlaceOf(ulong tableSalt) => Mixer.Combine(tableSalt, 0x706C616365);

    /// <summary>Whose names and places the rows have.</summary>
    public Locale Locale { get; private set; } = locale ?? Locale.Everywhere;

    /// <summary>How many rows are loaded.</summary>
    public long Rows => creation.Timeline.Rows;

    /// <summary>A text cell that names the row, for slugs.</summary>
    public TextCell? Title { get; set; }

    /// <summary>The column's own draws.</summary>
    public ulong Salt(string column) => Mixer.Combine(tableSalt, Mixer.Of(column));

    /// <summary>Fills in the limits of numbers that neither type nor rules give.</summary>
    /// <param name="domain">The column.</param>
    /// <param name="room">How many different values there should be at least, when the column is unique.</param>
    public static void Complete(ColumnDomain domain, long room)
    {
        switch (domain.Form)
        {
            case null:
                return;
            case ChoiceForm choice:
                domain.Low = 0;
                domain.High = choice.Values.Length - 1;
                return;
            case BooleanForm:
                domain.Low = 0;
                domain.High = 1;
                return;
            case TimeForm:
                domain.Low ??= 0;
                domain.High ??= 86_399;
                return;
            case LengthForm:
                domain.Low ??= Math.Min(60, domain.High ?? 60);
                domain.High ??= Math.Max(14_400, domain.Low.Value + Math.Max(14_400, room * 2));
                return;
            case DateForm when room > 0:
                domain.High ??= Math.Max(20_453, (domain.Low ?? 0) + room - 1);
                domain.Low ??= Math.Min(domain.High.Value - room + 1, domain.High.Value - 3650);
                return;
            case DecimalForm when domain.Values is { Length: > 0 } listed:
                domain.Low ??= listed.Min();
                domain.High ??= listed.Max();
                return;
            case DecimalForm:
                CompleteNumber(domain, room);
                return;
            default:
                return;
        }
    }

    private static void CompleteNumber(ColumnDomain domain, long room)
    {
        var (low, high, _) = Naming.Range(domain.Column.Name, domain.Profile.Type.Kind);
        long unit = 1;
        for (var i = 0; i < domain.Scale; i++)
        {
            unit *= 10;
        }

        var span = (long)((high - low) * unit);
        long? most = domain.Column.Type switch
        {
            DataType.Integer { Bits: 16 } => short.MaxValue,
            DataType.Integer { Bits: 32 } => int.MaxValue,
            DataType.Decimal { Precision: { } precision } when precision < 18 => Power(precision) - 1,
            _ => null,
        };
        if (domain.Profile.Type.Precision is { } digits and < 18)
        {
            most = Math.Min(most ?? long.MaxValue, Power(digits) - 1);
        }

        // A unique column gets far more values than rows, so that rows that come later find some.
        if (room > 0)
        {
            span = Math.Max(span, room < 1000 ? 10_000 : room * 16);
        }

        domain.Low ??= domain.High is { } top ? Math.Min((long)(low * unit), top - span) : (long)(low * unit);
        domain.High ??= Math.Max((long)(low * unit), domain.Low.Value) + span;
        if (most is { } greatest)
        {
            domain.High = Math.Min(domain.High.Value, greatest);
            domain.Low = Math.Max(domain.Low.Value, -greatest);
        }
    }

    private static long Power(int digits) => Enumerable.Repeat(10L, digits).Aggregate(1L, (a, b) => a * b);

    /// <summary>The cell of a column.</summary>
    /// <param name="domain">Its domain.</param>
    /// <param name="unique">The constraint that makes it unique by itself, or none.</param>
    /// <param name="digit">The digit that gives it its value when it is unique together with others, or none.</param>
    /// <param name="rule">What a person says about it, or none.</param>
    public Cell Make(ColumnDomain domain, string? unique, Digit? digit, ColumnRule? rule = null)
    {
        if (rule is { Locale.Count: > 0 })
        {
            var usual = Locale;
            Locale = Locale.Of(rule.Locale, tableSalt);
            var own = Make(domain, unique, digit, rule with { Locale = [] });
            Locale = usual;
            return own;
        }

        var column = domain.Column;
        var salt = Salt(column.Name);
        var nulls = domain.NullShare > 0 ? new Nulls(salt, domain.NullShare) : null;
        if (domain.NullShare >= 1)
        {
            return new NullCell();
        }

        if (domain.Form is { } form)
        {
            var cell =
                rule is not null
                && digit is null
                && unique is null
                && domain.Profile.Part != ColumnPart.Key
                && ShapedCells.For(domain, form, rule, salt, nulls, Distribution) is { } shaped
                    ? shaped
                    : Number(domain, form, salt, nulls, digit);
            if (domain.Low is { } low)
            {
                cell.Low = low;
            }

            if (domain.High is { } high)
            {
                cell.High = high;
            }

            return cell;
        }

        return Text(domain, salt, nulls, unique is null ? null : $"{table}: {unique}");
    }

    private NumberCell Number(ColumnDomain domain, NumberForm form, ulong salt, Nulls? nulls, Digit? digit)
    {
        var profile = domain.Profile;
        if (profile.Part == ColumnPart.Key)
        {
            return new IdentityCell(form);
        }

        if (digit is not null)
        {
            return new DigitCell(form, nulls, digit, domain.Values);
        }

        switch (profile.Type.Kind)
        {
            case SemanticKind.Timestamp:
                return Moment(domain, form, salt, nulls);
            case SemanticKind.Date:
                return Date(domain, form, salt, nulls);
            case SemanticKind.Country or SemanticKind.Currency or SemanticKind.Language when domain.Values is null:
                return new PlaceCell(Locale, Place, form, nulls);
            case SemanticKind.Enum:
                var choice = Choice(domain, form, salt, nulls);
                status ??= nulls is null ? choice : null;
                return choice;
        }

        var spread =
            domain.Size is <= 20 ? Spread.Even
            : domain.Column.Name.Says("quantity", "qty") ? Spread.Few
            : Naming.Range(domain.Column.Name, profile.Type.Kind).Small ? Spread.Small
            : Spread.Even;
        var cell = new DrawnCell(salt, form, nulls, spread, Distribution(domain))
        {
            Values = domain.Values,
            // Half of all prices end in full or half units.
            Step = profile.Type.Kind == SemanticKind.Money && domain.Scale == 2 ? 5 : 1,
        };
        if (
            ColumnDomain.Value(profile.Default ?? new Expression.Constant(null)) is { IsNull: false } usual
            && form.Number(usual, false) is { } number
        )
        {
            cell.Prefer(number, profile.Type.Kind == SemanticKind.Boolean ? 0.8 : 0.4);
        }

        return cell;
    }

    private static Quantiles? Distribution(ColumnDomain domain)
    {
        if (domain.Profile.Type.Kind != SemanticKind.Money || domain.Values is not null)
        {
            return null;
        }

        double low = domain.Low!.Value,
            high = domain.High!.Value;
        return Quantiles.LogNormal(Math.Max(1, Math.Min((high - low) / 20, 4000)), 1.1, low, high);
    }

    private static DrawnCell Choice(ColumnDomain domain, NumberForm form, ulong salt, Nulls? nulls)
    {
        var values = domain.Values ?? [.. Enumerable.Range(0, domain.Profile.Type.Values.Count).Select(i => (long)i)];
        var usual = ColumnDomain.Value(domain.Profile.Default ?? new Expression.Constant(null));
        if (usual is { IsNull: false } && form.Number(usual.Value, false) is { } first && values.Contains(first))
        {
            values = [first, .. values.Where(v => v != first)];
        }

        return new(salt, form, nulls, Spread.Even, values.Length > 1 ? Quantiles.Zipf(values.Length, 1) : null)
        {
            Values = values,
        };
    }

    private NumberCell Moment(ColumnDomain domain, NumberForm form, ulong salt, Nulls? nulls)
    {
        var name = domain.Column.Name;
        if (domain.Profile.Unique)
        {
            return new DistinctMomentCell(form, nulls, creation.Timeline);
        }

        switch (domain.Profile.Part)
        {
            case ColumnPart.CreatedAt:
                return created = new CreatedCell(form, creation.Timeline, creation);
            case ColumnPart.UpdatedAt:
                var updated = new EventCell(salt, form, nulls, Created(), creation.Timeline, 20 * Day) { Same = 0.55 };
                for (var cell = lastEvent; cell is not null; cell = cell.Previous)
                {
                    updated.AtLeast(cell, 0);
                }

                return updated;
            case ColumnPart.DeletedAt:
                return new EventCell(salt, form, nulls, Created(), creation.Timeline, 60 * Day);
        }

        if (name.Says("seen", "login", "active", "used", "synced", "read", "checked"))
        {
            return new EventCell(salt, form, nulls, Created(), creation.Timeline, 60 * Day);
        }

        var ahead = name.Says(
            "expires",
            "expiry",
            "expire",
            "due",
            "until",
            "scheduled",
            "starts",
            "ends",
            "start",
            "end",
            "valid",
            "deadline",
            "renews",
            "next"
        );
        var next = new EventCell(
            salt,
            form,
            nulls,
            Created(),
            creation.Timeline,
            ahead ? 20 * Day
                : lastEvent is null ? 10 * Minute
                : 2 * Day
        )
        {
            Previous = lastEvent,
            Ahead = ahead,
        };
        if (ahead)
        {
            return next;
        }

        if (nulls is not null && status is { Form: ChoiceForm choice } && Lifecycle.NullFor(choice.Values, name) is { } isNull)
        {
            nulls.Status = (status, isNull);
        }
        else if (nulls is not null && lastEvent?.Nulls is not null)
        {
            nulls.Before = lastEvent;
        }

        return lastEvent = next;
    }

    private NumberCell Created() =>
        created ??= new CreatedCell(new MomentForm(new DataType.Timestamp(true)), creation.Timeline, creation);

    private DateCell Date(ColumnDomain domain, NumberForm form, ulong salt, Nulls? nulls)
    {
        var name = domain.Column.Name;
        if (name.Says("birth", "birthday", "born", "birthdate", "dob"))
        {
            return new(salt, form, nulls, creation.Timeline, -29_000, 22_000);
        }

        var later = name.Says(
            "end",
            "ends",
            "due",
            "until",
            "to",
            "expiry",
            "expires",
            "finish",
            "checkout",
            "return",
            "delivery"
        );
        var cell = new DateCell(salt, form, nulls, creation.Timeline, later ? 14 : 0, later ? 60 : 14);
        if (later && lastDate is not null)
        {
            cell.AtLeast(lastDate, 1);
        }

        lastDate = later ? lastDate : cell;
        return cell;
    }

    private Cell Text(ColumnDomain domain, ulong salt, Nulls? nulls, string? unique)
    {
        var stored = domain.Column.Type;
        switch (domain.Profile.Type.Kind)
        {
            case SemanticKind.Uuid:
                return new UuidCell(salt, stored, nulls, domain.Profile.Part == ColumnPart.Key ? creation.Timeline : null);
            case SemanticKind.Location:
                return new PointCell(salt, stored, nulls);
            case SemanticKind.Vector:
                return new VectorCell(salt, domain.Profile.Type.Length ?? 3, nulls);
        }

        TextCell cell = domain.Pattern is { } pattern
            ? new PatternCell(salt, pattern, unique is not null, unique ?? "", stored, nulls)
            : new TextCellFactory(this, table, salt, stored, nulls, unique).Make(domain);
        cell.Letters = domain.Letters;
        return cell;
    }
}
