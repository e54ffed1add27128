create table orders_2027 (like orders including defaults including constraints, check (at >= '2027-01-01' and at < '2028-01-01'));
create table notes (id bigint, at date) partition by range (at);
create table notes_2027 partition of notes for values from ('2027-01-01') to ('2028-01-01');
