create type state as enum ('open');
alter type state rename value 'open' to 'new';
