using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>A backfill as one statement that any client can send: a block that works through the keys and commits after every batch.</summary>
internal static class BackfillLoop
{
    /// <summary>The block for PostgreSQL. It must be sent outside a transaction.</summary>
    public static string PostgreSql(Backfill backfill)
    {
        var rows = backfill.Rows.ToString(CultureInfo.InvariantCulture);
        var table = backfill.Table;
        var key = backfill.Key[(backfill.Key.LastIndexOf('.') + 1)..];
        var update = backfill.Statement(
            $"({backfill.Key} > dbwright_last or dbwright_last is null) and {backfill.Key} <= dbwright_next"
        );
        var body = $"""

            declare
                dbwright_last {table}.{key}%type;
                dbwright_next {table}.{key}%type;
                dbwright_end {table}.{key}%type;
            begin
                -- Rows that come later do not count, or it would never end while others write.
                select {key} into dbwright_end from {table} where {key} is not null order by {key} desc limit 1;
                loop
                    select max_key.{key} into dbwright_next
                    from (
                        select {key} from {table}
                        where ({key} > dbwright_last or dbwright_last is null) and {key} <= dbwright_end
                        order by {key} limit {rows}
                    ) max_key
                    order by max_key.{key} desc
                    limit 1;
                    exit when dbwright_next is null;
            {update};
                    commit;
                    dbwright_last := dbwright_next;
                end loop;
            end

            """.ReplaceLineEndings("\n");
        var mark = "$backfill$";
        for (var i = 1; body.Contains(mark, StringComparison.Ordinal); i++)
        {
            mark = $"$backfill{i.ToString(CultureInfo.InvariantCulture)}$";
        }

        return $"do {mark}{body}{mark}";
    }
}

/// <summary>A statement that fails, for tools that would take a missing way down for one that does nothing.</summary>
internal static class NoWayBack
{
    /// <summary>The statement.</summary>
    public static string Statement(Engine engine, ExportedMigration migration)
    {
        var words = $"{migration.Name} has no way down.";
        return engine.Name switch
        {
            "postgresql" => $"do $$ begin raise exception '{words}'; end $$",
            "sqlite" => $"insert into \"{words}\" values (1)",
            _ => $"signal sqlstate '45000' set message_text = '{words}'",
        };
    }
}
