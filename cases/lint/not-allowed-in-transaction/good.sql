create index concurrently i on orders (a);
vacuum orders;
begin;
create index j on orders (b);
commit;
