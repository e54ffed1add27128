using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Indexes and unique keys, and the references that need one of them.</summary>
internal sealed partial class MariaDbTableChange
{
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
                    kept.Exists(k => k.Old == index) ? OnlineWay.Words : WayWithout(index)
                )
                {
                    Stage = MariaDbStage.Drops,
                    Ties = Ties(index),
                    DropsComputedIndex = index.Columns.Any(c => c is not null && before.Find(c)?.Generated is { Stored: false }),
                    StandsFirst = GoesFirst(index),
                }
            );
        }

        clauses.AddRange(more);
        foreach (var index in added)
        {
            clauses.Add(
                new($"add {index.Definition}", kept.Exists(k => k.Now == index) ? OnlineWay.Words : WayOf(index, columns))
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

            if (dropped.Contains(index) ? KeptRows(index) : added.Contains(index) && KeepsRows(index, columns))
            {
                own.Add("primary key");
            }

            if (dropped.Contains(index) && GoesFirst(index))
            {
                own.Add("keys that copy");
            }

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

    // As long as such a key is there the server copies the table for anything else.
    private bool GoesFirst(IndexForm index) =>
        !traits.IsAlwaysCopied
        && (
            index.Index is { } old
                ? TableTraits.IsCopying(old)
                : TableTraits.IsCopying(before, before.Uniques.First(u => u.Name == index.Name))
        );

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
    private OnlineWay WayOf(IndexForm index, MariaDbColumns columns) =>
        KeepsRows(index, columns)
            ? OnlineMatrix.Rebuild(traits)
            : matrix.AddIndex(
                traits with
                {
                    HasFullText = traits.HasFullText || clauses.Exists(c => c.StandsAlone),
                    HadFullText = traits.HadFullText && !clauses.Exists(c => c.Way.Work is OnlineWork.Shape or OnlineWork.Rows),
                },
                index.Index?.Method ?? "btree"
            );

    private OnlineWay WayWithout(IndexForm index) =>
        !KeptRows(index) ? matrix.DropIndex(traits)
        : HasKeyAfter() ? OnlineMatrix.AddPrimaryKey(traits)
        : matrix.NoPrimaryKey;

    // Whether the rows may lie in the order of the index before.
    private bool KeptRows(IndexForm index) =>
        traits.IsInnoDb && before.PrimaryKey is null && RowKeys.Of(before).Any(k => k.SequenceEqual(index.Columns));

    // Whether the rows will lie in the order of the index.
    private bool KeepsRows(IndexForm index, MariaDbColumns columns) =>
        traits.IsInnoDb
        && after.PrimaryKey is null
        && RowKeys.Of(after).Any(k => k.SequenceEqual(index.Columns))
        && !RowKeys.Stay(before, after, columns.Reshaped);

    // Whether rows lie in the order of a key when all is done, which comes in one statement with what goes, or is there.
    private bool HasKeyAfter() => after.PrimaryKey is not null || RowKeys.Of(after).Any();

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
                if (come.Count == 0 && !stays && gone.Find(g => IsMadeFor(g, key)) is { } made)
                {
                    // It is what the server would make, and becomes part of the foreign key.
                    dropped.Remove(made);
                }
                else if (gone.Count > 0 && !stays && had.Exists(h => Begins(h.Columns, key.Columns)))
                {
                    var isFree = !gone.Exists(g => g.Name == key.Name);
                    ties.AddRange(gone.Concat(come).Select(i => (i.Name, tie)));
                    if (come.Count == 0)
                    {
                        more.Add(
                            new(
                                $"add index {(isFree && matrix.Dialect.HasConditionalClauses ? "if not exists " : "")}{names.Quote(key.Name)} ({writer.ColumnList(key.Columns)})",
                                matrix.AddIndex(traits, "btree")
                            )
                            {
                                Stage = MariaDbStage.Adds,
                                Ties = [tie],
                            }
                        );
                    }
                }
                else if (come.Count > 0 && !stays)
                {
                    ties.AddRange(come.Select(i => (i.Name, tie)));
                    // Somebody may have made the one of the foreign key, which then stays. MySQL drops the one that it made as soon as another can serve.
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

    // Whether an index is as the server makes it for a foreign key.
    private static bool IsMadeFor(IndexForm index, ForeignKey key) =>
        index.Index == new TableIndex(key.Name, [.. key.Columns.Select(c => IndexPart.Of(c))]);

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
