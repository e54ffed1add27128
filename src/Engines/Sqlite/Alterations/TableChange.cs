using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>The way from one form of a table to another.</summary>
internal sealed class SqliteTableChange
{
    private static readonly EngineVersion DropsColumns = new(3, 35);

    private static readonly SqliteNames Names = new();
    private readonly SqliteWriter writer = new();
    private readonly AlterationContext context;
    private readonly Table before;
    private readonly Table after;

    /// <summary>The change of a table that is at both ends.</summary>
    public SqliteTableChange(QualifiedName table, AlterationContext context)
    {
        this.context = context;
        before = SqliteUnnamedConstraints.Named(context.From.Find(table)!).Sorted();
        after = SqliteUnnamedConstraints.Named(context.To.Find(table)!).Sorted();
    }

    /// <summary>Whether the table is made anew.</summary>
    public bool IsRebuilt => !IsSame(before, after) && Direct() is null;

    /// <summary>What happens when rows do not fit.</summary>
    private static Hazard Depends(string when, string? count) =>
        new(HazardKind.DependsOnData, $"Fails when {when}.") { Count = count };

    /// <summary>What happens when rows are alike that may not be.</summary>
    /// <param name="table">Their table.</param>
    /// <param name="keys">What they may not be alike in, in SQL.</param>
    /// <param name="condition">Which of them; all without one.</param>
    public static Hazard Alike(QualifiedName table, IEnumerable<string> keys, string? condition = null)
    {
        var list = string.Join(", ", keys);
        var where = condition is null ? "" : $" where {condition}";
        return Depends(
            $"two rows of {table}{where} are alike in {list}",
            $"select count(*) from (select 1 from {Names.Quote(table)}{where} group by {list} having count(*) > 1)"
        );
    }

    /// <summary>The statements.</summary>
    public Alteration Alteration() => IsSame(before, after) ? Model.Alteration.By() : Direct() ?? new(Anew());

    private static bool IsSame(Table a, Table b) => Bare(a) == Bare(b);

    // The order of columns is no difference.
    private static Table Bare(Table table) =>
        table with
        {
            Columns = [.. table.Columns.OrderBy(c => c.Name, StringComparer.Ordinal)],
            Indexes = [],
            Triggers = [],
        };

    private Alteration? Direct()
    {
        var added = after.Columns.Where(c => before.Find(c.Name) is null).ToList();
        var dropped = before.Columns.Where(c => after.Find(c.Name) is null).ToList();
        if (dropped.Count == 0 && added.Count > 0 && IsSame(before with { Columns = [.. before.Columns, .. added] }, after))
        {
            return added.TrueForAll(CanBeAdded) ? new([.. added.Select(Add)]) : null;
        }

        return
            added.Count == 0
            && dropped.Count > 0
            && IsSame(after with { Columns = [.. after.Columns, .. dropped] }, before)
            && dropped.TrueForAll(CanBeDropped)
            ? new([.. dropped.Select(Drop)])
            : null;
    }

    private static bool CanBeAdded(Column column) =>
        column.Generated is { Stored: true } ? false
        : column.Comment?.Contains("*/", StringComparison.Ordinal) == true || column.Comment?.Trim() != column.Comment ? false
        : column.Default is { } sql
            ? SqliteLiterals.IsLiteral(sql)
                && !sql.StartsWith("current_", StringComparison.Ordinal)
                && (column.Nullable || !sql.Equals("null", StringComparison.OrdinalIgnoreCase))
        : column.Nullable || column.Generated is not null && column.Nullable;

    private AlterStatement Add(Column column) =>
        new(
            $"alter table {Names.Quote(after.Name)} add column {Names.Quote(column.Name)} {writer.ColumnDefinition(after, column, isKey: false)}".TrimEnd()
                + (column.Comment is { } comment ? $" /* {comment} */" : "")
        );

    // The engine cuts the column out of the text of the table, where remarks would lose their places, and reads every view and trigger again.
    private bool CanBeDropped(Column column)
    {
        var texts = before
            .Checks.Select(c => c.Sql)
            .Concat(before.Columns.Select(c => c.Generated?.Sql ?? ""))
            .Concat(before.Indexes.SelectMany(i => i.Parts.Select(p => p.Expression ?? p.Column ?? "").Append(i.Where ?? "")));
        return (context.Version ?? new(3, 31)).CompareTo(DropsColumns) >= 0
            && before.Comment is null
            && before.Columns.All(c => c.Comment is null)
            && before.PrimaryKey?.Columns.Contains(column.Name) != true
            && !before.Uniques.Any(u => u.Columns.Contains(column.Name))
            && !before.ForeignKeys.Any(f => f.Columns.Contains(column.Name))
            && context.From.Views.Count == 0
            && context.From.Tables.All(t => t.Triggers.Count == 0)
            && context.From.Objects.Count == 0
            && !texts.Any(t => Mentions(t, column.Name));
    }

    private AlterStatement Drop(Column column) =>
        new($"alter table {Names.Quote(before.Name)} drop column {Names.Quote(column.Name)}")
        {
            Hazards = [Loses(column), Rewrites()],
        };

    private Sequence<AlterStatement> Anew()
    {
        var old = Names.Quote(before.Name);
        var made = after with { Name = Free() };
        var draft = Names.Quote(made.Name);
        var kept = after
            .Columns.Where(c => c.Generated is null && before.Find(c.Name) is not null)
            .Select(c => Names.Quote(c.Name));
        var columns = string.Join(", ", KeepsAddresses() ? kept.Prepend("rowid") : kept);
        var statements = new List<AlterStatement>
        {
            new("pragma legacy_alter_table = on"),
            new(writer.CreateTable(made, repeatable: false).Sql),
        };
        if (columns.Length > 0)
        {
            statements.Add(new($"insert into {draft} ({columns})\n    select {columns} from {old}") { Hazards = Hazards() });
        }

        if (IsNumbered(before) && IsNumbered(after))
        {
            var name = Names.Literal(made.Name.Name);
            statements.Add(new($"delete from sqlite_sequence where name = {name}"));
            statements.Add(
                new(
                    $"insert into sqlite_sequence (name, seq)\n    select {name}, seq from sqlite_sequence where name = {Names.Literal(before.Name.Name)}"
                )
            );
        }

        statements.Add(new($"drop table {old}"));
        statements.Add(new($"alter table {draft} rename to {old}"));
        statements.Add(new("pragma legacy_alter_table = off"));
        statements.AddRange(after.Indexes.Select(i => new AlterStatement(writer.CreateIndex(after, i).Sql)));
        statements.AddRange(
            after.Triggers.Select(t => new AlterStatement(writer.CreateTrigger(after.Name, t, repeatable: false).Sql))
        );
        return statements.ToSequence();
    }

    private Sequence<Hazard> Hazards()
    {
        var hazards = new List<Hazard> { Rewrites() };
        hazards.AddRange(before.Columns.Where(c => after.Find(c.Name) is null && c.Generated is null).Select(Loses));
        foreach (var column in after.Columns.Where(c => !c.Nullable && c.Generated is null))
        {
            if (before.Find(column.Name) is { } was)
            {
                if (was.Nullable)
                {
                    var count = $"select count(*) from {Names.Quote(before.Name)} where {Names.Quote(column.Name)} is null";
                    hazards.Add(Depends($"{before.Name}.{column.Name} is null somewhere", count));
                }
            }
            else if (column is { Default: null, Identity: null })
            {
                hazards.Add(
                    Depends(
                        $"{before.Name} has rows, as {column.Name} has no value for them",
                        $"select count(*) from {Names.Quote(before.Name)}"
                    )
                );
            }
        }

        hazards.AddRange(
            after
                .Checks.Where(c => !before.Checks.Any(b => b.Sql == c.Sql))
                .Select(c =>
                    Depends(
                        $"a row of {before.Name} does not satisfy {c.Name}",
                        $"select count(*) from {Names.Quote(before.Name)} where not ({c.Sql})"
                    )
                )
        );
        hazards.AddRange(
            after
                .Uniques.Where(u => !before.Uniques.Any(b => b.Columns.Equals(u.Columns)))
                .Select(u => Alike(before.Name, u.Columns.Select(Names.Quote)))
        );
        hazards.AddRange(
            after
                .ForeignKeys.Where(f =>
                    !before.ForeignKeys.Any(b => b.Columns.Equals(f.Columns) && b.ReferencedTable == f.ReferencedTable)
                )
                .Select(f => Depends($"a row of {before.Name} refers to none of {f.ReferencedTable}", null))
        );
        return hazards.ToSequence();
    }

    private Hazard Rewrites() => new(HazardKind.Rewrite, $"{before.Name} is written anew, and nobody else writes meanwhile.");

    private Hazard Loses(Column column) =>
        new(HazardKind.DataLoss, $"The values of {before.Name}.{column.Name} are lost.")
        {
            Count = $"select count(*) from {Names.Quote(before.Name)} where {Names.Quote(column.Name)} is not null",
        };

    // Full-text tables and others may refer to rows by address, which has no name here.
    private bool KeepsAddresses() =>
        Array.TrueForAll(
            [before, after],
            t =>
                !t.Details.Contains(new("without rowid"))
                && !(t.PrimaryKey is { Columns.Count: 1 } key && t.Find(key.Columns[0])?.Type is DataType.Integer { Bits: 64 })
                && !t.Columns.Any(c => c.Name.Equals("rowid", StringComparison.OrdinalIgnoreCase))
        );

    private static bool IsNumbered(Table table) => table.Columns.Any(c => c.Identity == IdentityKind.Always);

    private QualifiedName Free()
    {
        var taken = context
            .From.Tables.Concat(context.To.Tables)
            .Select(t => t.Name.Name)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var name = $"{before.Name.Name}_new";
        while (!taken.Add(name))
        {
            name += "_new";
        }

        return QualifiedName.Of(name);
    }

    private static bool Mentions(string sql, string column) =>
        SqliteLexer
            .Read(sql)
            .Exists(t =>
                t.Kind is SqliteTokenKind.Name or SqliteTokenKind.Word
                && t.Value.Equals(column, StringComparison.OrdinalIgnoreCase)
            );
}
