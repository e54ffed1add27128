using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>The way from one form of a table to another, foreign keys and triggers apart.</summary>
internal sealed class MariaDbTableChange
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
        var way = matrix.AddColumn(traits);
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
        var going = matrix.ChangeVirtual(traits);
        yield return new($"{MariaDbStatements.Head(after.Name, going, matrix)} drop column {name}")
        {
            Lock = MariaDbStatements.Lock(after.Name, going, matrix),
        };
        yield return new(
            $"{MariaDbStatements.Head(after.Name, OnlineWay.Words, matrix)} rename column {names.Quote(draft.Name)} to {name}"
        )
        {
            Lock = MariaDbStatements.Lock(after.Name, OnlineWay.Words, matrix),
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
                new("drop primary key", now is null ? matrix.NoPrimaryKey : OnlineMatrix.AddPrimaryKey(traits)) { Ties = ties }
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

    private sealed record IndexForm(string Name, Sequence<string?> Columns, string Definition, TableIndex? Index, bool Unique);

    private List<IndexForm> Forms(Table table) =>
        [
            .. table.Uniques.Select(u => new IndexForm(u.Name, [.. u.Columns], writer.UniqueClause(u), null, true)),
            .. table.Indexes.Select(i => new IndexForm(
                i.Name,
                [.. i.Parts.Select(p => p.Column)],
                writer.IndexClause(table, i),
                i,
                i.Unique
            )),
        ];

    private void Indexes(MariaDbColumns columns)
    {
        var (had, wanted) = (Forms(before), Forms(after));
        var dropped = had.Where(h => GoesAlong(h) || !wanted.Exists(w => Same(h, w))).ToList();
        var added = wanted.Where(w => GoesAlong(w) || !had.Exists(h => Same(h, w))).ToList();
        foreach (var index in dropped.ToList())
        {
            if (
                index.Index is { } old
                && added.Find(a => a.Name == index.Name) is { Index: { } now } again
                && old with { Details = now.Details } == now
                && OnlyIgnored(old, now)
            )
            {
                var word = now.Details.Any(d => d.Name == "ignored") ? "ignored" : "not ignored";
                clauses.Add(new($"alter index {names.Quote(now.Name)} {word}", OnlineWay.Words));
                dropped.Remove(index);
                added.Remove(again);
            }
        }

        foreach (var index in dropped.ToList())
        {
            if (
                added.Find(a => a.Name != index.Name && SameButName(a, index) && a.Index?.Comment == index.Index?.Comment)
                    is { } again
                && CanBeRenamed(index, again, columns)
            )
            {
                clauses.Add(new($"rename index {names.Quote(index.Name)} to {names.Quote(again.Name)}", OnlineWay.Words));
                dropped.Remove(index);
                added.Remove(again);
            }
        }

        // An index under another name, or with another remark, is not built when it goes and comes in one statement.
        var kept = dropped
            .Where(d => !GoesAlong(d))
            .Select(d => (Old: d, Now: added.Find(a => SameButName(a, d))))
            .Where(p => p.Now is not null)
            .ToList();
        Serve(had, wanted, dropped, added, out var ties, out var more);
        foreach (var (old, now) in kept)
        {
            ties.AddRange([(old.Name, $"same as {old.Name}"), (now!.Name, $"same as {old.Name}")]);
        }

        foreach (var index in dropped)
        {
            clauses.Add(
                new(
                    $"drop index {names.Quote(index.Name)}",
                    kept.Exists(k => k.Old == index) ? OnlineWay.Words : matrix.DropIndex(traits)
                )
                {
                    Stage = MariaDbStage.Drops,
                    Ties = Ties(index),
                }
            );
        }

        clauses.AddRange(more);
        foreach (var index in added)
        {
            clauses.Add(
                new($"add {index.Definition}", kept.Exists(k => k.Now == index) ? OnlineWay.Words : WayOf(index))
                {
                    Stage = MariaDbStage.Adds,
                    StandsAlone = index.Index?.Method == "fulltext",
                    Ties = Ties(index),
                    Hazards = index.Unique && !kept.Exists(k => k.Now == index) ? [Alike(index.Columns.Select(c => c!))] : [],
                }
            );
        }

        Sequence<string> Ties(IndexForm index)
        {
            var own = new List<string>();
            var serving = ties.Where(t => t.Index == index.Name).Select(t => t.Tie).ToList();
            var moving = Changing(index.Name);
            if (moving.Count == 0 && dropped.Exists(d => d.Name == index.Name) && added.Exists(a => a.Name == index.Name))
            {
                own.Add($"index {index.Name}");
            }

            // Where an index is needed all the time, what it is made of changes with it.
            own.AddRange(serving.Count > 0 ? moving.Concat(serving) : []);

            // What is numbered must be a key at all times.
            own.AddRange(
                index
                    .Columns.Take(1)
                    .Where(c => c is not null && (before.Find(c)?.Identity ?? after.Find(c)?.Identity) is not null)
                    .Select(c => $"column {c}")
            );
            return own.Distinct().ToSequence();
        }

        // An index goes with a column of it, and must come again when the column does.
        bool GoesAlong(IndexForm index) => index.Columns.Any(c => c is not null && columns.Reshaped.Contains(c));

        List<string> Changing(string name) =>
            dropped
                .Concat(added)
                .Where(i => i.Name == name)
                .SelectMany(i => i.Columns)
                .Where(c => c is not null && (columns.Reshaped.Contains(c) || columns.Retyped.Contains(c)))
                .Select(c => $"column {c}")
                .ToList();
    }

    private static bool Same(IndexForm a, IndexForm b) =>
        a.Name == b.Name && a.Definition == b.Definition && (a.Index is null) == (b.Index is null);

    private static bool SameButName(IndexForm a, IndexForm b) =>
        a.Columns.Equals(b.Columns)
        && (a.Index is null) == (b.Index is null)
        && (a.Index is null || a.Index with { Name = "", Comment = null } == b.Index! with { Name = "", Comment = null });

    // The new name is free, and the columns stay.
    private bool CanBeRenamed(IndexForm index, IndexForm again, MariaDbColumns columns) =>
        Forms(before).TrueForAll(f => f.Name != again.Name)
        && Forms(after).TrueForAll(f => f.Name != index.Name)
        && index.Columns.All(c => c is null || !columns.Reshaped.Contains(c));

    private static bool OnlyIgnored(TableIndex old, TableIndex now)
    {
        static Sequence<Detail> Others(TableIndex index) => index.Details.Where(d => d.Name != "ignored").ToSequence();
        return !old.Details.Equals(now.Details) && Others(old).Equals(Others(now));
    }

    // The hidden numbers that an index over words needs come with the first one, and go when the rows are written anew without any.
    private OnlineWay WayOf(IndexForm index) =>
        matrix.AddIndex(
            traits with
            {
                HasFullText = traits.HasFullText || clauses.Exists(c => c.StandsAlone),
                HadFullText = traits.HadFullText && !clauses.Exists(c => c.Way.Work is OnlineWork.Shape or OnlineWork.Rows),
            },
            index.Index?.Method ?? "btree"
        );

    /// <summary>
    /// Every foreign key keeps an index that begins with its columns, at both ends. What takes over stands in one statement with what goes;
    /// where nothing does, the index that the server would have made for the foreign key comes.
    /// </summary>
    private void Serve(
        List<IndexForm> had,
        List<IndexForm> wanted,
        List<IndexForm> dropped,
        List<IndexForm> added,
        out List<(string Index, string Tie)> ties,
        out List<MariaDbClause> more
    )
    {
        ties = [];
        more = [];
        foreach (var (owner, key) in Staying().ToList())
        {
            var tie = $"foreign key {key.Name}";
            if (owner.Name == after.Name && !Serves(before.PrimaryKey, after.PrimaryKey, key.Columns))
            {
                var gone = dropped.Where(d => Begins(d.Columns, key.Columns)).ToList();
                var come = added.Where(a => Begins(a.Columns, key.Columns)).ToList();
                var stays = had.Except(dropped).Any(h => Begins(h.Columns, key.Columns));
                if (gone.Count > 0 && !stays && had.Exists(h => Begins(h.Columns, key.Columns)))
                {
                    ties.AddRange(gone.Concat(come).Select(i => (i.Name, tie)));
                    if (come.Count == 0)
                    {
                        more.Add(
                            new(
                                $"add index {(matrix.Dialect.HasConditionalClauses ? "if not exists " : "")}{names.Quote(key.Name)} ({writer.ColumnList(key.Columns)})",
                                matrix.AddIndex(traits, "btree")
                            )
                            {
                                Stage = MariaDbStage.Adds,
                                Ties = [tie],
                            }
                        );
                    }
                }
                else if (come.Count > 0 && !stays && !come.Exists(c => c.Name == key.Name))
                {
                    ties.AddRange(come.Select(i => (i.Name, tie)));
                    // MySQL drops the one that it made as soon as another can serve.
                    if (matrix.Dialect.HasConditionalClauses)
                    {
                        more.Add(
                            new($"drop index if exists {names.Quote(key.Name)}", matrix.DropIndex(traits))
                            {
                                Stage = MariaDbStage.Drops,
                                Ties = [tie],
                            }
                        );
                    }
                }
            }

            if (key.ReferencedTable == after.Name && dropped.Exists(d => Begins(d.Columns, key.ReferencedColumns)))
            {
                FreeOfKey(key.ReferencedColumns, had.Except(dropped).ToList());
            }
        }
    }

    // References need a key of the columns; where it goes, and none stays, they go meanwhile.
    private void FreeOfKey(Sequence<string> columns, List<IndexForm>? staying)
    {
        staying ??= Forms(before).Where(h => Forms(after).Exists(w => Same(h, w))).ToList();
        foreach (var (owner, key) in All(context.From))
        {
            if (
                key.ReferencedTable == after.Name
                && Begins([.. columns], key.ReferencedColumns)
                && !Serves(before.PrimaryKey, after.PrimaryKey, key.ReferencedColumns)
                && !staying.Exists(s => Begins(s.Columns, key.ReferencedColumns))
            )
            {
                PutAway(owner, key);
            }

            // The primary key may be the only index that its own foreign keys have.
            if (
                owner.Name == after.Name
                && Begins([.. columns], key.Columns)
                && !staying.Exists(s => Begins(s.Columns, key.Columns))
            )
            {
                PutAway(owner, key);
            }
        }
    }

    private static bool Serves(PrimaryKey? old, PrimaryKey? now, Sequence<string> columns) =>
        old is not null && now is not null && old.Columns.Equals(now.Columns) && Begins([.. old.Columns], columns);

    private static bool Begins(Sequence<string?> index, Sequence<string> columns) =>
        index.Take(columns.Count).SequenceEqual(columns, StringComparer.Ordinal);
}
