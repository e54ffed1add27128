using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Definitions as SQL of MariaDB or MySQL, for people to read. A table is created with all that belongs to it in one statement: the server commits
/// every definition by itself, so that fewer statements leave less behind when one fails.
/// </summary>
/// <param name="dialect">The SQL of MariaDB or of MySQL.</param>
/// <param name="exact">Whether conditions compare texts letter by letter, as checks must, or by the column's collation, as queries do.</param>
internal sealed partial class MariaDbWriter(MariaDbDialect dialect, bool exact = true) : IWriter
{
    /// <summary>
    /// The collation of texts: of Unicode 14, ignoring case and accents, as searches by people expect. Where case matters, a check or a
    /// comparison says so.
    /// </summary>
    public const string Collation = "utf8mb4_uca1400_ai_ci";

    private readonly MariaDbNames names = dialect.Names;
    private readonly MariaDbTableWriter tables = new(dialect);
    private readonly MariaDbKeyWriter keys = new(dialect);
    private readonly MariaDbExpressions expressions = new(exact, dialect);

    private MariaDbScriptWriter Script => new(tables, keys, dialect);

    /// <inheritdoc />
    public Sequence<Definition> Create(RelationalSchema schema, bool repeatable = false) => Script.Create(schema, repeatable);

    /// <inheritdoc />
    public Sequence<Definition> Drop(RelationalSchema schema) => Script.Drop(schema);

    /// <inheritdoc />
    public Sequence<Definition> Create(RelationalSchema schema, ObjectId part) => Script.Create(schema, part);

    /// <summary>Creates one object, without the rights on it.</summary>
    internal Sequence<Definition> CreateBare(RelationalSchema schema, ObjectId part) => Script.CreateBare(schema, part);

    /// <inheritdoc />
    public Definition Drop(RelationalSchema schema, ObjectId part) => Script.Drop(schema, part, DropIndex);

    /// <summary>Creates one index; the one that the server made for a foreign key, and that this one can stand in for, goes by itself.</summary>
    public Definition CreateIndex(Table table, TableIndex index) =>
        new(keys.Create(table, index), new(table.Name.Schema, index.Name), "index");

    /// <summary>
    /// Removes one index. Every foreign key must have an index that begins with its columns: where this one was it, an index of the foreign
    /// key's own columns and name takes its place.
    /// </summary>
    public Definition DropIndex(Table table, TableIndex index)
    {
        var instead = table
            .ForeignKeys.Where(f => Serves(index, f) && !HasKey(table, f))
            // Without the clause, where it is certain only: others may be gone too.
            .Where(f => dialect.HasConditionalClauses || !table.Indexes.Any(i => i != index && Serves(i, f)))
            .Select(f =>
                $",\n    add index {(dialect.HasConditionalClauses ? "if not exists " : "")}{names.Quote(f.Name)} ({ColumnList(f.Columns)})"
            );
        return new(
            $"alter table {names.Quote(table.Name)}\n    drop index {names.Quote(index.Name)}{string.Concat(instead)}",
            new(table.Name.Schema, index.Name),
            "index"
        );
    }

    /// <summary>
    /// Foreign keys go before the load. Afterwards they come back without the copy of the table that their validation would cost, and the
    /// server then looks for rows without a parent itself: a row that has none fails the statement. A server that knows no blocks outside
    /// of routines validates while it copies.
    /// </summary>
    public (Sequence<Definition> Before, Sequence<Definition> After) AroundBulkLoad(RelationalSchema schema)
    {
        var referring = schema.Tables.Where(t => t.ForeignKeys.Count > 0).ToList();
        var firing = schema.Tables.SelectMany(t =>
            t.Triggers.Where(g => g.Events.Contains("insert")).Select(g => (Table: t, Trigger: g))
        );
        return (
            [
                .. referring.Select(t => Script.DropForeignKeys(t, t.ForeignKeys)),
                .. firing.Select(g => new Definition(
                    $"drop trigger {names.Quote(g.Trigger.Name)}",
                    QualifiedName.Of(g.Trigger.Name),
                    "trigger"
                )),
            ],
            [
                .. dialect.HasBlocks ? [Checks(false)] : (Sequence<Definition>)[],
                .. referring.Select(t => new Definition(
                    $"alter table {names.Quote(t.Name)}\n    {string.Join(",\n    ", t.ForeignKeys.Select(f => $"add {ForeignKey(f)}"))}",
                    t.Name,
                    "foreign key"
                )),
                .. dialect.HasBlocks
                    ? [Checks(true), .. referring.SelectMany(t => t.ForeignKeys.Select(f => FindOrphans(t, f)))]
                    : (Sequence<Definition>)[],
                .. InOrder(firing.Select(g => g.Trigger).ToList())
                    .SelectMany(g =>
                        new MariaDbObjectWriter(dialect).Create(
                            firing.First(f => f.Trigger == g).Table.Name,
                            g,
                            repeatable: false
                        )
                    ),
                .. schema.Tables.SelectMany(t => t.Columns.Select(c => Advance(t, c)).OfType<Definition>()),
            ]
        );
    }

    /// <summary>The condition; values are never scaled on this engine, so the digits of a reference do not matter.</summary>
    public string Write(Expression expression, Func<Expression.Reference, (string Sql, int ScaleDigits)> column) =>
        expressions.Write(expression, reference => column(reference).Sql);

    /// <inheritdoc />
    public string WriteDefault(Expression expression, TypeChoice type) => expressions.WriteDefault(expression, type.Type);

    /// <summary>
    /// A trigger. The column attribute <c>on update current_timestamp</c> would write the time of the session's zone, and only where another
    /// column changes its value.
    /// </summary>
    public (Trigger Trigger, Routine? Function) Touch(Table table, string column) =>
        (
            new(
                ObjectNames.Shorten($"{table.Name.Name}_set_{column}"),
                "before",
                ["update"],
                $"set new.{names.Quote(column)} = utc_timestamp(6)"
            ),
            null
        );

    /// <summary>Creates a table with all that belongs to it but those foreign keys and triggers.</summary>
    internal Definition CreateTable(Table table, Sequence<ForeignKey> later, bool repeatable) =>
        tables.Create(table, later, repeatable);

    /// <summary>What follows the name of a column, without its check.</summary>
    internal string ColumnDefinition(Column column) => tables.Column(column);

    /// <summary>A primary key as it stands in a definition.</summary>
    internal string PrimaryKeyClause(PrimaryKey key) => keys.PrimaryKey(key);

    /// <summary>A unique constraint as it stands in a definition.</summary>
    internal string UniqueClause(UniqueConstraint unique) => keys.Unique(unique);

    /// <summary>An index as it stands in a definition.</summary>
    internal string IndexClause(Table table, TableIndex index) => keys.Index(table, index);

    /// <summary>A foreign key as it stands in a definition.</summary>
    internal string ForeignKey(ForeignKey key, string ifNotExists = "") => keys.ForeignKey(key, ifNotExists);

    /// <summary>Columns, separated by commas.</summary>
    internal string ColumnList(IEnumerable<string> columns) => keys.Columns(columns);

    // One that follows another comes after it.
    private static List<Trigger> InOrder(List<Trigger> triggers)
    {
        var order = new List<Trigger>();
        while (triggers.Count > 0)
        {
            var next =
                triggers.Find(g => triggers.TrueForAll(o => g.Details.All(d => d.Name != "follows" || d.Value != o.Name)))
                ?? triggers[0];
            triggers.Remove(next);
            order.Add(next);
        }

        return order;
    }

    // Loaded keys do not move the sequence that numbers them by default; the next insert would collide with one of them.
    private Definition? Advance(Table table, Column column) =>
        column.Default is { } text && NextValue().Match(text) is { Success: true } next
            ? new(
                $"set @last = (select max({names.Quote(column.Name)}) from {names.Quote(table.Name)}); "
                    + $"execute immediate concat('do setval({next.Groups["sequence"].Value.Replace("'", "''", StringComparison.Ordinal)}, ', coalesce(@last, 0), ')')",
                table.Name,
                "sequence"
            )
            : null;

    [GeneratedRegex(@"^nextval\((?<sequence>`[^`]+`|\w+)\)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NextValue();

    private static Definition Checks(bool on) =>
        new($"set foreign_key_checks = {(on ? 1 : 0)}", QualifiedName.Of("foreign_key_checks"), "setting");

    private Definition FindOrphans(Table table, ForeignKey key)
    {
        var given = string.Join(" and ", key.Columns.Select(c => $"child.{names.Quote(c)} is not null"));
        var same = string.Join(
            " and ",
            key.Columns.Zip(key.ReferencedColumns, (c, r) => $"parent.{names.Quote(r)} = child.{names.Quote(c)}")
        );
        var text = names.Literal($"Rows of {table.Name} violate the foreign key {key.Name}");
        return new(
            $"""
            begin not atomic
                if exists (
                    select 1 from {names.Quote(table.Name)} as child
                    where {given}
                        and not exists (select 1 from {names.Quote(key.ReferencedTable)} as parent where {same})
                ) then
                    signal sqlstate '23000' set mysql_errno = 1452, message_text = {text};
                end if;
            end
            """.ReplaceLineEndings("\n"),
            new(table.Name.Schema, key.Name),
            "foreign key"
        );
    }

    // An index that starts with the columns serves the foreign key, whatever follows.
    private static bool Begins(IEnumerable<string?> parts, Sequence<string> columns) =>
        parts.Take(columns.Count).SequenceEqual(columns);

    private static bool Serves(TableIndex index, ForeignKey key) => Begins(index.Parts.Select(p => p.Column), key.Columns);

    private static bool HasKey(Table table, ForeignKey key) =>
        (table.PrimaryKey is { } primary && Begins(primary.Columns, key.Columns))
        || table.Uniques.Any(u => Begins(u.Columns, key.Columns));
}
