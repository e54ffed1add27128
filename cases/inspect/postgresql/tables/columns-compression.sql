-- since: 14
create table a (x text compression pglz, y text, z bytea compression pglz);
