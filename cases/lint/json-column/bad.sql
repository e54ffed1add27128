-- expect: json-column
alter table orders add column extra json;
create table notes (
    id bigint primary key,
    -- expect: json-column
    body JSON not null
);
