using System.Text;

namespace Dbwright.Conformance.Large;

/// <summary>
/// The text of a large schema of PostgreSQL, as a dump would have it, with every kind of object that an administrator of one database makes:
/// what a table is like follows from its number.
/// </summary>
internal static class PostgreSqlDump
{
    private const int Schemas = 10;

    /// <summary>The role that rights are given to.</summary>
    public const string Role = "large_reader";

    /// <summary>The text.</summary>
    public static string Of(int tables)
    {
        var text = new StringBuilder();
        for (var i = 0; i < Schemas; i++)
        {
            Schema(text, $"area_{i}", i);
        }

        for (var i = 0; i < tables; i++)
        {
            Table(text, i);
        }

        for (var i = 0; i < tables; i++)
        {
            Around(text, i);
        }

        text.Append("create publication large_all for all tables;\n");
        text.Append("create function area_0.watch() returns event_trigger language plpgsql as $$ begin null; end $$;\n");
        text.Append(
            "create event trigger large_watch on ddl_command_end when tag in ('CREATE TABLE') execute function area_0.watch();\n"
        );
        text.Append("alter event trigger large_watch disable;\n");
        return text.ToString();
    }

    private static string Name(int i) => $"area_{i % Schemas}.table_{i}";

    private static void Schema(StringBuilder text, string s, int i) =>
        text.Append(
            $"""
            create schema {s};
            comment on schema {s} is 'Area {i}, it''s one of ten';
            grant usage on schema {s} to {Role};
            create type {s}.mood as enum ('sad', 'it''s ok', 'happy');
            comment on type {s}.mood is 'How it feels';
            create domain {s}.positive as numeric(12,2) default 1 constraint is_positive check (value > 0);
            create type {s}.pair as (a integer, b text collate "C");
            create type {s}.floats as range (subtype = float8, subtype_diff = float8mi);
            create collation {s}.german (provider = icu, locale = 'de');
            create sequence {s}.numbers as integer start with 10 increment by 5 minvalue 5 maxvalue 100000 cache 3 cycle;
            create function {s}.touch() returns trigger language plpgsql as $body$
            begin
                new.made_at := now(); -- the ' of nobody
                return new;
            end
            $body$;
            create function {s}.add(a integer, b integer default 1) returns integer language sql immutable strict parallel safe cost 5
                return a + b;
            create function {s}.rows_of(n integer) returns table (k integer, v text) language sql stable security definer
                set search_path = pg_catalog as 'select g, g::text from generate_series(1, n) g';
            create procedure {s}.work(inout n integer) language plpgsql as $$ begin n := n + 1; end $$;
            create aggregate {s}.total (integer) (sfunc = int4pl, stype = integer, initcond = '0');
            create operator {s}.@+@ (function = {s}.add, leftarg = integer, rightarg = integer, commutator = operator({s}.@+@));
            create operator class {s}.backwards for type integer using btree as
                operator 1 >, operator 2 >=, operator 3 =, operator 4 <=, operator 5 <, function 1 btint4cmp(integer, integer);
            create cast ({s}.pair as text) with inout;
            create text search dictionary {s}.plain (template = pg_catalog.simple, stopwords = 'english');
            create text search configuration {s}.words (copy = pg_catalog.simple);
            alter text search configuration {s}.words alter mapping for asciiword with {s}.plain;
            create foreign data wrapper {s}_wrapper options (debug 'true');
            create server {s}_server type 'x' version '1' foreign data wrapper {s}_wrapper options (host 'example.org');
            create foreign table {s}.far (id integer options (name 'no') not null, t text) server {s}_server options (table_name 'f');
            create user mapping for {Role} server {s}_server options (user 'someone');
            alter default privileges in schema {s} grant select on tables to {Role};
            create conversion {s}.latin for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;


            """
        );

    private static void Table(StringBuilder text, int i)
    {
        var (s, name) = ($"area_{i % Schemas}", Name(i));
        text.Append(
            $"""
            create {(i % 10 == 7 ? "unlogged " : "")}table {name} (
                id {(
                i % 3 == 0 ? "bigint generated always as identity (start with 100)"
                : i % 3 == 1 ? "bigserial"
                : "uuid default gen_random_uuid()"
            )} not null,
                name text collate "C" not null,
                "Odd ""Name" varchar(200),
                amount numeric(12,2) default 0 not null,
                state {s}.mood default 'happy'::{s}.mood,
                price {s}.positive,
                spot {s}.pair,
                german text collate {s}.german,
                made_at timestamptz(3) default now() not null,
                on_day date default '2020-01-01',
                during interval day to second(3),
                document jsonb default '[]'::jsonb,
                tags text[] default array['a', 'b']::text[],
                raw bytea,
                flags bit varying(5),
                address inet,
                kept_for tstzrange,
                number integer default nextval('{s}.numbers'::regclass),
                parent_{(i % 3 == 2 ? "key uuid" : "id bigint")},
                twice numeric generated always as (amount * 2) stored,
                constraint table_{i}_amount check (amount >= 0 and length(name) < {100 + i}){(
                i % 10 == 3 ? "" : ",\n    constraint table_" + i + "_key primary key (id)"
            )}{(
                i % 20 == 4
                    ? ",\n    constraint table_" + i + "_unlike exclude using gist (kept_for with &&) where (amount > 1)"
                    : ""
            )}
            ){(i % 10 == 3 ? " partition by range (on_day)" : "")}{(
                i % 10 == 7 ? " with (fillfactor = 70, autovacuum_enabled = false)" : ""
            )};
            comment on table {name} is 'Table {i}';
            comment on column {name}.name is 'It''s the name of {i}';
            alter table {name} alter column name set statistics 200, alter column raw set storage external;

            """
        );
        if (i % 10 == 3)
        {
            text.Append(
                $"""
                create table {name}_old partition of {name} for values from (minvalue) to ('2020-01-01');
                create table {name}_new partition of {name} for values from ('2020-01-01') to (maxvalue) partition by hash (id);
                create table {name}_new_0 partition of {name}_new for values with (modulus 2, remainder 0);
                create table {name}_new_1 partition of {name}_new for values with (modulus 2, remainder 1);

                """
            );
        }

        text.Append(
            $"""
            create index table_{i}_by_name on {name} using btree (name desc nulls last, amount) include (made_at);
            create {(i % 10 == 3 ? "" : "unique ")}index table_{i}_by_day on {name} (on_day, lower(name)){(
                i % 10 == 3 ? "" : " where amount > 0"
            )};
            create index table_{i}_by_document on {name} using gin (document jsonb_path_ops) with (fastupdate = off);
            create index table_{i}_by_moment on {name} using brin (made_at) with (pages_per_range = 64);
            create index table_{i}_by_number on {name} using btree (number {s}.backwards);
            comment on index {s}.table_{i}_by_name is 'By name';

            """
        );
    }

    // What takes other tables to be there.
    private static void Around(StringBuilder text, int i)
    {
        var (s, name) = ($"area_{i % Schemas}", Name(i));
        var other = i - 3;
        if (other >= 0 && other % 10 is not (3 or 7) && i % 10 != 3)
        {
            var column = i % 3 == 2 ? "parent_key" : "parent_id";
            string[] actions = ["on delete cascade", "on update cascade on delete set null", "deferrable initially deferred", ""];
            text.Append(
                $"alter table {name} add constraint table_{i}_parent foreign key ({column}) references {Name(other)} (id) {actions[i % 4]}{(i % 8 == 1 ? " not valid" : "")};\n"
            );
        }

        text.Append(
            i % 4 == 0
                ? $"create view {s}.view_{i} with (security_barrier = true) as select t.id, t.name, sum(t.amount) over (partition by t.state) as total from {name} t where t.amount > 0;\n"
                    + $"comment on view {s}.view_{i} is 'View {i}'; grant select on {s}.view_{i} to {Role};\n"
                : ""
        );
        text.Append(
            i % 8 == 4
                ? $"create view {s}.view_of_{i} as select v.name from {s}.view_{i} v join {Name(i / 2)} o on o.name = v.name;\n"
                : ""
        );
        text.Append(
            i % 10 == 6
                ? $"create materialized view {s}.kept_{i} as select name, count(*) as n from {name} group by name with no data;\n"
                    + $"create unique index kept_{i}_by_name on {s}.kept_{i} (name);\n"
                : ""
        );
        text.Append(
            i % 3 == 0
                ? $"create trigger table_{i}_touch before update of name, amount on {name} for each row when (old.name is distinct from new.name) execute function {s}.touch();\n"
                : ""
        );
        text.Append(
            i % 30 == 5
                ? $"create constraint trigger table_{i}_later after insert on {name} deferrable initially deferred for each row execute function {s}.touch();\n"
                    + $"alter table {name} disable trigger table_{i}_later;\n"
                : ""
        );
        text.Append(
            i % 10 == 9
                ? $"alter table {name} enable row level security; alter table {name} force row level security;\n"
                    + $"create policy own_rows on {name} as restrictive for select to {Role} using (name = current_user);\n"
                    + $"create policy all_rows on {name} with check (amount > 1);\n"
                : ""
        );
        text.Append(i % 25 == 8 ? $"create rule table_{i}_never as on delete to {name} do instead nothing;\n" : "");
        text.Append(
            i % 10 == 1
                ? $"create statistics {s}.table_{i}_together (ndistinct, dependencies) on name, amount from {name};\nalter table {name} replica identity full;\n"
                : ""
        );
        text.Append(
            i % 50 == 2
                ? $"create table {s}.heir_{i} (extra integer check (extra > 0)) inherits ({name});\ncreate publication of_{i} for table {name} with (publish = 'insert, update');\n"
                : ""
        );
        text.Append(
            i % 7 == 0
                ? $"grant select, insert on {name} to {Role} with grant option; grant update (name) on {name} to {Role};\nrevoke all on function {s}.add(integer, integer) from public;\n"
                : ""
        );
        text.Append(i % 11 == 0 && i % 10 != 3 ? $"alter table {name} cluster on table_{i}_by_name;\n" : "");
    }
}
