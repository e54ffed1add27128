-- engine: sqlite
vacuum;
begin;
-- expect: not-allowed-in-transaction
vacuum;
commit;
