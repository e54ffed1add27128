begin;
alter table customers add column note text;
-- expect: rewrite-under-lock
alter table orders alter column total type numeric(20, 4);
commit;
