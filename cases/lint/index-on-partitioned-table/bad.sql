-- file: V1__events.sql
-- earlier
create table events (at timestamptz, kind text) partition by range (at);
-- file: V2__index.sql
-- expect: index-on-partitioned-table
create index events_kind on events (kind);
-- expect: index-on-partitioned-table
create index concurrently events_kind2 on events (kind);
