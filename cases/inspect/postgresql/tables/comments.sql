create table a (id integer, n text);
comment on table a is 'It''s a table';
comment on column a.id is E'two\nlines';
create index a_n on a (n);
comment on index a_n is 'An index';
