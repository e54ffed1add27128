-- administrator
create function forbid() returns event_trigger language plpgsql as $$ begin raise notice 'no'; end $$;
create event trigger forbid_drops on sql_drop when tag in ('DROP TABLE', 'DROP VIEW') execute function forbid();
create event trigger all_starts on ddl_command_start execute function forbid();
create event trigger off on ddl_command_end execute function forbid();
alter event trigger off disable;
comment on event trigger all_starts is 'Every definition';
create table t (id integer primary key);
