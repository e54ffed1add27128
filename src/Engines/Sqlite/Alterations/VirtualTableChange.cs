using Dbwright.Model;
using Dbwright.Sql;
using AlterStatement = Dbwright.Model.AlterStatement;

namespace Dbwright.Engines;

/// <summary>
/// Tables of modules, which no statement alters: the rows that one keeps itself are copied to another, and one that indexes the rows of a
/// table is built from them, or it would find none of them.
/// </summary>
internal sealed class SqliteVirtualTableChange(AlterationContext context)
{
    private const string Rebuild = " values ('rebuild')";

    private readonly SqliteNames names = new();
    private readonly SqliteWriter writer = new();

    /// <summary>The statements that make one.</summary>
    public Alteration Create(VirtualTable table) =>
        new([new(writer.CreateVirtualTable(table, repeatable: false).Sql), .. Filled(table)]);

    /// <summary>The statements that drop one.</summary>
    public Alteration Drop(VirtualTable table) =>
        new([new($"drop table {names.Quote(table.Name)}") { Hazards = Indexes(table) ? [] : [Loses(table)] }]);

    /// <summary>The statements that lead from one form to the other.</summary>
    public Alteration Alter(VirtualTable before, VirtualTable after)
    {
        if (Indexes(after) || Copied(before, after) is not { Count: > 0 } columns)
        {
            return new([.. Drop(before).Statements, .. Create(after).Statements]);
        }

        var (old, draft) = (names.Quote(before.Name), names.Quote(Free(before.Name)));
        var gone = ModuleColumns.Of(before).Where(c => !columns.Exists(p => p.From == c.Name)).ToList();
        return new([
            new("pragma legacy_alter_table = on"),
            new(writer.CreateVirtualTable(after with { Name = Free(before.Name) }, repeatable: false).Sql),
            new(
                $"insert into {draft} ({string.Join(", ", columns.Select(c => Quoted(c.To)))})\n    select {string.Join(", ", columns.Select(c => Quoted(c.From)))} from {old}"
            )
            {
                Hazards =
                [
                    new(HazardKind.Rewrite, $"{before.Name} is written anew, and nobody else writes meanwhile."),
                    .. Indexes(before) ? [] : gone.Select(c => Loses(before, c)),
                ],
            },
            new($"drop table {old}"),
            new($"alter table {draft} rename to {old}"),
            new("pragma legacy_alter_table = off"),
        ]);
    }

    /// <summary>Whether a statement builds such an index from the rows of its table.</summary>
    public static bool Fills(string sql) => sql.EndsWith(Rebuild, StringComparison.Ordinal);

    // Those of a table that is made at the same time come with its rows.
    private IEnumerable<AlterStatement> Filled(VirtualTable table) =>
        Indexes(table)
        && (context.From.Find(table.ContentOf!) is not null || context.From.Views.Any(v => v.Name == table.ContentOf))
            ?
            [
                new($"insert into {names.Quote(table.Name)} ({names.Quote(table.Name.Name)}){Rebuild}")
                {
                    Hazards =
                    [
                        new(
                            HazardKind.IndexBuild,
                            $"{table.Name} is built from the rows of {table.ContentOf}, and nobody else writes meanwhile."
                        ),
                    ],
                },
            ]
            : [];

    // Its rows are those of another table.
    private static bool Indexes(VirtualTable table) => IsFullText(table) && table.ContentOf is { Name.Length: > 0 };

    private static bool IsFullText(VirtualTable table) => table.Module is "fts5" or "fts4" or "fts3";

    private static bool IsBoxes(VirtualTable table) => table.Module is "rtree" or "rtree_i32";

    // What can be read from one and written to the other; nothing where that would leave rows that mean something else.
    private static List<(string From, string To)> Copied(VirtualTable before, VirtualTable after)
    {
        var (had, has) = (ModuleColumns.Of(before), ModuleColumns.Of(after));
        var same = has.Where(c => had.Any(h => h.Name == c.Name)).Select(c => (c.Name, c.Name)).ToList();
        if (IsFullText(before) && IsFullText(after))
        {
            // One without content keeps no texts that could be read, and takes none back.
            return ModuleColumns.OptionOf(before, "content") == "" || same.Count == 0 ? [] : [("rowid", "rowid"), .. same];
        }

        var boxes = IsBoxes(before) && IsBoxes(after) && had.Count > 0 && has.Count > 0;
        return boxes && Sides(before).SequenceEqual(Sides(after))
            ? [(had[0].Name, has[0].Name), .. same.Where(c => c.Item2 != has[0].Name)]
            : [];
    }

    private static IEnumerable<string> Sides(VirtualTable table) => table.Arguments.Skip(1).Where(a => !a.StartsWith('+'));

    private string Quoted(string column) => column == "rowid" ? column : names.Quote(column);

    private Hazard Loses(VirtualTable table) =>
        new(HazardKind.DataLoss, $"All rows of {table.Name} are lost.")
        {
            Count = $"select count(*) from {names.Quote(table.Name)}",
        };

    private Hazard Loses(VirtualTable table, Column column) =>
        new(HazardKind.DataLoss, $"The values of {table.Name}.{column.Name} are lost.")
        {
            Count = $"select count(*) from {names.Quote(table.Name)} where {names.Quote(column.Name)} is not null",
        };

    private QualifiedName Free(QualifiedName table)
    {
        var taken = context
            .From.Tables.Concat(context.To.Tables)
            .Select(t => t.Name)
            .Concat(context.From.VirtualTables.Concat(context.To.VirtualTables).Select(v => v.Name))
            .Select(n => n.Name)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var name = $"{table.Name}_new";
        while (!taken.Add(name))
        {
            name += "_new";
        }

        return QualifiedName.Of(name);
    }
}
