create table orders (id bigint, ship_to text);
