-- since: 18
create table a (id int4range, valid tstzrange, constraint a_key primary key (id, valid without overlaps));
create table b (id int4range, valid tstzrange, a_id int4range, constraint b_key unique (id, valid without overlaps),
    constraint b_a foreign key (a_id, period valid) references a (id, period valid));
