-- seed: --rows t=200
create table t (id int generated always as identity primary key, quantity int not null check (quantity > 0), price numeric(8,2) not null check (price > 0), total numeric(12,2) generated always as (quantity * price) stored check (total < 5000), name text not null, slug text generated always as (lower(name)) stored);
