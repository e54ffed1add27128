create table a (id bigint not null, at date not null, n text) partition by range (at);
create table a_2025 partition of a for values from ('2025-01-01') to ('2026-01-01');
create table a_2026 partition of a (n default 'x', constraint a_2026_n check (n <> '')) for values from ('2026-01-01') to (maxvalue);
create table a_old partition of a for values from (minvalue) to ('2025-01-01') with (fillfactor = 80);
create table a_rest partition of a default;
create index a_2025_n on a_2025 (n);
