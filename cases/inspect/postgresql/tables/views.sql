create function f() returns trigger language plpgsql as $$ begin return new; end $$;
create table a (id integer primary key, t text);
create view v as select id, t from a;
create trigger v_write instead of insert or update or delete on v for each row execute function f('v');
create trigger v_once before insert on v for each statement execute function f();
create materialized view m as select id, t, lower(t) as low from a;
create unique index m_id on m (id);
create index m_low on m (low collate "C" desc, (upper(t))) where id > 0;
alter materialized view m cluster on m_id;
