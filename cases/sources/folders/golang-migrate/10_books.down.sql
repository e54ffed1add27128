drop table books cascade;
