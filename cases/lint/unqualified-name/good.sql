create table app.orders (id bigint);
