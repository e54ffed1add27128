create table orders (
    id int auto_increment primary key, net decimal(10, 2) not null check (net >= 0), rate decimal(4, 2) not null check (rate between 0 and 25),
    gross decimal(12, 2) as (net * (1 + rate / 100)) stored, label varchar(60) as (concat('order ', net)) virtual,
    placed_at datetime(3) not null, day date as (cast(placed_at as date)) stored, key (day), check (gross < 100000)
);
