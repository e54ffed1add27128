using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>
/// The rights that statements need where whoever makes a thing owns it (PostgreSQL). Nothing is asked of what the files themselves make, rename,
/// drop or give to others: whose it is then depends on how those statements come out.
/// </summary>
/// <param name="names">The engine's names.</param>
internal sealed class OwnedRights(INames names) : IStatementRights
{
    private readonly HashSet<string> settled = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public IEnumerable<NeededRight> Of(SqlStatement? statement) =>
        statement switch
        {
            Sql.AlterStatement alter => Altered(alter),
            DropStatement drop => Dropped(drop),
            CreateTableStatement { Persistence: "" or "unlogged" or "foreign" } table => Made(table),
            CreateIndexStatement index => On(RightKind.Own, index.Table),
            CreateViewStatement { IsTemporary: false } view =>
            [
                .. Within(view.Name),
                .. view.IsReplace ? On(RightKind.Own, view.Name) : [],
            ],
            CreateRoutineStatement routine => Within(routine.Name),
            CreateTypeStatement type => Within(type.Name),
            CreateTriggerStatement trigger => On(RightKind.Trigger, trigger.Table),
            CreateObjectStatement { Kind: "policy" or "rule", Table: { } table } => On(RightKind.Own, table),
            CreateObjectStatement { Kind: "sequence", Name: var name } => Within(name),
            CreateObjectStatement { Kind: "schema" } => [new(RightKind.CreateSchemas, "")],
            CommentStatement { Kind: "table" or "view" or "materialized view" or "index" or "sequence", Name: var name } => On(
                RightKind.Own,
                name
            ),
            CommentStatement { Kind: "column", Name: { Parts.Count: > 1 } name } => On(
                RightKind.Own,
                name with
                {
                    Parts = name.Parts.Take(name.Parts.Count - 1).ToSequence(),
                }
            ),
            TruncateStatement truncate => truncate.Tables.SelectMany(t => On(RightKind.Truncate, t.Name)),
            InsertStatement insert => On(RightKind.Insert, insert.Table.Name),
            UpdateStatement { Table: SqlTableSource.Named table } => On(RightKind.Update, table.Name),
            DeleteStatement delete => delete.Tables.OfType<SqlTableSource.Named>().SelectMany(t => On(RightKind.Delete, t.Name)),
            _ => [],
        };

    private IEnumerable<NeededRight> Altered(Sql.AlterStatement alter) =>
        alter.Kind switch
        {
            "table" or "foreign table" or "view" or "materialized view" or "index" or "sequence" =>
            [
                .. On(RightKind.Own, alter.Name),
                .. alter.Actions.OfType<SqlAction.Partition>().SelectMany(p => On(RightKind.Own, p.Table)),
                .. References(alter),
            ],
            "type" or "domain" => On(RightKind.OwnType, alter.Name),
            "schema" => Schema(RightKind.OwnSchema, alter.Name),
            "policy" or "rule" or "trigger" when alter.Table is { } table => On(RightKind.Own, table),
            _ => [],
        };

    private IEnumerable<NeededRight> Dropped(DropStatement drop) =>
        drop.Kind switch
        {
            "table" or "foreign table" or "view" or "materialized view" or "index" or "sequence" => drop.Names.SelectMany(n =>
                On(RightKind.Drop, n)
            ),
            "type" or "domain" => drop.Names.SelectMany(n => On(RightKind.OwnType, n)),
            "schema" => drop.Names.SelectMany(n => Schema(RightKind.OwnSchema, n)),
            "policy" or "rule" or "trigger" when drop.Table is { } table => On(RightKind.Own, table),
            _ => [],
        };

    private IEnumerable<NeededRight> Made(CreateTableStatement table) =>
        [
            .. Within(table.Name),
            .. table.PartitionOf is { } whole ? On(RightKind.Own, whole) : [],
            .. table.Inherits.SelectMany(i => On(RightKind.Own, i)),
            .. References(table),
        ];

    private IEnumerable<NeededRight> References(SqlNode node) =>
        node.DescendantsAndSelf().OfType<SqlReference>().SelectMany(r => On(RightKind.References, r.Table));

    private IEnumerable<NeededRight> On(RightKind kind, SqlObjectName name) =>
        name.Parts.Count is 1 or 2 && name.Parts.All(p => p.Value.Length > 0) && !settled.Contains(Folded(name.Parts[^1]))
            ? [new(kind, string.Join('.', name.Parts.Select(p => names.Quote(Folded(p)))))]
            : [];

    private IEnumerable<NeededRight> Within(SqlObjectName name) =>
        name.Parts.Count switch
        {
            1 => [new(RightKind.Create, "")],
            2 when !settled.Contains(Folded(name.Parts[0])) => [new(RightKind.Create, Folded(name.Parts[0]))],
            _ => [],
        };

    private IEnumerable<NeededRight> Schema(RightKind kind, SqlObjectName name) =>
        name.Parts.Count == 1 && !settled.Contains(Folded(name.Parts[0])) ? [new(kind, Folded(name.Parts[0]))] : [];

    // A name settles everything that is called so.
    /// <inheritdoc />
    public void Settle(SqlStatement? statement)
    {
        IEnumerable<SqlObjectName> changed = statement switch
        {
            CreateTableStatement table => [table.Name],
            CreateViewStatement view => [view.Name],
            CreateTypeStatement type => [type.Name],
            CreateObjectStatement made => [made.Name],
            CreateIndexStatement { Name: { } index } => [index],
            DropStatement drop => drop.Names,
            Sql.AlterStatement alter => alter.Actions.SelectMany(a =>
                a switch
                {
                    SqlAction.Rename { Kind: not ("column" or "constraint") } rename => [alter.Name, rename.NewName],
                    SqlAction.Other or SqlAction.Unparsed => [alter.Name],
                    _ => Array.Empty<SqlObjectName>(),
                }
            ),
            _ => [],
        };
        foreach (var name in changed.Where(n => n.Parts.Count > 0))
        {
            settled.Add(Folded(name.Parts[^1]));
        }
    }

    private static string Folded(SqlName name) => name.IsQuoted ? name.Value : name.Value.ToLowerInvariant();
}
