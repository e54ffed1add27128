-- engine: mariadb:10.11
-- expect: spatial-index-blocks-writes
create spatial index i on notes (body);
-- expect: spatial-index-blocks-writes
alter table notes add spatial index j (title);
