-- seed: --rows events=500
create table events (id bigint generated always as identity, at timestamptz not null, kind text not null, primary key (id, at)) partition by range (at);
create table events_2024 partition of events for values from ('2024-01-01') to ('2025-01-01');
create table events_2025a partition of events for values from ('2025-01-01') to ('2025-03-01');
create table events_2025c partition of events for values from ('2025-06-01') to ('2025-07-01');
