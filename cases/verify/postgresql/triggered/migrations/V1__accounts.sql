create table accounts (id bigint generated always as identity primary key, name text not null, changes int not null default 0);
create table account_log (id bigint generated always as identity primary key, account_id bigint not null, name text not null);
create function note_account() returns trigger language plpgsql as $$
begin
    insert into account_log (account_id, name) values (old.id, old.name);
    new.changes = old.changes + 1;
    return new;
end $$;
create trigger account_noted before update on accounts for each row execute function note_account();
create table items (id bigint generated always as identity primary key, label text not null);
create function note_item() returns trigger language plpgsql as $$
begin
    insert into account_log (account_id, name) values (old.id, old.label);
    return null;
end $$;
create trigger item_noted after update on items for each row execute function note_item();
