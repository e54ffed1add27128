create table item (id integer primary key, name text);
create table log (id integer, what text);
create view shown as select id, name from item;
create rule shown_insert as on insert to shown do instead insert into item values (new.id, new.name) returning item.id, item.name;
create rule log_update as on update to item where old.name <> new.name do also insert into log values (new.id, 'changed');
create rule no_delete as on delete to item do instead nothing;
comment on rule no_delete on item is 'Nothing goes';
alter table item disable rule log_update;
alter table item enable always rule no_delete;
