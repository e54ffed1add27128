-- Why: People write things down.

create table notes (id integer primary key, body text not null default 'x; y');
create trigger notes_changed after update on notes begin
    update notes set body = new.body || '; changed' where id = new.id;
    select 1;
end;
