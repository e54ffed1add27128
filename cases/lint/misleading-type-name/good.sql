-- engine: sqlite
create table orders (
    id integer primary key,
    number text not null,
    token varchar(36),
    weight double precision,
    at datetime,
    price decimal(10, 2),
    body json,
    place point
);
