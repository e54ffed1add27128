-- has: -- Who buys.
-- has: -- Their name.
create table customer ( -- Who buys.
    id integer primary key, -- The number.
    -- Their name.
    name text not null,
    /* Where
       they live. */
    city text
);
create index by_name -- For the list.
    on customer (name);
