create table customer (id integer primary key, name text not null);
create table bill (id integer primary key, customer_id integer not null references customer, total numeric not null);
create view spent as select c.id, c.name, sum(b.total) as spent from customer c join bill b on b.customer_id = c.id group by c.id;
