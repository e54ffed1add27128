-- The index that a foreign key made is not said; any other is, even where it has the same name.
create table p (id int primary key, a int, b int, key ab (a, b));
create table implicit (p_id int, constraint i_p foreign key (p_id) references p (id));
create table unnamed (p_id int references p (id), q_id int, foreign key (q_id) references p (id));
create table said_with_comment (p_id int, key s_p (p_id) comment 'said', constraint s_p foreign key (p_id) references p (id));
create table said_as_unique (p_id int, unique key u_p (p_id), constraint u_p foreign key (p_id) references p (id));
create table served_by_longer (p_id int, x int, key longer (p_id, x), constraint l_p foreign key (p_id) references p (id));
create table served_by_primary (p_id int primary key, constraint k_p foreign key (p_id) references p (id));
create table to_index (a int, b int, constraint t_ab foreign key (a, b) references p (a, b) on update cascade);
-- not: index i_p
-- not: index t_ab
-- has: index s_p (p_id) comment 'said'
-- has: unique index u_p (p_id)
-- not: index l_p
