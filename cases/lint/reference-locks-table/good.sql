create table parents (id bigint primary key, other bigint references parents);
create table notes (id bigint primary key, parent_id bigint references parents);
set lock_timeout = '2s';
create table lines (id bigint primary key, customer_id bigint references customers);
