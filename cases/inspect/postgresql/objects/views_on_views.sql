create table a (id integer primary key, b integer);
create view z_first as select id, b from a;
create view m_second as select id + 1 as id, b from z_first;
create view a_third as select m.id, z.b from m_second m join z_first z using (id);
create materialized view b_fourth as select count(*) as n from a_third;
create unique index b_fourth_n on b_fourth (n);
create view a_fifth as select n, exists (select from a_third) as any from b_fourth;
