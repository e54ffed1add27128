-- since: 15
create table a (tenant integer, id integer, primary key (tenant, id));
create table b (tenant integer not null, a_id integer, constraint b_a foreign key (tenant, a_id) references a on delete set null (a_id));
create table c (tenant integer default 1, a_id integer default 2, constraint c_a foreign key (tenant, a_id) references a on delete set default (a_id, tenant));
