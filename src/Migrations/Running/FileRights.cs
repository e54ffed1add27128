using System.Text.RegularExpressions;
using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>
/// Finds statements that the account may not run, before any statement runs: what they change is looked up in the catalogues. Nothing is said
/// of what the files themselves make, rename, drop or give to others, and nothing of what comes behind a statement that changes the account, its
/// roles or the search path.
/// </summary>
/// <param name="engine">The engine.</param>
public sealed partial class FileRights(Engine engine)
{
    private readonly HashSet<string> settled = new(StringComparer.Ordinal);
    private readonly Dictionary<NeededRight, Location> needed = [];
    private bool isGranted;
    private bool isOver;

    private INames Names => engine.Require<INames>();

    /// <summary>Notes what a file needs, behind those before it.</summary>
    public void Add(ScriptFile script, IEnumerable<Step> steps)
    {
        foreach (var step in steps)
        {
            isOver |= Changes().IsMatch(step.Text);
            if (isOver)
            {
                return;
            }

            var statement = SqlParser.Statements(step.Text, SqlDialects.Of(engine.Name), []).FirstOrDefault();
            if (statement is GrantStatement { Objects: "" } or DoStatement && Unclear().IsMatch(step.Text))
            {
                isOver = true;
                return;
            }

            isGranted |= statement is GrantStatement { IsRevoke: false };
            foreach (var right in Of(statement).Where(r => !isGranted || r.Kind <= RightKind.OwnSchema))
            {
                needed.TryAdd(right, script.At(step.Offset));
            }

            Settle(statement);
        }
    }

    /// <summary>Those that are missing, with the statements that need them first.</summary>
    public async Task<Sequence<Finding>> MissingAsync(ISession session, CancellationToken cancellation)
    {
        if (engine.RunRights is not { } rights || needed.Count == 0)
        {
            return [];
        }

        try
        {
            var missing = await rights.MissingAsync(session, needed.Keys.ToSequence(), cancellation);
            return missing
                .Select(m => new Finding("missing-right", Severity.Error, Said(m)) { Location = needed[m.Right] })
                .ToSequence();
        }
        catch (EngineException e) when (EngineErrors.IsMissingRight(e))
        {
            return [new("missing-right", Severity.Error, $"{e.Message} ({e.Code}).")];
        }
    }

    private static string Said(MissingRight missing) =>
        missing.Right.Kind switch
        {
            RightKind.Own or RightKind.Drop or RightKind.OwnType =>
                $"{missing.Account} may not change {missing.Name}: it belongs to {missing.Owner}.",
            RightKind.OwnSchema => $"{missing.Account} may not change the schema {missing.Name}: it belongs to {missing.Owner}.",
            RightKind.Create => $"{missing.Account} may not create anything in the schema {missing.Name}.",
            RightKind.CreateSchemas => $"{missing.Account} may not create schemas in the database {missing.Name}.",
            RightKind.Trigger => $"{missing.Account} may not make triggers on {missing.Name}.",
            RightKind.References => $"{missing.Account} may not refer to {missing.Name} by foreign keys.",
            RightKind.Insert => $"{missing.Account} may not insert into {missing.Name}.",
            RightKind.Update => $"{missing.Account} may not update {missing.Name}.",
            RightKind.Delete => $"{missing.Account} may not delete from {missing.Name}.",
            _ => $"{missing.Account} may not truncate {missing.Name}.",
        };

    private IEnumerable<NeededRight> Of(SqlStatement? statement) =>
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
            ? [new(kind, string.Join('.', name.Parts.Select(p => Names.Quote(Folded(p)))))]
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

    // Whose it is from then on depends on how these statements come out. A name settles everything that is called so.
    private void Settle(SqlStatement? statement)
    {
        IEnumerable<SqlObjectName> names = statement switch
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
        foreach (var name in names.Where(n => n.Parts.Count > 0))
        {
            settled.Add(Folded(name.Parts[^1]));
        }
    }

    private static string Folded(SqlName name) => name.IsQuoted ? name.Value : name.Value.ToLowerInvariant();

    [GeneratedRegex(
        @"^\s*((set|reset)\s+((session|local)\s+)?(role|session\s+authorization|search_path|all)\b|reassign\s+owned\b|discard\b)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Changes();

    [GeneratedRegex(
        @"^\s*(grant|revoke)\b|\bowner\s+to\b|\bgrant\b|\breassign\b|\bset\s+(local\s+|session\s+)?role\b|search_path",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Unclear();
}
