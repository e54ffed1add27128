using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>How a table of PostgreSQL follows another, row by row, by triggers.</summary>
internal sealed class PostgreSqlTableFollowing : ITableFollowing
{
    private static readonly PostgreSqlNames Names = new();

    /// <inheritdoc />
    public Sequence<SchemaPart> Follow(TablePair pair)
    {
        var name = ObjectNames.Shorten($"{pair.Target.Name.Name}_in_step");
        // Whoever may write the one need not have rights on the other.
        var function = new Routine(pair.Source.Name with { Name = name }, "", "trigger", "plpgsql", Body(pair))
        {
            Options = "security definer set search_path to 'public', 'pg_temp'",
        };
        var action = $"{Names.Quote(function.Name)}()";
        return
        [
            new SchemaPart.RoutinePart(function),
            new SchemaPart.TriggerPart(pair.Source.Name, new(name, "after", ["insert", "update", "delete"], action)),
            new SchemaPart.TriggerPart(
                pair.Source.Name,
                new(ObjectNames.Shorten($"{name}_emptied"), "after", ["truncate"], action) { ForStatement = true }
            ),
        ];
    }

    /// <inheritdoc />
    // A row that is being changed or deleted is waited for: its trigger found nothing to change in the target.
    public string Copy(TablePair pair) =>
        $"insert into {Names.Quote(pair.Target.Name)} ({List(pair)}){Overriding(pair)} select {List(pair)} from "
        + $"{Names.Quote(pair.Source.Name)} where {Names.Quote(pair.Key[0])} is not null for share on conflict do nothing";

    /// <inheritdoc />
    public string Differences(TablePair pair)
    {
        var key = Names.Quote(pair.Key[0]);
        var others = Written(pair)
            .Where(c => !pair.Key.Contains(c.Name))
            .Select(c => PostgreSqlOnlineForms.Unlike($"a.{Names.Quote(c.Name)}", $"b.{Names.Quote(c.Name)}", c.Type));
        return $"select 1 from {Names.Quote(pair.Source.Name)} as a full join {Names.Quote(pair.Target.Name)} as b on "
            + $"{Same("a", "b", pair.Key)} where {string.Join(" or ", others.Prepend($"a.{key} is null or b.{key} is null"))}";
    }

    /// <inheritdoc />
    public string Missing(QualifiedName table, QualifiedName other, Sequence<string> key) =>
        $"not exists (select 1 from {Names.Quote(other)} as kept where {Same("kept", Names.Quote(table.Name), key)})";

    /// <inheritdoc />
    // A block may stand outside a transaction as well, where the statement alone is refused.
    public string Hold(Sequence<QualifiedName> relations) =>
        $"do $hold$\nbegin\n    perform set_config('lock_timeout', '{PostgreSqlOnlineForms.LockWait(relations.Count)}', true);\n"
        + $"    lock table {string.Join(", ", relations.Select(Names.Quote))} in access exclusive mode;\nend\n$hold$";

    /// <inheritdoc />
    public Sequence<string> Number(TablePair pair) =>
        pair
            .Target.Columns.Where(c => c.Identity is not null && pair.Source.Find(c.Name)?.Identity is not null)
            .Select(c =>
                $"do $numbers$\nbegin\n    execute format('select setval(%L, last_value, is_called) from %s', {Sequence(pair.Target, c)}, "
                + $"{Sequence(pair.Source, c)});\nend\n$numbers$"
            )
            .ToSequence();

    /// <inheritdoc />
    public bool MayRefuse(Table table, RelationalSchema schema) =>
        table.PartitionBy is { } by
        && !by.StartsWith("hash", StringComparison.OrdinalIgnoreCase)
        && !schema.Tables.Any(t =>
            t.PartitionOf is { } of && of.Parent == table.Name && of.Bound.Equals("default", StringComparison.OrdinalIgnoreCase)
        );

    private static string Sequence(Table table, Column column) =>
        $"pg_get_serial_sequence({Names.Literal(Names.Quote(table.Name))}, {Names.Literal(column.Name)})";

    private static string Body(TablePair pair)
    {
        var target = Names.Quote(pair.Target.Name);
        var same = Same("", "old", pair.Key);
        var insert =
            $"insert into {target} ({List(pair)}){Overriding(pair)}\n        values ({string.Join(", ", Written(pair).Select(c => $"new.{Names.Quote(c.Name)}"))});";
        // What is numbered always is never written by anybody.
        var set = string.Join(
            ", ",
            Written(pair)
                .Where(c => c.Identity != IdentityKind.Always)
                .Select(c => $"{Names.Quote(c.Name)} = new.{Names.Quote(c.Name)}")
        );
        var update =
            set.Length > 0 ? $"update {target} set {set}\n        where {same};" : $"perform 1 from {target} where {same};";
        return $"""

            begin
                if tg_op = 'TRUNCATE' then
                    delete from {target};
                    return null;
                end if;
                if tg_op = 'DELETE' then
                    delete from {target} where {same};
                    return null;
                end if;
                if tg_op = 'UPDATE' then
                    {update}
                end if;
                if tg_op = 'INSERT' or not found then
                    {insert}
                end if;
                return null;
            end

            """.ReplaceLineEndings("\n");
    }

    private static IEnumerable<Column> Written(TablePair pair) => pair.Source.Columns.Where(c => c.Generated is null);

    private static string List(TablePair pair) => string.Join(", ", Written(pair).Select(c => Names.Quote(c.Name)));

    private static string Overriding(TablePair pair) =>
        pair.Target.Columns.Any(c => c.Identity == IdentityKind.Always) ? " overriding system value" : "";

    private static string Same(string left, string right, Sequence<string> key) =>
        string.Join(
            " and ",
            key.Select(k => $"{(left.Length == 0 ? "" : $"{left}.")}{Names.Quote(k)} = {right}.{Names.Quote(k)}")
        );
}
