begin;
comment on column t.c is null;
commit;
