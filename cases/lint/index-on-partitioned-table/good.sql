-- file: V1__events.sql
-- earlier
create table events (at timestamptz, kind text) partition by range (at);
-- file: V2__index.sql
create index events_kind on only events (kind);
create index concurrently events_kind_2026 on events_2026 (kind);
alter index events_kind attach partition events_kind_2026;
