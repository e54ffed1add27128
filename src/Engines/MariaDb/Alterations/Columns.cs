using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>What becomes of the columns of a table that stays.</summary>
internal sealed class MariaDbColumns(Table before, Table after, TableTraits traits, OnlineMatrix matrix)
{
    private readonly MariaDbNames names = matrix.Dialect.Names;
    private readonly MariaDbTypes types = matrix.Dialect.Types;
    private readonly MariaDbWriter writer = new(matrix.Dialect);
    private readonly List<MariaDbClause> clauses = [];
    private readonly string table = matrix.Dialect.Names.Quote(after.Name);

    /// <summary>What a person should know.</summary>
    public List<Finding> Findings { get; } = [];

    /// <summary>Columns whose type or collation changes, or that go: foreign keys hold them.</summary>
    public HashSet<string> Retyped { get; } = new(StringComparer.Ordinal);

    /// <summary>Columns that indexes cannot stay on as they are.</summary>
    public HashSet<string> Reshaped { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a condition is part of a column's own definition.</summary>
    public static bool IsOfColumn(CheckConstraint check) => check.Details.Any(d => d.Name == "column");

    /// <summary>What happens when a row does not satisfy a condition.</summary>
    public Hazard Fails(Table table, CheckConstraint check) =>
        new(HazardKind.DependsOnData, $"Fails when a row of {table.Name} does not satisfy {check.Name}.")
        {
            Count = $"select count(*) from {names.Quote(table.Name)} where not ({check.Sql})",
        };

    /// <summary>The clauses.</summary>
    public IReadOnlyList<MariaDbClause> Clauses()
    {
        foreach (var column in before.Columns.Where(c => after.Find(c.Name) is null))
        {
            Drop(column);
        }

        var previous = (string?)null;
        foreach (var column in after.Columns)
        {
            if (before.Find(column.Name) is { } old)
            {
                Change(old, column);
            }
            else
            {
                Add(column, previous, isLast: after.Columns[^1] == column);
            }

            // What comes in a statement of its own may not be there yet.
            var isThere = before.Find(column.Name) is not null
                ? !Reshaped.Contains(column.Name)
                : column.Generated is null && column.Identity is null && HasConstantDefault(column);
            previous = isThere ? column.Name : previous;
        }

        return clauses;
    }

    private void Drop(Column column)
    {
        Retyped.Add(column.Name);
        Reshaped.Add(column.Name);
        clauses.Add(
            new(
                $"drop column {names.Quote(column.Name)}",
                column.Generated is { Stored: false } ? matrix.ChangeVirtual(traits) : matrix.DropColumn(traits)
            )
            {
                Stage = column.Generated is { Stored: false } ? MariaDbStage.Computed : MariaDbStage.Columns,
                Ties =
                [
                    .. Ties(column.Name),
                    .. UsedBy(before, column.Name),
                    .. column.Generated is { Sql: "row start" or "row end" } ? [MariaDbOptions.History] : Array.Empty<string>(),
                ],
                DropsColumn = true,
                Hazards = column.Generated is null ? [Loses(column)] : [],
            }
        );
    }

    private Hazard Loses(Column column) =>
        new(HazardKind.DataLoss, $"The values of {after.Name}.{column.Name} are lost.")
        {
            Count = $"select count(*) from {table} where {names.Quote(column.Name)} is not null",
        };

    // Where rows are not written anew a column can stand in its place; where they would be, it comes last, as its place is no difference.
    private void Add(Column column, string? previous, bool isLast)
    {
        var inserted = matrix.InsertColumn(traits);
        var last = matrix.AddColumn(traits);
        var place =
            isLast || inserted != last ? ""
            : previous is null ? " first"
            : $" after {names.Quote(previous)}";
        var way = WayOfNew(column);
        clauses.Add(
            new($"add column {Definition(column)}{(column.Generated is null ? place : "")}", way)
            {
                Ties =
                    column.Generated is { Sql: "row start" or "row end" } ? [MariaDbOptions.History]
                    : column.Identity is not null ? [$"column {column.Name}"]
                    : Uses(after, column),
            }
        );
    }

    private OnlineWay WayOfNew(Column column) =>
        column.Generated is { Stored: true } ? matrix.Stored
        : column.Generated is not null ? matrix.ChangeVirtual(traits)
        : column.Identity is not null ? OnlineMatrix.Rebuild(traits).With(OnlineWay.RebuildShared, OnlineWay.RebuildShared)
        : !HasConstantDefault(column) ? OnlineWay.Copy
        : matrix.AddColumn(traits);

    // A computed column stands in one statement with those that it is computed from, when they change too.
    private Sequence<string> Uses(Table of, Column column) =>
        column.Generated is { } generated
            ?
            [
                .. of
                    .Columns.Where(c =>
                        c.Name != column.Name && before.Find(c.Name) is { Generated: not null } && Mentions(generated.Sql, c.Name)
                    )
                    .Select(c => $"column {c.Name}"),
            ]
            : [];

    private IEnumerable<string> UsedBy(Table of, string column) =>
        of
            .Columns.Where(c => after.Find(c.Name) is not null && c.Generated is { } g && Mentions(g.Sql, column))
            .Select(c => $"column {c.Name}");

    /// <summary>Whether a text names a column.</summary>
    public static bool Mentions(string sql, string name) =>
        SqlWords.Of(sql).Any(w => w.Kind == SqlWordKind.Name && w.Text.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static bool HasConstantDefault(Column column) => column.Default is not { } value || IsConstant(value);

    private static bool IsConstant(string sql) =>
        sql is ['\'', ..]
        || char.IsAsciiDigit(sql[0])
        || sql[0] == '-'
        || sql.StartsWith("current_timestamp", StringComparison.OrdinalIgnoreCase)
        || sql.Equals("null", StringComparison.OrdinalIgnoreCase)
        || sql is "true" or "false";

    private static Sequence<string> Ties(string column) => [$"column {column}"];

    private static CheckConstraint? CheckOf(Table of, string column) =>
        of.Checks.FirstOrDefault(c => IsOfColumn(c) && c.Name == column);

    private string Definition(Column column) =>
        $"{names.Quote(column.Name)} {writer.ColumnDefinition(column)}"
        + (CheckOf(after, column.Name) is { } check ? $" check ({check.Sql})" : "");

    private void Change(Column old, Column now)
    {
        var (checkBefore, checkAfter) = (CheckOf(before, now.Name), CheckOf(after, now.Name));
        var (from, to) = (MariaDbCollations.Effective(before, old), MariaDbCollations.Effective(after, now));
        var sameText = from == to || !HasText(old) || !HasText(now);
        if (old with { Collation = null } == now with { Collation = null } && sameText && checkBefore == checkAfter)
        {
            return;
        }

        if (
            old with { Default = null, Collation = null } == now with { Default = null, Collation = null }
            && sameText
            && checkBefore == checkAfter
            && now.Details.All(d => !d.Name.StartsWith("on update", StringComparison.Ordinal))
            && (now.Default is null ? now.Nullable is false : true)
        )
        {
            var value = now.Default is { } sql ? $"set default {Bracketed(sql)}" : "drop default";
            clauses.Add(new($"alter column {names.Quote(now.Name)} {value}", OnlineWay.Words));
            return;
        }

        Modify(old, now, from, to, checkAfter is not null && checkBefore != checkAfter ? checkAfter : null);
    }

    private static string Bracketed(string sql) => IsConstant(sql) && sql[0] != 'c' && sql[0] != 'C' ? sql : $"({sql})";

    private bool HasText(Column column) =>
        TypeForm.Of(types.Write(column.Type)).Family is TypeFamily.Text or TypeFamily.Enum or TypeFamily.Set;

    private void Modify(Column old, Column now, string from, string to, CheckConstraint? check)
    {
        var way = OnlineWay.Words;
        var hazards = new List<Hazard>();
        if (old.Generated != now.Generated)
        {
            if (Computed(old, now) is not { } other)
            {
                return;
            }

            way = More(way, other);
        }

        if (old.Type != now.Type && (old.Generated is null || now.Generated is null || old.Generated == now.Generated))
        {
            if (MariaDbConversions.Between(old.Type, now.Type, types) is not { } conversion)
            {
                Refuse(old, now);
                return;
            }

            way = More(way, Converted(old, now, conversion, hazards));
        }

        if (from != to && HasText(old) && HasText(now))
        {
            way = More(way, Collated(now, from, to, hazards));
        }

        if (old.Nullable != now.Nullable && !(old.Generated is not null || now.Generated is not null))
        {
            // The server puts the moment of the change where a timestamp was null, whatever the default.
            var fills = !now.Nullable && TypeForm.Of(types.Write(now.Type)).Family == TypeFamily.Timestamp;
            way = More(way, fills || LosesRowKey(now) ? OnlineWay.Copy : OnlineMatrix.ChangeNull(traits));
            if (!now.Nullable)
            {
                hazards.Add(
                    (
                        fills
                            ? new(HazardKind.DataLoss, $"{after.Name}.{now.Name} becomes the present moment where it is null.")
                            : new Hazard(HazardKind.DependsOnData, $"Fails when {after.Name}.{now.Name} is null somewhere.")
                    ) with
                    {
                        Count = $"select count(*) from {table} where {names.Quote(now.Name)} is null",
                    }
                );
            }
        }

        if (old.Identity is null && now.Identity is not null)
        {
            way = More(way, matrix.Number);
        }

        if (Held(old) is var had && Held(now) is var has && !had.SequenceEqual(has))
        {
            way = OnlineWay.Copy;
        }

        if (check is not null)
        {
            // The server would take the condition at once, without looking at a row.
            way = OnlineWay.Copy;
            hazards.Add(Fails(after, check));
        }

        clauses.Add(new($"modify column {Definition(now)}", way) { Ties = Ties(now.Name), Hazards = hazards.ToSequence() });
    }

    // How values are held, apart from words about the column.
    private static IEnumerable<Detail> Held(Column column) =>
        column.Details.Where(d => d.Name is not ("invisible" or "on update"));

    private OnlineWay More(OnlineWay a, OnlineWay b) => a.With(b, OnlineMatrix.Rebuild(traits));

    private OnlineWay Converted(Column old, Column now, MariaDbConversion conversion, List<Hazard> hazards)
    {
        Retyped.Add(now.Name);
        if (conversion.MayFail)
        {
            hazards.Add(
                new(HazardKind.DependsOnData, $"Fails when a value of {after.Name}.{now.Name} is not a {types.Write(now.Type)}.")
                {
                    Count = conversion.Failing is { } failing ? Counting(now, failing) : null,
                }
            );
        }

        if (conversion.Loses is { } loses)
        {
            hazards.Add(
                new(HazardKind.DataLoss, $"{after.Name}.{now.Name} loses {loses}.")
                {
                    Count = conversion.Lossy is { } lossy ? Counting(now, lossy) : null,
                }
            );
        }

        return conversion.IsWide && old.Generated is null ? matrix.Widen(traits) : matrix.Type;
    }

    private bool LosesRowKey(Column column) =>
        column.Nullable && before.PrimaryKey is null && KeepsRows(column.Name) && !RowKeys.Stay(before, after, Reshaped);

    // Whether rows lie, or may lie, in an order that the column is part of.
    private bool KeepsRows(string column) =>
        before.PrimaryKey?.Columns.Contains(column) ?? RowKeys.Of(before).Any(k => k.Contains(column));

    private bool IsIndexed(string column) =>
        before.PrimaryKey?.Columns.Contains(column) == true
        || before.Uniques.Any(u => u.Columns.Contains(column))
        || before.Indexes.Any(i => i.Parts.Any(p => p.Column == column));

    private string Counting(Column column, string condition) =>
        $"select count(*) from {table} where {condition.Replace("{0}", names.Quote(column.Name), StringComparison.Ordinal)}";

    private OnlineWay Collated(Column now, string from, string to, List<Hazard> hazards)
    {
        Retyped.Add(now.Name);
        var (had, has) = (MariaDbCollations.Charset(from), MariaDbCollations.Charset(to));
        if (had != has && has is not ("utf8mb4" or "utf16" or "utf32") && (had, has) != ("ascii", "utf8mb3"))
        {
            hazards.Add(
                new(
                    HazardKind.DependsOnData,
                    $"Fails when a value of {after.Name}.{now.Name} has a character that {has} has not."
                )
                {
                    Count =
                        $"select count(*) from {table} where {names.Quote(now.Name)} <> convert(convert({names.Quote(now.Name)} using {has}) using {had})",
                }
            );
        }

        if (had != has && (had, has) != ("utf8mb3", "utf8mb4"))
        {
            return OnlineWay.Copy;
        }

        // Lists of values are written anew, other texts lie as they did.
        return !traits.IsInnoDb || TypeForm.Of(types.Write(now.Type)).Family is TypeFamily.Enum or TypeFamily.Set ? OnlineWay.Copy
            : KeepsRows(now.Name) ? OnlineWay.Copy
            : IsIndexed(now.Name) ? OnlineWay.Build
            : OnlineWay.Words;
    }

    // How a column is computed changes; the server exchanges expressions, and lets a stored column become one that is written.
    private OnlineWay? Computed(Column old, Column now)
    {
        switch (old.Generated, now.Generated)
        {
            case ({ Stored: false }, { Stored: false }) when old.Type == now.Type:
                return matrix.ChangeExpression(traits);
            case ({ Stored: true }, { Stored: true }) when old.Type == now.Type:
            case ({ Stored: true }, null):
                return OnlineWay.Copy;
            case (null, { Stored: true } stored):
                Findings.Add(Computes(now, stored));
                clauses.Add(
                    new($"modify column {Definition(now)}", OnlineWay.Copy)
                    {
                        Ties = Ties(now.Name),
                        Hazards = [Differs(now, stored)],
                    }
                );
                return null;
            case ({ Stored: false }, null) when !IsIndexed(now.Name):
                Kept.Add(now);
                return null;
            default:
                if (old.Generated is null)
                {
                    Findings.Add(Computes(now, now.Generated!));
                }

                Anew(old, now, old.Generated is null ? [Differs(now, now.Generated!)] : []);
                return null;
        }
    }

    private Finding Computes(Column now, GeneratedAs generated) =>
        new(
            "conversion-loses-data",
            Severity.Error,
            $"The values of {after.Name}.{now.Name} are replaced by those of ({generated.Sql})."
        )
        {
            Detail = "What was written is lost where it is not what is computed.",
            Subject = $"{after.Name}.{now.Name}",
            Fix = "Count what differs with the query in the migration, and say --allow data-loss.",
        };

    private Hazard Differs(Column now, GeneratedAs generated) =>
        new(HazardKind.DataLoss, $"Values of {after.Name}.{now.Name} that are not what is computed are lost.")
        {
            Count = $"select count(*) from {table} where not ({names.Quote(now.Name)} <=> ({generated.Sql}))",
        };

    private void Anew(Column old, Column now, Sequence<Hazard> hazards)
    {
        Retyped.Add(now.Name);
        Reshaped.Add(now.Name);
        var going = old.Generated is { Stored: false } ? matrix.ChangeVirtual(traits) : matrix.DropColumn(traits);
        clauses.Add(
            new($"drop column {names.Quote(now.Name)},\n    add column {Definition(now)}", More(going, WayOfNew(now)))
            {
                Ties = [.. Ties(now.Name), .. UsedBy(before, now.Name), .. Uses(after, now)],
                Hazards = hazards,
            }
        );
    }

    /// <summary>A name that no column of the table has.</summary>
    public static string Draft(Table table, Column column) =>
        Enumerable
            .Range(0, int.MaxValue)
            .Select(i => ObjectNames.Shorten($"{column.Name}_kept{(i > 0 ? $"{i}" : "")}"))
            .First(name => table.Find(name) is null);

    /// <summary>Columns that were computed when read and are written from now on, with the values that they had.</summary>
    public List<Column> Kept { get; } = [];

    private void Refuse(Column old, Column now)
    {
        Findings.Add(
            new(
                "conversion-loses-data",
                Severity.Error,
                $"No conversion keeps the values of {after.Name}.{now.Name}: {types.Write(old.Type)} does not become {types.Write(now.Type)}."
            )
            {
                Detail = "The column would be dropped and added again, empty.",
                Subject = $"{after.Name}.{now.Name}",
                Fix = "Add a column of the new type, fill it, and drop the old one later; or say --allow data-loss.",
            }
        );
        Anew(old, now, [Loses(old)]);
    }
}
