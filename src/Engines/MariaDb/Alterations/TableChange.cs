using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>The way from one form of a table to another, foreign keys and triggers apart.</summary>
internal sealed partial class MariaDbTableChange
{
    private readonly AlterationContext context;
    private readonly OnlineMatrix matrix;
    private readonly Table before;
    private readonly Table after;
    private readonly TableTraits traits;
    private readonly MariaDbNames names;
    private readonly MariaDbWriter writer;
    private readonly List<MariaDbClause> clauses = [];
    private readonly List<Finding> findings = [];
    private readonly HashSet<PartKey> away = [];

    /// <summary>The change of a table that is at both ends.</summary>
    public MariaDbTableChange(QualifiedName table, AlterationContext context, OnlineMatrix matrix)
    {
        this.context = context;
        this.matrix = matrix;
        names = matrix.Dialect.Names;
        writer = new(matrix.Dialect);
        before = context.From.Find(table)!.Sorted();
        after = context.To.Find(table)!.Sorted();
        traits = TableTraits.Of(before, after) with
        {
            IsPartitioned = before.PartitionBy is not null && after.PartitionBy is not null,
        };
    }

    /// <summary>The statements, and the foreign keys that must be out of the way meanwhile.</summary>
    public Alteration Alteration()
    {
        var columns = new MariaDbColumns(before, after, traits, matrix);
        clauses.AddRange(columns.Clauses());
        findings.AddRange(columns.Findings);
        Checks(columns);
        foreach (var column in columns.Retyped)
        {
            FreeOf(column);
        }

        Keys(columns);
        Indexes(columns);
        clauses.AddRange(MariaDbOptions.Clauses(before, after, traits, matrix));
        return new([
            .. MariaDbPartitions.Removal(before, after),
            .. columns.Kept.SelectMany(Written),
            .. new MariaDbStatements(after.Name, traits, matrix).Of(clauses),
            .. MariaDbPartitions.Cutting(before, after),
        ])
        {
            Away = away.ToSequence(),
            Findings = findings.ToSequence(),
        };
    }

    // What was computed when read is written down under another name, which then takes the place of the column.
    private IEnumerable<AlterStatement> Written(Column column)
    {
        var (table, name) = (names.Quote(after.Name), names.Quote(column.Name));
        var draft = column with { Name = MariaDbColumns.Draft(after, column) };
        var way = traits.In(matrix.AddColumn(traits));
        yield return new(
            $"{MariaDbStatements.Head(after.Name, way, matrix)} add column {names.Quote(draft.Name)} {writer.ColumnDefinition(draft)}"
        )
        {
            Lock = MariaDbStatements.Lock(after.Name, way, matrix),
            Hazards = MariaDbStatements.Hazards(after.Name, way, matrix),
        };
        yield return new($"update {table} set {names.Quote(draft.Name)} = {name}")
        {
            Hazards = [new(HazardKind.Rewrite, $"Every row of {after.Name} is updated, and locked until the statement ends.")],
        };
        var going = traits.In(matrix.ChangeVirtual(traits));
        var naming = traits.In(OnlineWay.Words);
        yield return new($"{MariaDbStatements.Head(after.Name, going, matrix)} drop column {name}")
        {
            Lock = MariaDbStatements.Lock(after.Name, going, matrix),
        };
        yield return new(
            $"{MariaDbStatements.Head(after.Name, naming, matrix)} rename column {names.Quote(draft.Name)} to {name}"
        )
        {
            Lock = MariaDbStatements.Lock(after.Name, naming, matrix),
        };
    }

    // A foreign key holds the types of its columns, at both ends.
    private void FreeOf(string column)
    {
        foreach (var (owner, key) in All(context.From))
        {
            if (
                (owner.Name == after.Name && key.Columns.Contains(column))
                || (key.ReferencedTable == after.Name && key.ReferencedColumns.Contains(column))
            )
            {
                PutAway(owner, key);
            }
        }
    }

    private void PutAway(Table owner, ForeignKey key) => away.Add(new(new(ObjectKind.Constraint, owner.Name, key.Name)));

    private static IEnumerable<(Table Owner, ForeignKey Key)> All(RelationalSchema schema) =>
        schema.Tables.SelectMany(t => t.ForeignKeys.Select(k => (t, k)));

    // Those that stay while the table is altered.
    private IEnumerable<(Table Owner, ForeignKey Key)> Staying() =>
        All(context.From)
            .Where(k =>
                context.To.Find(k.Owner.Name)?.ForeignKeys.Contains(k.Key) == true
                && !away.Contains(new(new(ObjectKind.Constraint, k.Owner.Name, k.Key.Name)))
            );

    private void Checks(MariaDbColumns columns)
    {
        foreach (
            var check in before.Checks.Where(c => !MariaDbColumns.IsOfColumn(c) && (!after.Checks.Contains(c) || GoesAlong(c)))
        )
        {
            clauses.Add(
                new($"drop {matrix.Dialect.CheckWord} {names.Quote(check.Name)}", OnlineWay.Words)
                {
                    Stage = MariaDbStage.Drops,
                    Ties = Exchanged(check.Name) ? [$"check {check.Name}"] : [],
                }
            );
        }

        foreach (
            var check in after.Checks.Where(c => !MariaDbColumns.IsOfColumn(c) && (!before.Checks.Contains(c) || GoesAlong(c)))
        )
        {
            clauses.Add(
                new($"add constraint {names.Quote(check.Name)} check ({check.Sql})", matrix.Check)
                {
                    Stage = MariaDbStage.Adds,
                    Ties = Exchanged(check.Name) ? [$"check {check.Name}"] : [],
                    Hazards = [columns.Fails(after, check)],
                }
            );
        }

        // With a column the server drops what is said of it.
        bool GoesAlong(CheckConstraint check) => columns.Reshaped.Any(c => MariaDbColumns.Mentions(check.Sql, c));

        // One condition takes the place of another in one statement; whether MySQL takes that is not known.
        bool Exchanged(string check) =>
            matrix.IsMeasured
            && before.Checks.FirstOrDefault(c => c.Name == check) is { } old
            && after.Checks.Any(c => c.Name == check)
            && !GoesAlong(old);
    }

    private void Keys(MariaDbColumns columns)
    {
        var (old, now) = (before.PrimaryKey, after.PrimaryKey);
        // Its name is ours; the server has none.
        if (
            Equals(old is null ? null : old with { Name = "" }, now is null ? null : now with { Name = "" })
            && old?.Columns.Any(columns.Reshaped.Contains) != true
        )
        {
            return;
        }

        // The end of a row's time is part of the key of a table that keeps its history in columns.
        var rows = (old?.Columns ?? [])
            .Concat(now?.Columns ?? [])
            .Where(c => (before.Find(c) ?? after.Find(c))?.Generated is { Sql: "row start" or "row end" });
        var ties = (old?.Columns ?? [])
            .Concat(now?.Columns ?? [])
            .Where(c =>
                before.Find(c) is { } a && after.Find(c) is { } b
                    ? a.Nullable != b.Nullable || a.Identity != b.Identity || columns.Reshaped.Contains(c)
                    : true
            )
            .Select(c => $"column {c}")
            .Append("primary key")
            .Concat(rows.Any() ? [MariaDbOptions.History] : [])
            .Distinct()
            .ToSequence();
        if (old is not null)
        {
            FreeOfKey(old.Columns, null);
            clauses.Add(
                new("drop primary key", HasKeyAfter() ? OnlineMatrix.AddPrimaryKey(traits) : matrix.NoPrimaryKey)
                {
                    Ties = ties,
                    StandsFirst = TableTraits.IsCopying(old.Details) && !traits.IsAlwaysCopied,
                }
            );
        }

        if (now is not null)
        {
            clauses.Add(
                new($"add {writer.PrimaryKeyClause(now)}", OnlineMatrix.AddPrimaryKey(traits))
                {
                    Ties = ties,
                    Hazards = [Alike(now.Columns)],
                }
            );
        }
    }

    private Hazard Alike(IEnumerable<string> columns)
    {
        var list = string.Join(", ", columns.Select(names.Quote));
        var known = columns.All(c => before.Find(c) is not null);
        return new(HazardKind.DependsOnData, $"Fails when two rows of {after.Name} are alike in {list}.")
        {
            Count = known
                ? $"select count(*) from (select 1 from {names.Quote(after.Name)} group by {list} having count(*) > 1) as alike"
                : null,
        };
    }
}
