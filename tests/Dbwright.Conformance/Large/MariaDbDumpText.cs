using System.Text;

namespace Dbwright.Conformance.Large;

/// <summary>The text of a large schema of MariaDB, with every kind of object; what a table is like follows from its number.</summary>
internal static class MariaDbDumpText
{
    /// <summary>The text.</summary>
    public static string Of(int tables)
    {
        var text = new StringBuilder();
        for (var i = 0; i < 10; i++)
        {
            Beside(text, i);
        }

        for (var i = 0; i < tables; i++)
        {
            Table(text, i);
        }

        for (var i = 0; i < tables; i++)
        {
            Around(text, i);
        }

        return text.ToString();
    }

    private static void Beside(StringBuilder text, int i) =>
        text.Append(
            $"""
            create sequence numbers_{i} start with {i
                + 10} minvalue 5 maxvalue 100000 increment by 5 cache 3 cycle comment = 'numbers';
            delimiter //
            create function add_{i}(a int, b varchar(20) character set latin1 collate latin1_swedish_ci) returns int deterministic no sql comment 'it''s {i}'
            begin
                declare s int default 0; -- the ' of nobody
                set s = a + length(b);
                return s;
            end//
            create procedure work_{i}(in a int, out b int, inout c text) modifies sql data sql security invoker
            begin
                if a > {i} then set b = 1; else set c = 'x;y'; end if;
            end//
            create aggregate function total_{i}(x int) returns int
            begin
                declare s int default 0;
                declare continue handler for not found return s;
                loop
                    fetch group next row;
                    set s = s + x;
                end loop;
            end//
            create event nightly_{i} on schedule every 1 day starts '2030-01-01 10:00:00' on completion preserve disable comment 'n' do
            begin
                set @a = 1;
                set @b = 2;
            end//
            delimiter ;

            """
        );

    private static void Table(StringBuilder text, int i)
    {
        string[] numbers = ["bigint", "int unsigned", "mediumint", "smallint unsigned"];
        var isCut = i % 10 == 3;
        var isVersioned = i % 20 == 5;
        var isAria = i % 25 == 7;
        text.Append(
            $"""
            create table table_{i} (
                id {(isCut ? "bigint" : numbers[i % 4])} not null{(isCut ? "" : " auto_increment")},
                name varchar(100) not null comment 'it''s the name of {i}',
                `odd ``name` varchar(200) character set latin1 collate latin1_german1_ci,
                code char(8) character set ascii collate ascii_bin default 'x',
                amount decimal(12,2) not null default 0.00 check (amount >= 0),
                state enum('sad', 'it''s ok', 'happy') not null default 'happy',
                marks set('a', 'b') default 'a,b',
                made_at datetime(3) not null default current_timestamp(3) on update current_timestamp(3),
                seen_at timestamp(6) null,
                on_day date not null default '2020-01-01',
                span time(2),
                document json default (json_array()),
                key_of uuid default uuid(),
                address inet6,
                raw varbinary(300),
                more mediumblob,
                words text,
                flags bit(5) default b'101',
                ratio double default 1.5,
                hidden int invisible default 3,
                number bigint default nextval(numbers_{i % 10}),
                spot {(
                isAria || isCut ? "blob"
                : isVersioned ? "point"
                : "point not null"
            )},
                parent_id {numbers[(i + 3) % 4]},
                twice decimal(13,2) as (amount * 2) stored,
                long_name int as (length(name)) virtual,
                constraint table_{i}_name check (length(name) < {100 + i}),{Parent(i)}
                primary key ({(isCut ? "id, on_day" : "id")}),
                {(isCut ? "" : $"unique table_{i}_code (code, on_day),")}
                key by_name (name(20), amount desc){(i % 5 == 0 ? " comment 'by name'" : "")},
                key by_day (on_day){(i % 5 == 1 ? " ignored" : "")},
                key by_span (span){(isAria ? "" : ",\n    key by_length (long_name)")}{(
                isCut || isVersioned ? "" : ",\n    fulltext key by_words (words)"
            )}{(isCut || isVersioned || isAria ? "" : ",\n    spatial key by_spot (spot)")}
            ) engine = {(isAria ? "Aria" : "InnoDB")} default charset = utf8mb4 collate = {(
                i % 3 == 0 ? "utf8mb4_general_ci" : "utf8mb4_uca1400_ai_ci"
            )} comment = 'Table {i}'{(i % 10 == 8 ? " row_format = dynamic stats_persistent = 1" : "")}{(
                isVersioned ? " with system versioning" : ""
            )}{(
                isCut
                    ? " partition by range columns (on_day) (partition old values less than ('2020-01-01'), partition rest values less than (maxvalue))"
                    : ""
            )};

            """
        );
    }

    private static void Around(StringBuilder text, int i)
    {
        if (i % 4 == 0)
        {
            text.Append(
                $"create {(i % 8 == 0 ? "algorithm = merge sql security invoker " : "")}view view_{i} as select t.id, t.name, t.amount from table_{i} t where t.amount > 0{(i % 12 == 0 ? " with local check option" : "")};\n"
                    + $"create view a_view_of_{i} as select v.name, count(*) as n from view_{i} v left join table_{i / 2} o on o.name = v.name group by v.name;\n"
            );
        }

        if (i % 3 == 0)
        {
            text.Append(
                $"""
                delimiter //
                create trigger table_{i}_one before insert on table_{i} for each row begin set new.amount = abs(new.amount); set @n = 1; end//
                create trigger table_{i}_zero before insert on table_{i} for each row precedes table_{i}_one set new.name = trim(new.name)//
                delimiter ;

                """
            );
        }
    }

    private static string Parent(int i)
    {
        string[] actions = ["on delete cascade", "on update cascade on delete set null", "on delete restrict", ""];
        return IsPlain(i) && i > 0 && IsPlain(i - 1)
            ? $"\n    constraint table_{i}_parent foreign key (parent_id) references table_{i - 1} (id) {actions[i % 4]},"
            : "";
    }

    // Aria has no foreign keys, and neither have tables in partitions.
    private static bool IsPlain(int i) => i % 10 != 3 && i % 25 != 7 && i % 20 != 5;
}
