-- expect: enum-type
create type state as enum ('open', 'closed');
