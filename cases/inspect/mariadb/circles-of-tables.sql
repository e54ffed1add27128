create table a (id int primary key, b_id int, self_id int, constraint a_self foreign key (self_id) references a (id));
create table b (id int primary key, c_id int, constraint b_c foreign key (c_id) references a (id));
create table c (id int primary key, a_id int, b_id int, constraint c_a foreign key (a_id) references a (id), constraint c_b foreign key (b_id) references b (id));
alter table a add constraint a_b foreign key (b_id) references b (id);
alter table b add constraint b_real_c foreign key (id) references c (id);
