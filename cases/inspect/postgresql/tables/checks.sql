create table a (
    x integer check (x > 0), y integer constraint y_range check (y between 1 and 10), z text,
    constraint "Both" check (x < y or y is null), constraint "Named" check (z ~ '^[a-z]+\s\(\)$' and z <> ') or (')
);
alter table a add constraint later check (x <> 5) not valid;
alter table a add constraint alone check (x <> 6) no inherit;
alter table a add constraint both_of check (x <> 7) no inherit not valid;
create table b (constraint always check (true));
