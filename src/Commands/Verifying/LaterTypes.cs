using Dbwright.Formats;
using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Commands;

/// <summary>A type that a text takes.</summary>
/// <param name="Type">The type.</param>
/// <param name="Words">The same as the file writes it.</param>
internal sealed record LaterType(DataType Type, string Words)
{
    /// <summary>The values of an enumeration.</summary>
    public Sequence<string> Values { get; init; } = [];
}

/// <summary>
/// Which types columns take in a history, read from its files: <c>alter column … type</c>, <c>modify</c>, casts in updates and in inserts
/// from other tables, copies into columns of other types; followed back through new names.
/// </summary>
internal sealed class LaterTypes
{
    /// <summary>No column takes any.</summary>
    public static readonly IReadOnlyDictionary<string, LaterType> Nothing = new Dictionary<string, LaterType>();

    private readonly List<IReadOnlyDictionary<string, LaterType>> from = [];
    private readonly List<IReadOnlyDictionary<string, LaterType>> within = [];

    private LaterTypes() { }

    /// <summary>Reads them.</summary>
    public static LaterTypes Of(Sequence<FolderMigration> history, Engine engine)
    {
        var dialect = SqlDialects.Of(engine.Name);
        var steps = engine.Require<ISteps>();
        var texts = history.Select(m => steps.Read(m.Up.Text).Select(s => s.Text).Where(Concerns).ToList()).ToList();
        var statements = texts
            .Select(f => f.SelectMany(t => SqlParser.Statements(t, dialect, []).Select(s => (Text: t, Statement: s))).ToList())
            .ToList();
        var scan = new Scan(engine);
        foreach (var (text, statement) in statements.SelectMany(f => f))
        {
            scan.Declare(text, statement);
        }

        var types = new LaterTypes();
        foreach (var file in Enumerable.Reverse(statements))
        {
            scan.Begin();
            foreach (var (text, statement) in Enumerable.Reverse(file))
            {
                scan.Undo(text, statement);
            }

            types.from.Insert(0, scan.Known);
            types.within.Insert(0, scan.Changed);
        }

        return types;
    }

    /// <summary>The types that columns take in the migration at a place of the history or behind it, by <c>table.column</c> in small letters.</summary>
    public IReadOnlyDictionary<string, LaterType> From(int at) => at < from.Count ? from[at] : Nothing;

    /// <summary>Those of them that they take in that very migration.</summary>
    public IReadOnlyDictionary<string, LaterType> Within(int at) => within[at];

    /// <summary>A column as it stands in the dictionaries.</summary>
    public static string Key(string table, string column) => $"{table}.{column}".ToLowerInvariant();

    private static bool Concerns(string text) =>
        text.Contains("alter", StringComparison.OrdinalIgnoreCase)
        || text.Contains("create t", StringComparison.OrdinalIgnoreCase)
        || text.Contains("update", StringComparison.OrdinalIgnoreCase)
        || text.Contains("insert", StringComparison.OrdinalIgnoreCase)
        || text.Contains("rename", StringComparison.OrdinalIgnoreCase)
        || text.Contains("drop", StringComparison.OrdinalIgnoreCase);

    /// <summary>A walk through the statements from the last to the first: what was seen behind a place is what comes.</summary>
    private sealed class Scan(Engine engine)
    {
        private readonly ITypes types = engine.Require<ITypes>();
        private readonly Dictionary<string, Sequence<string>> enumerations = new(StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<string, LaterType> declared = new(StringComparer.Ordinal);
        private readonly Dictionary<string, LaterType> known = new(StringComparer.Ordinal);
        private readonly Dictionary<string, LaterType> changed = new(StringComparer.Ordinal);

        public IReadOnlyDictionary<string, LaterType> Known => new Dictionary<string, LaterType>(known);

        public IReadOnlyDictionary<string, LaterType> Changed => new Dictionary<string, LaterType>(changed);

        public void Begin() => changed.Clear();

        /// <summary>Notes the types that columns are made with: what is copied into them takes these.</summary>
        public void Declare(string text, SqlStatement statement)
        {
            switch (statement)
            {
                case CreateTypeStatement { Kind: "enum" } made:
                    enumerations[Last(made.Name)] = made.Values;
                    break;
                case CreateTableStatement table:
                    Declare(text, table.Name, table.Columns);
                    break;
                case Sql.AlterStatement { Kind: "table" } alter:
                    foreach (var added in alter.Actions.OfType<SqlAction.AddColumns>())
                    {
                        Declare(text, alter.Name, added.Columns);
                    }

                    break;
            }
        }

        /// <summary>Goes back over a statement.</summary>
        public void Undo(string text, SqlStatement statement)
        {
            switch (statement)
            {
                case Sql.AlterStatement { Kind: "table" } alter:
                    foreach (var action in alter.Actions.Reverse())
                    {
                        Undo(text, Last(alter.Name), action);
                    }

                    break;
                case RenameTablesStatement rename:
                    foreach (var names in rename.Names.Chunk(2).Reverse())
                    {
                        Move($"{Last(names[^1])}.", $"{Last(names[0])}.");
                    }

                    break;
                case DropStatement { Kind: "table" } drop:
                    foreach (var name in drop.Names)
                    {
                        Forget($"{Last(name)}.");
                    }

                    break;
                case CreateTableStatement table:
                    Forget($"{Last(table.Name)}.");
                    break;
                case UpdateStatement { Table: SqlTableSource.Named table } update:
                    foreach (var assignment in update.Set.Where(a => a.Targets is [SqlExpression.NameReference]))
                    {
                        var target = ((SqlExpression.NameReference)assignment.Targets[0]).Name;
                        Flow(text, assignment.Value, Last(table.Name), LaterTypes.Key(Last(table.Name), target));
                    }

                    break;
                case InsertStatement { Source.Body: SqlQueryBody.Select { From: [SqlTableSource.Named source] } select } insert:
                    foreach (var (column, item) in insert.Columns.OfType<SqlExpression.NameReference>().Zip(select.Items))
                    {
                        Flow(text, item.Value, Last(source.Name), LaterTypes.Key(Last(insert.Table.Name), column.Name));
                    }

                    break;
            }
        }

        private void Undo(string text, string table, SqlAction action)
        {
            switch (action)
            {
                case SqlAction.AlterColumn { Change: "type", Type: { } type } alter:
                    Take(LaterTypes.Key(table, alter.Column.Value), Of(text, type));
                    break;
                case SqlAction.ModifyColumn { Column.Type: { } type } modify:
                    Move(LaterTypes.Key(table, modify.Column.Name.Value), LaterTypes.Key(table, modify.OldName.Value));
                    Take(LaterTypes.Key(table, modify.OldName.Value), Of(text, type));
                    break;
                case SqlAction.Rename { Kind: "column", OldName: { } old } rename:
                    Move(LaterTypes.Key(table, Last(rename.NewName)), LaterTypes.Key(table, old.Value));
                    break;
                case SqlAction.Rename { Kind: "" } rename:
                    Move($"{Last(rename.NewName)}.", $"{table}.");
                    break;
                case SqlAction.Drop { Kind: "column", Name: { } gone }:
                    known.Remove(LaterTypes.Key(table, gone.Value));
                    break;
                case SqlAction.AddColumns added:
                    foreach (var column in added.Columns)
                    {
                        known.Remove(LaterTypes.Key(table, column.Name.Value));
                    }

                    break;
            }
        }

        // A value that goes into a column as it is, or by a cast, takes the type of the cast or of the column.
        private void Flow(string text, SqlExpression value, string table, string target)
        {
            var casts = value.DescendantsAndSelf().OfType<SqlExpression.Cast>().ToList();
            foreach (var cast in casts)
            {
                foreach (var name in cast.Operand.DescendantsAndSelf().OfType<SqlExpression.NameReference>())
                {
                    Take(LaterTypes.Key(table, name.Name), Of(text, cast.Type));
                }
            }

            if (value is SqlExpression.NameReference copied)
            {
                var column = LaterTypes.Key(table, copied.Name);
                if (known.TryGetValue(target, out var later))
                {
                    known[column] = later;
                }

                if (declared.GetValueOrDefault(target) is { } type)
                {
                    Take(column, type);
                }
            }
        }

        private void Take(string column, LaterType type)
        {
            // Of a text that becomes another text nothing is known.
            if (type.Type is DataType.Text)
            {
                return;
            }

            known[column] = type;
            changed[column] = type;
        }

        private void Move(string from, string to)
        {
            foreach (var kept in new[] { known, changed })
            {
                foreach (
                    var (column, type) in kept.Where(k =>
                            from.EndsWith('.') ? k.Key.StartsWith(from, StringComparison.Ordinal) : k.Key == from
                        )
                        .ToList()
                )
                {
                    kept.Remove(column);
                    kept[to + column[from.Length..]] = type;
                }
            }
        }

        private void Forget(string table)
        {
            foreach (var column in known.Keys.Where(k => k.StartsWith(table, StringComparison.Ordinal)).ToList())
            {
                known.Remove(column);
            }
        }

        private void Declare(string text, SqlObjectName table, Sequence<SqlColumn> columns)
        {
            foreach (var column in columns.Where(c => c.Type is not null))
            {
                declared[LaterTypes.Key(Last(table), column.Name.Value)] = Of(text, column.Type!);
            }
        }

        private LaterType Of(string text, SqlType type)
        {
            var words = type.Span.Of(text).ToString();
            var values =
                enumerations.TryGetValue(type.Name.Split('.')[^1].Trim('"'), out var listed) ? listed
                : type.Name.Equals("enum", StringComparison.OrdinalIgnoreCase)
                    ? type.Arguments.OfType<SqlExpression.Literal>().Select(a => a.Value).ToSequence()
                : [];
            return new(types.Read(words), words) { Values = values };
        }

        private static string Last(SqlObjectName name) => name.Parts[^1].Value.ToLowerInvariant();
    }
}
