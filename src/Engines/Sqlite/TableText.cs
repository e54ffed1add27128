using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Reads the text of a CREATE TABLE statement that SQLite keeps: the names of constraints, checks, defaults and comments are nowhere else.
/// </summary>
internal sealed class SqliteTableText : SqliteTokenReader
{
    private static readonly SqliteTypes Types = new();
    private static readonly SqliteNames Quoting = new();
    private static readonly Detail[] NoDetails = [];

    private readonly List<Column> columns = [];
    private readonly List<UniqueConstraint> uniques = [];
    private readonly List<CheckConstraint> checks = [];
    private readonly List<ForeignKey> foreignKeys = [];
    private readonly List<Detail> details = [];
    private readonly QualifiedName name;
    private PrimaryKey? key;
    private bool keyIsIndexed;
    private string? comment;

    private SqliteTableText(QualifiedName name, string sql)
        : base(sql) => this.name = name;

    /// <summary>The table. References without columns have none yet: they mean the key of the other table.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="sql">The text.</param>
    public static Table Read(QualifiedName name, string sql)
    {
        var text = new SqliteTableText(name, sql);
        text.Definition();
        return text.Table();
    }

    private Table Table() =>
        new(name)
        {
            Columns = columns.Select(WithImplied).ToSequence(),
            PrimaryKey = key,
            Uniques = uniques.ToSequence(),
            Checks = checks.ToSequence(),
            ForeignKeys = foreignKeys.ToSequence(),
            Comment = comment,
            Details = details.ToSequence(),
        };

    // Key columns are null only in tables of the oldest kind, and there only as SQLite kept an early mistake.
    private Column WithImplied(Column column)
    {
        var isKey = key?.Columns.Contains(column.Name, StringComparer.OrdinalIgnoreCase) == true;
        var isAddress = key?.Columns.Count == 1 && column.Type is DataType.Integer { Bits: 64 } && !keyIsIndexed;
        var hasNoAddress = details.Contains(new("without rowid"));
        return column with
        {
            Nullable = column.Nullable && !(isKey && (details.Count > 0 || isAddress)),
            // Only the address of a row is numbered, and such tables have none.
            Identity = hasNoAddress ? null : column.Identity,
        };
    }

    private void Definition()
    {
        while (!AtEnd && !Current.Is("("))
        {
            Advance();
        }

        Advance();
        comment = Comment(own: false);
        while (!AtEnd && !Current.Is(")"))
        {
            var before = Comment(own: true);
            if (IsConstraint())
            {
                Constraint();
                Take(",");
                continue;
            }

            var column = ReadColumn();
            // On the line of the column, whether before or after its comma.
            var beside = Comment(own: false);
            Take(",");
            columns.Add(column with { Comment = beside ?? Comment(own: false) ?? before });
        }

        Advance();
        while (!AtEnd)
        {
            details.Add(
                Take("without", "rowid") ? new("without rowid")
                : Take("strict") ? new("strict")
                : throw Unreadable()
            );
            Take(",");
        }
    }

    private bool IsConstraint() =>
        Current.Kind == SqliteTokenKind.Word
        && (
            Current.Is("constraint")
            || Current.Is("check")
            || Current.Is("unique")
            || (Current.Is("primary") && Following.Is("key"))
            || (Current.Is("foreign") && Following.Is("key"))
        );

    private Column ReadColumn()
    {
        var column = new Column(Name(), Types.Read(TypeText())) { Nullable = true };
        var constraint = "";
        while (!AtEnd && !Current.Is(",") && !Current.Is(")"))
        {
            if (Take("constraint"))
            {
                constraint = Name();
                // A name without a constraint names nothing.
                continue;
            }

            column = ColumnConstraint(column, constraint);
            constraint = "";
        }

        return column;
    }

    private string TypeText()
    {
        if (!IsTypeWord())
        {
            return "";
        }

        var start = Current.Start;
        while (IsTypeWord())
        {
            Advance();
        }

        Parenthesis();
        return Slice(start, PassedEnd);
    }

    private bool IsTypeWord() =>
        Current.Kind == SqliteTokenKind.Name
        || (
            Current.Kind == SqliteTokenKind.Word
            && Current.Value.ToLowerInvariant()
                is not (
                    "constraint"
                    or "primary"
                    or "not"
                    or "null"
                    or "unique"
                    or "check"
                    or "default"
                    or "collate"
                    or "references"
                    or "generated"
                    or "as"
                )
        );

    private Column ColumnConstraint(Column column, string constraint)
    {
        if (Take("primary", "key"))
        {
            var descending = Take("desc");
            Take("asc");
            var conflict = OnConflict();
            var isAlways = Take("autoincrement");
            // What is numbered from the greatest down is no address of a row, but an index beside it.
            keyIsIndexed = descending;
            key = new(constraint, [column.Name])
            {
                Details = [.. conflict, .. descending ? [new Detail("parts", $"{Quoting.Quote(column.Name)} desc")] : NoDetails],
            };
            return column.Type is DataType.Integer { Bits: 64 } && !descending
                ? column with
                {
                    Identity = isAlways ? IdentityKind.Always : IdentityKind.ByDefault,
                }
                : column;
        }

        if (Take("not", "null"))
        {
            var conflict = OnConflict().Select(d => new Detail($"not null {d.Name}", d.Value));
            return column with
            {
                Nullable = false,
                Details = [.. column.Details, .. NameOf("not null", constraint), .. conflict],
            };
        }

        if (Take("null"))
        {
            OnConflict();
            return column;
        }

        if (Take("unique"))
        {
            uniques.Add(new(constraint, [column.Name]) { Details = [.. OnConflict()] });
        }
        else if (Take("check"))
        {
            checks.Add(new(constraint, Parenthesis() ?? throw Unreadable()));
            OnConflict();
        }
        else if (Take("default"))
        {
            return Named(column, "default", constraint) with { Default = Default() };
        }
        else if (Take("collate"))
        {
            return Named(column, "collate", constraint) with { Collation = Name() };
        }
        else if (Current.Is("references"))
        {
            foreignKeys.Add(Reference(constraint, [column.Name]));
        }
        else if (IsDeferral())
        {
            foreignKeys[^1] = Deferral(foreignKeys[^1]);
        }
        else if (Take("generated", "always") || Current.Is("as"))
        {
            Take("as");
            var sql = Parenthesis() ?? throw Unreadable();
            var isStored = Take("stored");
            Take("virtual");
            return Named(column, "generated", constraint) with { Generated = new(sql, isStored) };
        }
        else
        {
            throw Unreadable();
        }

        return column;
    }

    private static Column Named(Column column, string what, string constraint) =>
        column with
        {
            Details = [.. column.Details, .. NameOf(what, constraint)],
        };

    // These constraints have names that nothing refers to; they are kept all the same.
    private static IEnumerable<Detail> NameOf(string what, string constraint) =>
        constraint.Length == 0 ? [] : [new Detail($"{what} constraint", Quoting.Quote(constraint))];

    private string Default()
    {
        if (Parenthesis() is { } expression)
        {
            return expression;
        }

        // A bare word or a name in quotes stands for a text.
        if (
            Current.Kind == SqliteTokenKind.Name
            || (
                Current.Kind == SqliteTokenKind.Word
                && !char.IsAsciiDigit(Current.Value[0])
                && !SqliteLiterals.IsLiteral(Current.Value)
            )
        )
        {
            return Quoting.Literal(Name());
        }

        var start = Current.Start;
        var token = Advance();
        if (token.Is("-") || token.Is("+"))
        {
            token = Advance();
        }

        // The digits of .5.
        if (token.Is("."))
        {
            token = Advance();
        }

        // The exponent of 1e-3.
        while (token.Kind == SqliteTokenKind.Word && char.IsAsciiDigit(token.Value[0]) && (Current.Is("-") || Current.Is("+")))
        {
            Advance();
            token = Advance();
        }

        return Slice(start, token.End);
    }

    private void Constraint()
    {
        var constraint = Take("constraint") ? Name() : "";
        if (Take("primary", "key"))
        {
            TableKey(constraint);
        }
        else if (Take("unique"))
        {
            var (columnNames, parts) = Parts();
            uniques.Add(new(constraint, columnNames) { Details = [.. parts, .. OnConflict()] });
        }
        else if (Take("check"))
        {
            checks.Add(new(constraint, Parenthesis() ?? throw Unreadable()));
            OnConflict();
        }
        else if (Take("foreign", "key"))
        {
            foreignKeys.Add(Reference(constraint, Names().ToSequence()));
        }
        else if (constraint.Length == 0)
        {
            throw Unreadable();
        }
    }

    private void TableKey(string constraint)
    {
        var start = Current.Start;
        var (names, parts) = Parts();
        var isNumbered = Slice(start, PassedEnd).Contains("autoincrement", StringComparison.OrdinalIgnoreCase);
        var position = names.Count == 1 ? columns.FindIndex(c => IsSame(c.Name, names[0])) : -1;
        // The order does not matter where the key is the address of the row.
        var isAddress = position >= 0 && columns[position].Type is DataType.Integer { Bits: 64 };
        key = new(constraint, names) { Details = [.. isAddress ? [] : parts, .. OnConflict()] };
        if (isNumbered && position >= 0)
        {
            columns[position] = columns[position] with { Identity = IdentityKind.Always };
        }
    }

    // The columns of a key and, where one has an order or collation of its own, how they are written.
    private (Sequence<string> Columns, IEnumerable<Detail> Written) Parts()
    {
        var found = new List<string>();
        var written = new List<string>();
        var plain = true;
        Take("(");
        while (!AtEnd && !Take(")"))
        {
            found.Add(Name());
            var collation = Take("collate") ? $" collate {Quoting.Quote(Name().ToLowerInvariant())}" : "";
            var order = Take("desc") ? " desc" : "";
            Take("asc");
            Take("autoincrement");
            plain &= collation.Length + order.Length == 0;
            written.Add(Quoting.Quote(found[^1]) + collation + order);
            Take(",");
        }

        return (found.ToSequence(), plain ? [] : [new Detail("parts", string.Join(", ", written))]);
    }

    private ForeignKey Reference(string constraint, Sequence<string> from)
    {
        Take("references");
        var target = QualifiedName.Of(Name());
        var foreign = new ForeignKey(constraint, from, target, Names().ToSequence());
        while (true)
        {
            if (Take("on", "delete"))
            {
                foreign = foreign with { OnDelete = Action() };
            }
            else if (Take("on", "update"))
            {
                foreign = foreign with { OnUpdate = Action() };
            }
            else if (Take("on", "insert"))
            {
                Action();
            }
            else if (Take("match"))
            {
                foreign = foreign with { Details = [new("match", Name().ToLowerInvariant())] };
            }
            else if (IsDeferral())
            {
                foreign = Deferral(foreign);
            }
            else
            {
                return foreign;
            }
        }
    }

    private bool IsDeferral() => Current.Is("deferrable") || (Current.Is("not") && Following.Is("deferrable"));

    private ForeignKey Deferral(ForeignKey foreign)
    {
        var isNever = Take("not");
        Take("deferrable");
        var isDeferred = Initially();
        return foreign with { Deferrable = !isNever, InitiallyDeferred = !isNever && isDeferred };
    }

    private bool Initially()
    {
        var deferred = Take("initially", "deferred");
        Take("initially", "immediate");
        return deferred;
    }

    private ReferentialAction Action() =>
        Take("set", "null") ? ReferentialAction.SetNull
        : Take("set", "default") ? ReferentialAction.SetDefault
        : Take("cascade") ? ReferentialAction.Cascade
        : Take("restrict") ? ReferentialAction.Restrict
        : Nothing();

    private ReferentialAction Nothing()
    {
        Take("no", "action");
        return ReferentialAction.NoAction;
    }

    // To abort is what happens anyway.
    private IEnumerable<Detail> OnConflict()
    {
        if (!Take("on", "conflict"))
        {
            return [];
        }

        var action = Advance().Value.ToLowerInvariant();
        return action == "abort" ? [] : [new Detail("on conflict", action)];
    }

    private static bool IsSame(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
