create type state as enum ('open', 'closed');
-- expect: enum-value-without-position
alter type state add value 'lost';
