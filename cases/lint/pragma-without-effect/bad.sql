-- engine: sqlite
begin;
-- expect: pragma-without-effect
pragma foreign_keys = off;
commit;
