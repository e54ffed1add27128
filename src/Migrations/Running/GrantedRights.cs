using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>
/// The rights that statements need where they are granted on names (MariaDB): also on what the files themselves make. Only routines are theirs
/// who made them.
/// </summary>
/// <param name="names">The engine's names.</param>
internal sealed class GrantedRights(INames names) : IStatementRights
{
    private readonly HashSet<string> routines = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc />
    public IEnumerable<NeededRight> Of(SqlStatement? statement) =>
        statement switch
        {
            Sql.AlterStatement alter => Altered(alter),
            DropStatement drop => Dropped(drop),
            RenameTablesStatement rename => rename.Names.Chunk(2).SelectMany(n => Renamed(n[0], n[^1])),
            CreateTableStatement { Persistence: "" } table =>
            [
                .. On(RightKind.CreateTable, table.Name),
                .. table.IsReplace ? On(RightKind.DropTable, table.Name) : [],
                .. table.Query is null ? [] : On(RightKind.Insert, table.Name),
                .. References(table),
            ],
            CreateIndexStatement index => On(RightKind.Index, index.Table),
            CreateViewStatement view =>
            [
                .. On(RightKind.CreateView, view.Name),
                .. view.IsReplace ? On(RightKind.DropTable, view.Name) : [],
            ],
            CreateRoutineStatement routine => Within(RightKind.CreateRoutine, routine.Name),
            CreateTriggerStatement trigger => On(RightKind.Trigger, trigger.Table),
            CreateObjectStatement { Kind: "sequence" } sequence => On(RightKind.CreateTable, sequence.Name),
            CreateObjectStatement { Kind: "event" } made => Within(RightKind.Events, made.Name),
            CreateObjectStatement { Kind: "schema" or "database" } made => Database(RightKind.CreateDatabase, made.Name),
            TruncateStatement truncate => truncate.Tables.SelectMany(t => On(RightKind.DropTable, t.Name)),
            InsertStatement insert =>
            [
                .. On(RightKind.Insert, insert.Table.Name),
                .. insert.IsReplace ? On(RightKind.Delete, insert.Table.Name) : [],
                .. insert.Conflicts.Count > 0 ? On(RightKind.Update, insert.Table.Name) : [],
            ],
            UpdateStatement { Table: SqlTableSource.Named table } => On(RightKind.Update, table.Name),
            DeleteStatement { Using.Count: 0, Tables: [SqlTableSource.Named table] } => On(RightKind.Delete, table.Name),
            _ => [],
        };

    /// <inheritdoc />
    public void Settle(SqlStatement? statement)
    {
        if (statement is CreateRoutineStatement { Name.Parts.Count: > 0 } routine)
        {
            routines.Add(routine.Name.Parts[^1].Value);
        }
    }

    private IEnumerable<NeededRight> Altered(Sql.AlterStatement alter) =>
        alter.Kind switch
        {
            "table" =>
            [
                .. On(RightKind.Alter, alter.Name),
                .. alter.Actions.Any(IsPartitionEmptied) ? On(RightKind.DropTable, alter.Name) : [],
                .. alter
                    .Actions.OfType<SqlAction.Rename>()
                    .Where(r => r.Kind.Length == 0)
                    .SelectMany(r => Renamed(alter.Name, r.NewName)),
                .. References(alter),
            ],
            "sequence" => On(RightKind.Alter, alter.Name),
            "view" => [.. On(RightKind.CreateView, alter.Name), .. On(RightKind.DropTable, alter.Name)],
            "procedure" or "function" => Routine(alter.Name),
            "event" => Within(RightKind.Events, alter.Name),
            _ => [],
        };

    private static bool IsPartitionEmptied(SqlAction action) =>
        action is SqlAction.Other { Words: "drop partition" or "truncate partition" };

    private IEnumerable<NeededRight> Dropped(DropStatement drop) =>
        drop.Kind switch
        {
            "table" or "view" or "sequence" => drop.Names.SelectMany(n => On(RightKind.DropTable, n)),
            "index" when drop.Table is { } table => On(RightKind.Index, table),
            "procedure" or "function" => drop.Names.SelectMany(Routine),
            "event" => drop.Names.SelectMany(n => Within(RightKind.Events, n)),
            "schema" or "database" => drop.Names.SelectMany(n => Database(RightKind.DropDatabase, n)),
            _ => [],
        };

    private IEnumerable<NeededRight> Renamed(SqlObjectName from, SqlObjectName to) =>
        [
            .. On(RightKind.Alter, from),
            .. On(RightKind.DropTable, from),
            .. On(RightKind.CreateTable, to),
            .. On(RightKind.Insert, to),
        ];

    private IEnumerable<NeededRight> References(SqlNode node) =>
        node.DescendantsAndSelf().OfType<SqlReference>().SelectMany(r => On(RightKind.References, r.Table));

    private IEnumerable<NeededRight> Routine(SqlObjectName name) =>
        name.Parts.Count > 0 && !routines.Contains(name.Parts[^1].Value) ? On(RightKind.AlterRoutine, name) : [];

    private IEnumerable<NeededRight> On(RightKind kind, SqlObjectName name) =>
        name.Parts.Count is 1 or 2 && name.Parts.All(p => p.Value.Length > 0)
            ? [new(kind, string.Join('.', name.Parts.Select(p => names.Quote(p.Value))))]
            : [];

    private IEnumerable<NeededRight> Within(RightKind kind, SqlObjectName name) =>
        name.Parts.Count switch
        {
            1 => [new(kind, "")],
            2 => [new(kind, names.Quote(name.Parts[0].Value))],
            _ => [],
        };

    private IEnumerable<NeededRight> Database(RightKind kind, SqlObjectName name) =>
        name.Parts.Count == 1 ? [new(kind, names.Quote(name.Parts[0].Value))] : [];
}
