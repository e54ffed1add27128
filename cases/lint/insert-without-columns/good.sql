insert into orders (id, name) values (1, 'a');
insert into orders default values;
