-- engine: sqlite
-- expect: primary-key-allows-null
create table codes (code text primary key, note text);
create table places (
    -- expect: primary-key-allows-null
    country text,
    number integer not null,
    primary key (country, number)
);
