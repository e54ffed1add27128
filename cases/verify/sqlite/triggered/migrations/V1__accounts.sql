create table accounts (id integer primary key, name text not null, changes integer not null default 0);
create table account_log (id integer primary key, account_id integer not null, name text not null);
create trigger account_noted after update of name on accounts begin
    insert into account_log (account_id, name) values (old.id, old.name);
    update accounts set changes = old.changes + 1 where id = old.id;
end;
create table items (id integer primary key, label text not null);
create trigger item_noted after update on items begin
    insert into account_log (account_id, name) values (old.id, old.label);
end;
