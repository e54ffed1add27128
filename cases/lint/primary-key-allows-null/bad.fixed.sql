-- engine: sqlite
-- expect: primary-key-allows-null
create table codes (code text not null primary key, note text);
create table places (
    -- expect: primary-key-allows-null
    country text not null,
    number integer not null,
    primary key (country, number)
);
