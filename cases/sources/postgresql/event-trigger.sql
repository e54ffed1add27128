-- table guarded
create function on_ddl() returns event_trigger language plpgsql as $$
begin
  if (select rolsuper from pg_roles where rolname = current_user) then
    raise exception 'a function of the text runs as %', current_user;
  end if;
end $$;
create event trigger watch on ddl_command_end execute function on_ddl();
comment on event trigger watch is 'watches';
create table guarded (id int primary key);
alter table guarded owner to somebody_else;
