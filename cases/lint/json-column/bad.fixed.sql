-- expect: json-column
alter table orders add column extra jsonb;
create table notes (
    id bigint primary key,
    -- expect: json-column
    body JSONB not null
);
