namespace Dbwright.Conformance;

/// <summary>Migrations of PostgreSQL put together from the forms that statements have in practice; always the same ones.</summary>
internal static class GeneratedMigrations
{
    private const int Count = 200;

    private static readonly string[] Columns = ["total", "placed_at", "customer_id", "note", "\"Mixed Case\""];

    private static readonly string[] Types =
    [
        "int",
        "bigint",
        "smallint",
        "text",
        "varchar(20)",
        "char(3)",
        "timestamp",
        "timestamptz",
        "numeric(12, 2)",
        "jsonb",
        "json",
        "serial",
        "uuid default gen_random_uuid()",
        "boolean not null default false",
        "boolean not null",
        "bigint generated always as identity",
        "numeric generated always as (total * 2) stored",
    ];

    private static readonly string[] Forms =
    [
        "alter table {t} add column {n} {y}",
        "alter table {t} drop column {c}",
        "alter table {t} alter column {c} type {b}",
        "alter table {t} alter column {c} set not null",
        "alter table {t} alter column {c} drop not null",
        "alter table {t} add constraint {n} check ({c} is not null)",
        "alter table {t} add constraint {n} check ({c} is not null) not valid",
        "alter table {t} add constraint {n} foreign key ({c}) references customers (id)",
        "alter table {t} add constraint {n} unique ({c})",
        "alter table {t} add primary key ({c})",
        "alter table {t} rename column {c} to {n}",
        "alter table {t} rename to {n}",
        "alter table {t} drop constraint {n}",
        "create index {n} on {t} ({c})",
        "create unique index concurrently {n} on {t} ({c})",
        "create table {n} (id {b}, name {b} primary key)",
        "create table if not exists {n} (id bigint generated always as identity primary key, code char(2), at timestamp)",
        "drop index {n}",
        "drop table {t}",
        "drop table if exists {t} cascade",
        "truncate {t}",
        "truncate {t} cascade",
        "reindex index {n}",
        "update {t} set {c} = null where {c} is null",
        "alter type mood add value 'calm'",
        "create domain positive as int check (value > 0)",
        "alter domain positive add constraint p check (value < 100)",
        "drop database old",
        "vacuum full {t}",
        "alter table events detach partition {n}",
    ];

    /// <summary>The texts.</summary>
    public static IEnumerable<string> All()
    {
        var random = new Random(20260101);
        for (var i = 0; i < Count; i++)
        {
            var statements = Enumerable.Range(0, random.Next(1, 6)).Select(_ => Statement(random)).ToList();
            var inTransaction = random.Next(4) == 0;
            yield return $"{(inTransaction ? "begin;\n" : "")}{string.Concat(statements.Select(s => $"{s};\n"))}{(inTransaction ? "commit;\n" : "")}";
        }
    }

    private static string Statement(Random random)
    {
        string Of(string[] words) => words[random.Next(words.Length)];
        var basic = Types.Where(t => !t.Contains(' ', StringComparison.Ordinal)).ToArray();
        return Of(Forms)
            .Replace("{t}", random.Next(3) == 0 ? "sales.orders" : "orders", StringComparison.Ordinal)
            .Replace("{n}", $"n{random.Next(100)}", StringComparison.Ordinal)
            .Replace("{c}", Of(Columns), StringComparison.Ordinal)
            .Replace("{y}", Of(Types), StringComparison.Ordinal)
            .Replace("{b}", Of(basic), StringComparison.Ordinal);
    }
}
