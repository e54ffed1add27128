-- engine: mariadb:10.11
-- expect: fulltext-index-blocks-writes
create fulltext index i on notes (body);
-- expect: fulltext-index-blocks-writes
alter table notes add fulltext index j (title);
