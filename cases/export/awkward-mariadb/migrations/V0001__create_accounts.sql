-- Migration: V0001
-- Why:       The shop needs them: "quotes", it's 100 % ${needed}, C:\temp, :now and `ticks` ?> done.
-- Issue:     SHOP-1
-- Author:    Ann Example <ann@example.org>

-- A remark; with a semicolon.
create table accounts (
    id bigint not null auto_increment primary key,
    email varchar(200) not null check (email like '%@%' and email not rlike '\\s'),
    `Weird ``Name``` varchar(200) default 'it''s :x, ${y}, 100%, \\n, `t`, """q""", ]]> and ?',
    note varchar(500) not null default 'tab\tback\\slash'
) comment 'Ä, ß, 漢字, 🐘, \\u00e9 and <tag attr="x">&amp;</tag> -- no comment' character set utf8mb4;
create table orders (
    id bigint not null auto_increment primary key,
    account_id bigint not null,
    total decimal(12, 2) not null default 0,
    total_cents bigint,
    placed_at datetime not null default '2024-01-01 10:00:00',
    tags longtext not null default '{"a": "${HOME}", "b": ":id"}' check (json_valid(tags)),
    constraint orders_account foreign key (account_id) references accounts (id)
) character set utf8mb4;
/* A comment of
   two lines; # and -- in it. */
delimiter //
create trigger accounts_touch before update on accounts for each row
begin
    -- liquibase would not mind this; nor would '''three quotes''' or """six""".
    declare part varchar(50) default 'a;b';
    if new.note = '${user.name} %s %(x)s :note \\ ?' then
        set new.note = concat(part, '`${1+1}`', ' it''s ');
    end if;

    # A line after an empty one:
    set new.note = trim(new.note);
end//
create procedure refill(in wanted int)
begin
    update orders set total = wanted where total < wanted;
    select 'done; "ok"';
end//
delimiter ;
create view recent as select id, cast(placed_at as date) as day, total * 100 % 7 as rest from orders where placed_at > '2020-01-01';
-- The end.
