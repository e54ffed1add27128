create domain counted as int default 1;
create table orders (id bigint generated always as identity primary key, user_id bigint not null, total int not null default 0, n counted not null);
insert into orders (user_id) values (1);
alter table orders alter column user_id set default 1;
insert into orders (total) values (1);
create table made (id bigint primary key, twice int generated always as (1) stored, code text not null);
create trigger fill before insert on made for each row execute function fill();
insert into made (id) values (1);
insert into elsewhere (id) values (1);
