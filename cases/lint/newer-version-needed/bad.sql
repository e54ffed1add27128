-- engine: postgresql:13
-- expect: newer-version-needed
create unique index concurrently i on orders (a) nulls not distinct;
-- expect: newer-version-needed
alter table events detach partition events_2020 concurrently;
-- expect: newer-version-needed
merge into a using b on a.id = b.id when matched then delete;
