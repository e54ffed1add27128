using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Reads the text of a CREATE TABLE statement that SQLite keeps: the names of constraints, checks, defaults and comments are nowhere else.
/// </summary>
internal sealed class SqliteTableText : SqliteTokenReader
{
    private static readonly SqliteTypes Types = new();

    private readonly List<Column> columns = [];
    private readonly List<UniqueConstraint> uniques = [];
    private readonly List<CheckConstraint> checks = [];
    private readonly List<ForeignKey> foreignKeys = [];
    private readonly List<Detail> details = [];
    private readonly QualifiedName name;
    private PrimaryKey? key;
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
        var forbids = details.Count > 0 || (key?.Columns.Count == 1 && column.Type is DataType.Integer { Bits: 64 });
        return isKey && forbids ? column with { Nullable = false } : column;
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
            if (Take("without", "rowid"))
            {
                details.Add(new Detail("without rowid"));
            }
            else if (Advance().Is("strict"))
            {
                details.Add(new Detail("strict"));
            }
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
            OnConflict();
            key = new(constraint, [column.Name]);
            var isAlways = Take("autoincrement");
            return column.Type is DataType.Integer { Bits: 64 } && !descending
                ? column with
                {
                    Identity = isAlways ? IdentityKind.Always : IdentityKind.ByDefault,
                }
                : column;
        }

        if (Take("not", "null"))
        {
            OnConflict();
            return column with { Nullable = false };
        }

        if (Take("unique"))
        {
            OnConflict();
            uniques.Add(new(constraint, [column.Name]));
        }
        else if (Take("check"))
        {
            checks.Add(new(constraint, Parenthesis() ?? ""));
            OnConflict();
        }
        else if (Take("default"))
        {
            return column with { Default = Default() };
        }
        else if (Take("collate"))
        {
            return column with { Collation = Name() };
        }
        else if (Current.Is("references"))
        {
            foreignKeys.Add(Reference(constraint, [column.Name]));
        }
        else if (Take("generated", "always") || Current.Is("as"))
        {
            Take("as");
            var sql = Parenthesis() ?? "";
            var isStored = Take("stored");
            Take("virtual");
            return column with { Generated = new(sql, isStored) };
        }
        else
        {
            Advance();
        }

        return column;
    }

    private string Default()
    {
        if (Parenthesis() is { } expression)
        {
            return expression;
        }

        var start = Current.Start;
        var token = Advance();
        if (token.Is("-") || token.Is("+"))
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
            uniques.Add(new(constraint, Names().ToSequence()));
            OnConflict();
        }
        else if (Take("check"))
        {
            checks.Add(new(constraint, Parenthesis() ?? ""));
            OnConflict();
        }
        else if (Take("foreign", "key"))
        {
            foreignKeys.Add(Reference(constraint, Names().ToSequence()));
        }
        else if (constraint.Length == 0)
        {
            Advance();
        }
    }

    private void TableKey(string constraint)
    {
        var start = Current.Start;
        var names = Names();
        key = new(constraint, names.ToSequence());
        OnConflict();
        var isNumbered = Slice(start, Current.Start).Contains("autoincrement", StringComparison.OrdinalIgnoreCase);
        var position = names.Count == 1 ? columns.FindIndex(c => IsSame(c.Name, names[0])) : -1;
        if (isNumbered && position >= 0)
        {
            columns[position] = columns[position] with { Identity = IdentityKind.Always };
        }
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
            else if (Take("match"))
            {
                Advance();
            }
            else if (Take("not", "deferrable"))
            {
                Initially();
            }
            else if (Take("deferrable"))
            {
                foreign = foreign with { Deferrable = true, InitiallyDeferred = Initially() };
            }
            else
            {
                return foreign;
            }
        }
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

    private void OnConflict()
    {
        if (Take("on", "conflict"))
        {
            Advance();
        }
    }

    private static bool IsSame(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
